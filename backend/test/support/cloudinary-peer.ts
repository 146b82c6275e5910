import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const CLOUD = 'school';
const KEY = '123456789012345';
export const CLOUDINARY_SECRET = 'peer-secret_Zq81';
const SMALLEST_PIECE = 5 * 1024 * 1024;
const AN_HOUR = 3_600;

type Doing = 'upload' | 'destroy' | 'deliver' | 'ping';
/** How a request is failed: with a status, by never answering, or by cutting the connection in the middle of it. */
export type PeerFailure =
  { readonly status: number; readonly message?: string; readonly retryAfter?: string } | 'hang' | 'cut';

/** What stands in for Cloudinary on this machine: it checks what the real one checks, on its own. */
export interface CloudinaryPeer {
  readonly url: string;
  readonly port: number;
  /** The stored bytes, by `<resource type>/<public id>`. */
  readonly assets: Map<string, Buffer>;
  /** What was asked, one line for each request that was understood. */
  readonly log: string[];
  /** Fails the next requests of a kind, one after another. */
  fail(doing: Doing, ...failures: PeerFailure[]): void;
  /** Cuts every connection from now on, or no longer. */
  down: boolean;
  close(): Promise<void>;
}

interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: Buffer | null;
}

const digest = (algorithm: string, text: string) => createHash(algorithm).update(text).digest();

/** Reads multipart/form-data (RFC 7578) as far as the SDK uses it. */
function parseForm(body: Buffer, type: string): Form {
  const boundary = Buffer.from(`--${/boundary=([^;]+)/.exec(type)?.[1] ?? 'none'}`);
  const fields: Record<string, string> = {};
  let file: Buffer | null = null;
  for (let at = body.indexOf(boundary); at >= 0;) {
    const from = at + boundary.length + 2;
    const next = body.indexOf(boundary, from);
    if (next < 0) break;
    const head = body.indexOf('\r\n\r\n', from);
    const name = /name="([^"]+)"/.exec(body.toString('latin1', from, head))?.[1] ?? '';
    const value = body.subarray(head + 4, next - 2);
    if (name === 'file') file = value;
    else fields[name] = value.toString();
    at = next;
  }
  return { fields, file };
}

const isYes = (value: string | undefined) => value === 'true' || value === '1';

