import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Film } from './film.ts';

const CONFLICT = 409;
const PIECE = 8 * 1024 * 1024;
const PATH = '/api/v1/files/uploads';

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What a piece is to meet: its connection breaks off in its middle, or its server goes away. */
export type Accident = (open: ClientRequest) => void | Promise<void>;

/** Sends films in pieces (tus 1.0.0), and meets accidents on the way. `port` and `token` are those of the server at this moment. */
export class UploadClient {
  port = 0;
  token = '';

  /** Begins an upload and answers its id. */
  async begin(film: Film, courseId: string): Promise<string> {
    const metadata = Object.entries({ purpose: 'video', courseId, name: 'film.mp4', type: 'video/mp4' })
      .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
      .join(',');
    const headers = { 'Upload-Length': String(film.size), 'Upload-Metadata': metadata };
    const answer = await this.answerTo(this.open('POST', '', headers).end());
    return String(answer.headers.location).split('/').at(-1) ?? '';
  }

  /** Sends what is missing, from where the server is. `accidents` by the share of the film at which each happens. */
  async send(id: string, film: Film, accidents: Map<number, Accident>): Promise<void> {
    let offset = await this.offset(id);
    while (offset < film.size) {
      const due = [...accidents.keys()].find((share) => offset >= share * film.size);
      const accident = due === undefined ? undefined : accidents.get(due);
      if (due !== undefined) accidents.delete(due);
      const arrived = await this.piece(id, film, offset, accident);
      // a piece that was cut off may still be on its way when the server is asked: then the next one does not fit, and it is asked again
      offset = arrived ? Math.min(offset + PIECE, film.size) : await this.offset(id);
    }
  }

  async offset(id: string): Promise<number> {
    const { headers } = await this.answerTo(this.open('HEAD', `/${id}`, {}).end());
    return Number(headers['upload-offset']);
  }

  /** Has it checked; answers the address of the file. */
  async complete(id: string, sha256: string): Promise<string> {
    for (;;) {
      const open = this.open('POST', `/${id}/complete`, { 'Content-Type': 'application/json' });
      const answer = await this.answerTo(open.end(JSON.stringify({ sha256 })));
      const { data } = JSON.parse(answer.body) as { data: { state: string; file: { url: string } | null } };
      if (data.file !== null) return data.file.url;
      if (data.state !== 'checking') throw new Error(`the upload is ${answer.body}`);
    }
  }

  /** The SHA-256 of what a download brings. */
  async hashOf(url: string): Promise<string> {
    const open = request({ host: '127.0.0.1', port: this.port, path: url }).end();
    const [incoming] = (await once(open, 'response')) as [IncomingMessage];
    const hash = createHash('sha256');
    for await (const chunk of incoming as AsyncIterable<Buffer>) hash.update(chunk);
    return hash.digest('hex');
  }

  private async piece(id: string, film: Film, offset: number, accident: Accident | undefined): Promise<boolean> {
    const bytes = film.bytes(offset, offset + PIECE);
    const open = this.open('PATCH', `/${id}`, {
      'Upload-Offset': String(offset),
      'Content-Type': 'application/offset+octet-stream',
      'Content-Length': String(bytes.length),
    });
    if (accident === undefined) {
      const { status } = await this.answerTo(open.end(bytes), CONFLICT);
      return status !== CONFLICT;
    }
    open.on('error', () => undefined);
    open.on('response', (incoming: IncomingMessage) => incoming.resume());
    await new Promise((sent) => open.write(bytes.subarray(0, Math.floor(bytes.length / 3)), sent));
    await accident(open);
    return false;
  }

  private open(method: string, path: string, headers: Record<string, string>): ClientRequest {
    const all = { Authorization: `Bearer ${this.token}`, 'Tus-Resumable': '1.0.0', ...headers };
    return request({ host: '127.0.0.1', port: this.port, method, path: PATH + path, headers: all });
  }

  private async answerTo(open: ClientRequest, accepted = 200): Promise<Answer> {
    const [incoming] = (await once(open, 'response')) as [IncomingMessage];
    let body = '';
    for await (const chunk of incoming.setEncoding('utf8') as AsyncIterable<string>) body += chunk;
    const { statusCode: status = 500, headers } = incoming;
    if (status < 300 || status === accepted) return { status, headers, body };
    throw new Error(`an upload was answered with ${String(status)}: ${body.slice(0, 300)}`);
  }
}
