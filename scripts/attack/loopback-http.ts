import { Agent, request, type RequestOptions } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import type { Target } from './target.ts';

/** One request to the target; `body` is JSON. */
export interface Exchange {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back, read to its end. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly setCookies: readonly string[];
}

const TIMEOUT_MS = 10_000;
const MAX_REPLY_BYTES = 256 * 1024;
const A_FILE = /^text\/csv|^application\/x-ndjson/;

/** HTTP to one target over connections that stay open; redirects are not followed. */
export class LoopbackHttp {
  private readonly target: Target;
  private readonly agent: Agent;

  /** @param connections how many connections there are at most; further requests wait */
  constructor(target: Target, connections: number) {
    this.target = target;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'lifo' });
  }

  /**
   * Sends a request and reads the reply.
   * @throws the error of the socket; one named TimeoutError or AbortError after 10 seconds
   */
  async send(exchange: Exchange): Promise<Reply> {
    return await new Promise<Reply>((resolve, reject) => {
      const outgoing = request(this.optionsOf(exchange), (incoming) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        const isFile = A_FILE.test(incoming.headers['content-type'] ?? '');
        incoming.on('data', (part: Buffer) => {
          // an export may be of any size, and nobody looks at it
          if (isFile) return;
          bytes += part.length;
          if (bytes > MAX_REPLY_BYTES) incoming.destroy(new Error('the reply is too large'));
          else parts.push(part);
        });
        incoming.on('error', reject);
        incoming.on('end', () => {
          const setCookies = incoming.headers['set-cookie'] ?? [];
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8'), setCookies });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(exchange.body);
    });
  }

  /** Closes the connections. */
  close(): void {
    this.agent.destroy();
  }

  private optionsOf({ method, path, headers, body }: Exchange): RequestOptions {
    const content =
      body === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) };
    return {
      agent: this.agent,
      method,
      path,
      hostname: this.target.hostname,
      port: this.target.port,
      headers: { Accept: 'application/json', ...headers, ...content },
      lookup: this.lookup,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    };
  }

  // the addresses that were checked, whatever the name stands for by now
  private readonly lookup: LookupFunction = (_hostname, options, callback) => {
    const found = this.target.addresses.map((address) => ({ address, family: isIP(address) }));
    const [first] = found;
    if (options.all === true) callback(null, found);
    else callback(null, first?.address ?? '', first?.family);
  };
}
