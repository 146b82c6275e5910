import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Services } from './context.ts';
import { Dispatcher, type ReportUnexpected } from './dispatcher.ts';
import { FrameReader, MalformedFrame, decodeRequest, encodeReply } from './wire.ts';

/** More connections than that are refused; drivers open a hundred at most for each process. */
const MAX_CLIENTS = 1_000;
/** Requests that wait on one connection before it is read no further. */
const MAX_WAITING = 16;
const SWEEP_MS = 250;
const CLOSE_GRACE_MS = 5_000;

/** One client's connection: its requests are answered one after the other, in the order in which they came. */
class ClientConnection {
  readonly id: number;
  readonly #socket: Socket;
  readonly #reader = new FrameReader();
  readonly #dispatcher: Dispatcher;
  readonly #nextReplyId: () => number;
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(id: number, socket: Socket, dispatcher: Dispatcher, nextReplyId: () => number) {
    this.id = id;
    this.#socket = socket;
    this.#dispatcher = dispatcher;
    this.#nextReplyId = nextReplyId;
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      this.#receive(chunk);
    });
  }

  /** Resolves when everything that was received has been worked off or given up. */
  get settled(): Promise<void> {
    return this.#queue;
  }

  get idle(): boolean {
    return this.#waiting === 0;
  }

  close(): void {
    this.#socket.destroy();
  }

  #gone(): boolean {
    return this.#socket.destroyed;
  }

  #receive(chunk: Buffer): void {
    try {
      for (const frame of this.#reader.push(chunk)) this.#enqueue(frame);
    } catch (failure) {
      if (!(failure instanceof MalformedFrame)) throw failure;
      this.#socket.destroy();
    }
  }

  #enqueue(frame: Buffer): void {
    this.#waiting += 1;
    if (this.#waiting >= MAX_WAITING) this.#socket.pause();
    this.#queue = this.#queue
      .then(() => this.#answer(frame))
      .catch(() => {
        this.#socket.destroy();
      })
      .then(() => {
        this.#waiting -= 1;
        if (this.#waiting < MAX_WAITING) this.#socket.resume();
      });
  }

  async #answer(frame: Buffer): Promise<void> {
    if (this.#gone()) return; // nobody waits for it, and what it asks for must not start any more
    const request = decodeRequest(frame);
    const reply = await this.#dispatcher.answer(request, this.id);
    if (!request.wantsReply || this.#gone()) return;
    if (!this.#socket.write(encodeReply(request, reply, this.#nextReplyId()))) {
      await Promise.race([once(this.#socket, 'drain'), once(this.#socket, 'close')]);
    }
  }
}

/** The gateway: listens for MongoDB drivers and answers them from PostgreSQL. */
export class GatewayServer {
  readonly #services: Services;
  readonly #dispatcher: Dispatcher;
  readonly #report: ReportUnexpected;
  readonly #server: Server;
  readonly #clients = new Map<number, ClientConnection>();
  #lastClient = 0;
  #lastReply = 0;
  #sweeper: NodeJS.Timeout | undefined;

  constructor(services: Services, report: ReportUnexpected) {
    this.#services = services;
    this.#report = report;
    this.#dispatcher = new Dispatcher(services, report);
    this.#server = createServer((socket) => {
      this.#accept(socket);
    });
    this.#server.maxConnections = MAX_CLIENTS;
  }

  /** @throws the system's error when the port cannot be had */
  async listen(port: number, host: string): Promise<void> {
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    this.#scheduleSweep();
  }

  /** Lets what is under way finish for a while, then rolls back and lets go of everything. */
  async close(): Promise<void> {
    clearTimeout(this.#sweeper);
    this.#server.close();
    const clients = [...this.#clients.values()];
    for (const client of clients) if (client.idle) client.close();
    const grace = new Promise((resolve) => setTimeout(resolve, CLOSE_GRACE_MS).unref());
    await Promise.race([Promise.all(clients.map((client) => client.settled)), grace]);
    for (const client of clients) client.close();
    await this.#services.cursors.close();
    await this.#services.transactions.close();
    await this.#services.pool.close();
  }

  #accept(socket: Socket): void {
    this.#lastClient = (this.#lastClient % 0x7fffffff) + 1;
    const client = new ClientConnection(this.#lastClient, socket, this.#dispatcher, () => this.#nextReplyId());
    this.#clients.set(client.id, client);
    socket.on('close', () => {
      void this.#forget(client);
    });
  }

  #nextReplyId(): number {
    this.#lastReply = (this.#lastReply % 0x7fffffff) + 1;
    return this.#lastReply;
  }

  /** Once its last command is over, a client that has gone leaves no cursor and no transaction behind. */
  async #forget(client: ClientConnection): Promise<void> {
    await client.settled;
    this.#clients.delete(client.id);
    try {
      const ended = await this.#services.transactions.abortOfClient(client.id);
      for (const transaction of ended) await this.#services.cursors.dropOfTransaction(transaction);
      await this.#services.cursors.dropOfClient(client.id);
    } catch (failure) {
      this.#report('disconnect', failure);
    }
  }

  #scheduleSweep(): void {
    this.#sweeper = setTimeout(() => {
      void this.#sweep();
    }, SWEEP_MS).unref();
  }

  async #sweep(): Promise<void> {
    try {
      await this.#services.cursors.sweep();
      const ended = await this.#services.transactions.sweep();
      for (const transaction of ended) await this.#services.cursors.dropOfTransaction(transaction);
    } catch (failure) {
      this.#report('sweep', failure);
    }
    this.#scheduleSweep();
  }
}
