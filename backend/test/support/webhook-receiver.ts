import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './app.js';

interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly resource: { readonly id: string } };
}

/** A request that came in. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = (request: Received, response: ServerResponse) => void;

/** The other end of webhooks: keeps what comes in and answers what it is told to. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  /** 204 where nothing else is set. */
  answer: Answer = (_request, response) => response.writeHead(204).end();
  /** How many requests were open at the same time at most. */
  busiest = 0;
  private open = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      receiver.open += 1;
      receiver.busiest = Math.max(receiver.busiest, receiver.open);
      response.on('close', () => (receiver.open -= 1));
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        const came = { path: request.url ?? '', headers: request.headers, body };
        receiver.received.push(came);
        receiver.answer(came, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Forgets what came in, and answers 204 again. */
  clear(): void {
    this.received.length = 0;
    this.busiest = 0;
    this.answer = (_request, response) => response.writeHead(204).end();
  }

  /** Waits until so many requests came in. */
  async has(count: number): Promise<Received[]> {
    await eventually(`${String(count)} webhooks`, () => this.received.length >= count, 20_000);
    return this.received;
  }

  /** Waits for the request of this number, from 1 on. */
  async nth(number: number): Promise<Received> {
    const found = (await this.has(number))[number - 1];
    if (found === undefined) throw new Error('not that many came in');
    return found;
  }

  /** What the events were about, in the order in which they came. */
  resources(): string[] {
    return this.received.map(({ body }) => eventIn(body).data.resource.id);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The event in a body. */
export function eventIn(body: string): ReceivedEvent {
  return JSON.parse(body) as ReceivedEvent;
}

/** What a careful receiver does: whether one of the signatures is right for one of the secrets. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const right = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(signed)
    .digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .map((one) => Buffer.from(one.slice('v1,'.length), 'base64'))
    .some((one) => one.length === right.length && timingSafeEqual(one, right));
}
