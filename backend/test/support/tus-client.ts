import { request } from 'node:http';
import { objectIdSchema } from '@classy-book/contracts/primitives';

/** An answer of the server, with the header that matters. */
export interface TusAnswer {
  readonly status: number;
  readonly offset: number | null;
  readonly headers: Headers;
  readonly code: string | null;
  readonly body: { readonly data?: unknown };
}

/** A piece that is on its way. */
export interface OpenPiece {
  drop(): void;
  finish(rest: Uint8Array): void;
  readonly ended: Promise<number | null>;
}

type Method = 'POST' | 'HEAD' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'GET';

/** A client of uploads in pieces that can also do what no good client does. */
export class TusClient {
  constructor(
    private readonly url: string,
    readonly token: string,
  ) {}

  /** Any request; `headers` replace the usual ones, an empty text leaves one out. */
  async send(
    method: Method,
    path: string,
    headers: Record<string, string> = {},
    body?: Uint8Array | string,
  ): Promise<TusAnswer> {
    const all = { Authorization: `Bearer ${this.token}`, 'Tus-Resumable': '1.0.0', ...headers };
    const answer = await fetch(`${this.url}/api/v1/files/uploads${path}`, {
      method,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    const said = (text === '' ? {} : JSON.parse(text)) as { error?: { code: string }; data?: unknown };
    const offset = answer.headers.get('upload-offset');
    const { status } = answer;
    return {
      ...{ status, headers: answer.headers, body: said, code: said.error?.code ?? null },
      offset: offset === null ? null : Number(offset),
    };
  }

  /** Begins an upload; answers its id. */
  async begin(length: number, metadata: Record<string, string>): Promise<string> {
    const answer = await this.create(String(length), metadataOf(metadata));
    if (answer.status !== 201) throw new Error(`not begun: ${JSON.stringify(answer.body)}`);
    return objectIdSchema.parse(answer.headers.get('location')?.split('/').at(-1));
  }

  async create(length: string, metadata: string): Promise<TusAnswer> {
    return await this.send('POST', '', { 'Upload-Length': length, 'Upload-Metadata': metadata });
  }

  async head(id: string): Promise<TusAnswer> {
    return await this.send('HEAD', `/${id}`);
  }

  /** How many bytes have arrived, asked without making whoever sends them end. */
  async received(id: string): Promise<number> {
    const { data } = (await this.send('GET', `/${id}`)).body as { data: { received: number } };
    return data.received;
  }

  async patch(id: string, offset: number, bytes: Uint8Array): Promise<TusAnswer> {
    const headers = { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
    return await this.send('PATCH', `/${id}`, headers, bytes);
  }

  /**
   * Sends the beginning of a PATCH that announces more, and leaves the connection open: `drop` cuts it, `finish` sends what is missing.
   * `ended` resolves with the status of the answer, null where none came.
   */
  begun(id: string, offset: number, bytes: Uint8Array, announced: number): OpenPiece {
    const open = request(`${this.url}/api/v1/files/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        ...{ Authorization: `Bearer ${this.token}`, 'Tus-Resumable': '1.0.0', 'Upload-Offset': String(offset) },
        ...{ 'Content-Type': 'application/offset+octet-stream', 'Content-Length': String(announced) },
      },
    });
    const ended = new Promise<number | null>((resolve) => {
      let status: number | null = null;
      open.once('close', () => {
        resolve(status);
      });
      open.on('error', () => undefined);
      open.once('response', (response) => {
        status = response.statusCode ?? null;
        response.resume();
      });
    });
    open.write(bytes);
    return { drop: () => open.destroy(), finish: (rest) => open.end(rest), ended };
  }

  async complete(id: string, sha256?: string): Promise<{ status: number; body: { data?: Status; error?: Failure } }> {
    const answer = await fetch(`${this.url}/api/v1/files/uploads/${id}/complete`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(sha256 === undefined ? {} : { sha256 }),
    });
    return { status: answer.status, body: (await answer.json()) as { data?: Status; error?: Failure } };
  }
}

interface Failure {
  readonly code: string;
}

interface Status {
  readonly state: string;
  readonly file: { readonly id: string; readonly url: string } | null;
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

/** `Upload-Metadata` as clients write it. */
export function metadataOf(pairs: Record<string, string>): string {
  return Object.entries(pairs)
    .map(([key, value]) => `${key} ${Buffer.from(value, 'utf8').toString('base64')}`)
    .join(',');
}
