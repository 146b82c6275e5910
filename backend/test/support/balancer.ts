import { connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy in front of several servers: each connection goes to the next one that answers. */
export class Balancer {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private turn = 0;
  url = '';

  /** @param ports of the servers on this machine */
  constructor(private readonly ports: readonly number[]) {
    this.server = createServer((client) => {
      this.keep(client);
      this.relay(client, this.ports.length);
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    if (typeof address === 'object' && address !== null) this.url = `http://127.0.0.1:${String(address.port)}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private relay(client: Socket, tries: number): void {
    const port = this.ports[this.turn % this.ports.length] ?? 0;
    this.turn += 1;
    const target = connect(port, '127.0.0.1');
    this.keep(target);
    let connected = false;
    target.on('connect', () => {
      connected = true;
      client.pipe(target).pipe(client);
    });
    target.on('close', () => {
      if (!connected && tries > 1) this.relay(client, tries - 1);
      else client.destroy();
    });
    client.on('close', () => target.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }
}