// https://cloudinary.com/documentation/authentication_signatures: every parameter but these, sorted, with the secret behind it
function isSigned({ signature = '', api_key: key, ...signed }: Form['fields']): boolean {
  const text = Object.entries(signed)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value.replaceAll('&', '%26')}`)
    .join('&');
  const algorithm = signature.length === 64 ? 'sha256' : 'sha1';
  const isFresh = Math.abs(Date.now() / 1_000 - Number(signed['timestamp'])) < AN_HOUR;
  return key === KEY && isFresh && digest(algorithm, text + CLOUDINARY_SECRET).toString('hex') === signature;
}

export async function startCloudinaryPeer(port = 0): Promise<CloudinaryPeer> {
  const assets = new Map<string, Buffer>();
  const log: string[] = [];
  const failures: Record<Doing, PeerFailure[]> = { upload: [], destroy: [], deliver: [], ping: [] };
  const begun = new Map<string, { pieces: Buffer[]; received: number; total: number }>();

  const answer = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
  const refuse = (response: ServerResponse, status: number, message: string) => {
    log.push(`refused ${String(status)} ${message}`);
    answer(response, status, { error: { message } });
  };

  // true where the request was failed as a test wants it
  const failed = (doing: Doing, request: IncomingMessage, response: ServerResponse, isLate: boolean): boolean => {
    const [next] = failures[doing];
    // uploads are cut in the middle of what comes in, deliveries in the middle of what goes out
    if (next === undefined || (next === 'cut' && doing === 'deliver')) return false;
    if (isLate === (next === 'cut' && doing === 'upload')) return false;
    failures[doing].shift();
    log.push(`${doing} failed ${typeof next === 'string' ? next : String(next.status)}`);
    if (next === 'cut') request.socket.destroy();
    else if (next !== 'hang') {
      const headers: Record<string, string> = next.retryAfter === undefined ? {} : { 'Retry-After': next.retryAfter };
      const message = next.message ?? 'as the test wants it';
      answer(response, next.status, { error: { message } }, { 'X-Cld-Error': message, ...headers });
    }
    return true;
  };

  function takePiece(request: IncomingMessage, name: string, file: Buffer): Buffer | string | null {
    const { 'content-range': range, 'x-unique-upload-id': id } = request.headers;
    if (range === undefined && id === undefined) return file;
    const [, from, to, all] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range ?? '') ?? [];
    const [start, end, total] = [Number(from), Number(to), Number(all)];
    if (typeof id !== 'string' || from === undefined || file.length !== end - start + 1) return 'bad piece';
    if (file.length < SMALLEST_PIECE && end + 1 !== total) return 'the piece is too small';
    log.push(`piece ${String(range)}`);
    const upload = begun.get(`${name} ${id}`) ?? { pieces: [], received: 0, total };
    if (total !== upload.total || start > upload.received) return 'the piece is out of order';
    // one whose answer got lost comes again
    if (start === upload.received) {
      upload.pieces.push(file);
      upload.received = end + 1;
    }
    begun.set(`${name} ${id}`, upload);
    if (upload.received < total) return null;
    begun.delete(`${name} ${id}`);
    return Buffer.concat(upload.pieces);
  }

  function upload(request: IncomingMessage, response: ServerResponse, resource: string, { fields, file }: Form): void {
    const { public_id: id = '', type } = fields;
    if (file === null || file.length === 0) {
      refuse(response, 400, 'Empty file');
      return;
    }
    if (type !== 'authenticated' || !isYes(fields['overwrite'])) {
      refuse(response, 400, 'not private');
      return;
    }
    const whole = takePiece(request, `${resource}/${id}`, file);
    if (typeof whole === 'string') {
      refuse(response, 400, whole);
      return;
    }
    if (whole === null) {
      answer(response, 200, { done: false, public_id: id });
      return;
    }
    assets.set(`${resource}/${id}`, whole);
    log.push(`stored ${resource}/${id}`);
    answer(response, 200, { done: true, public_id: id, bytes: whole.length, resource_type: resource, type });
  }

  function destroy(response: ServerResponse, resource: string, { fields }: Form): void {
    const { public_id: id = '', type, invalidate } = fields;
    if (type !== 'authenticated' || !isYes(invalidate)) {
      refuse(response, 400, 'would stay in caches');
      return;
    }
    const result = assets.delete(`${resource}/${id}`) ? 'ok' : 'not found';
    log.push(`destroyed ${resource}/${id}: ${result}`);
    answer(response, 200, { result });
  }

  // https://cloudinary.com/documentation/delivery_url_signatures, in its long form
  function deliver(request: IncomingMessage, response: ServerResponse, path: string): void {
    const [, resource = '', signature = '', id = ''] =
      /^\/school\/(raw|video)\/authenticated\/s--([\w-]{32})--\/v1\/(.+)$/.exec(path) ?? [];
    const expected = digest('sha256', id + CLOUDINARY_SECRET)
      .toString('base64')
      .slice(0, 32);
    if (signature === '' || signature !== expected.replaceAll('/', '_').replaceAll('+', '-')) {
      refuse(response, 401, 'unsigned delivery');
      return;
    }
    const bytes = assets.get(`${resource}/${id}`);
    if (bytes === undefined) {
      refuse(response, 404, 'Resource not found');
      return;
    }
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const [start, end] = from === undefined ? [0, bytes.length - 1] : [Number(from), Number(to)];
    const part = bytes.subarray(start, end + 1);
    const range = { 'Content-Range': `bytes ${String(start)}-${String(end)}/${String(bytes.length)}` };
    response.writeHead(from === undefined ? 200 : 206, {
      'Content-Length': part.length,
      ...(from !== undefined && range),
    });
    log.push(`delivered ${request.headers.range ?? 'all'}`);
    if (failures.deliver[0] === 'cut') {
      failures.deliver.shift();
      response.write(part.subarray(0, part.length / 2), () => request.socket.destroy());
    } else response.end(part);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (peer.down) return void request.socket.destroy();
    const path = request.url ?? '';
    const [, resource = '', action = ''] = /^\/v1_1\/school\/(raw|video)\/(upload|destroy)$/.exec(path) ?? [];
    const doing =
      path === `/v1_1/${CLOUD}/ping` ? 'ping' : action === '' ? 'deliver' : (action as 'upload' | 'destroy');
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) {
      if (doing === 'upload' && failed(doing, request, response, false)) return;
      pieces.push(piece);
    }
    if (failed(doing, request, response, true)) return;
    if (doing === 'deliver') {
      deliver(request, response, path);
      return;
    }
    if (doing === 'ping') {
      const isKnown = request.headers.authorization === `Basic ${btoa(`${KEY}:${CLOUDINARY_SECRET}`)}`;
      if (isKnown) answer(response, 200, { status: 'ok' });
      else refuse(response, 401, 'who are you');
      return;
    }
    const form = parseForm(Buffer.concat(pieces), request.headers['content-type'] ?? '');
    if (!isSigned(form.fields)) {
      refuse(response, 401, 'Invalid Signature');
      return;
    }
    if (doing === 'upload') upload(request, response, resource, form);
    else destroy(response, resource, form);
  }

  const server = createServer((request, response) => {
    // connections that are cut end here
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: used } = server.address() as AddressInfo;
  const peer: CloudinaryPeer = {
    url: `cloudinary://${KEY}:${CLOUDINARY_SECRET}@${CLOUD}?upload_prefix=http%3A%2F%2F127.0.0.1%3A${String(used)}`,
    port: used,
    assets,
    log,
    down: false,
    fail: (doing, ...next) => failures[doing].push(...next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('connection', (socket) => {
    if (peer.down) socket.destroy();
  });
  return peer;
}
