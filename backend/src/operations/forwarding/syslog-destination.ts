import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { connect as connectTls } from 'node:tls';
import type { Destination, ForwardLine } from './destination.js';
import { counted, syslogMessage } from './syslog-frame.js';

const TIMEOUT_MS = 5_000;

/** Where a syslog server listens. */
export interface SyslogServer {
  readonly host: string;
  readonly port: number;
}

/**
 * Lines to a syslog server over TCP or TLS (the server's certificate is checked). Syslog says nothing when a message has
 * arrived, so what was written last before a connection broke is sent again over the next one.
 */
export class SyslogStreamDestination implements Destination {
  private socket: Socket | null = null;
  private last = '';
  private unsure = '';

  constructor(
    private readonly server: SyslogServer,
    private readonly encrypted: boolean,
  ) {}

  async send(lines: readonly ForwardLine[]): Promise<void> {
    const text = lines.map((line) => counted(messageOf(line))).join('');
    const socket = await this.connected();
    const again = this.unsure;
    await write(socket, again + text);
    this.unsure = '';
    this.last = text;
  }

  async close(): Promise<void> {
    const { socket } = this;
    this.socket = null;
    if (socket === null || socket.destroyed) return;
    await new Promise<void>((resolve) => {
      socket.once('close', () => {
        resolve();
      });
      socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
      socket.end();
    });
  }

  private async connected(): Promise<Socket> {
    if (this.socket !== null) return this.socket;
    const socket = await connect(this.server, this.encrypted);
    socket.on('error', () => undefined);
    // what a server answers is nothing that syslog knows of
    socket.resume();
    socket.once('close', () => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.unsure = this.last;
    });
    this.socket = socket;
    return socket;
  }
}

/** The same over UDP: one datagram for each line, which may get lost without anybody noticing. */
export class SyslogDatagramDestination implements Destination {
  constructor(private readonly server: SyslogServer) {}

  async send(lines: readonly ForwardLine[]): Promise<void> {
    const { address, family } = await lookup(this.server.host);
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    try {
      for (const line of lines) {
        const message = Buffer.from(messageOf(line));
        await new Promise<void>((resolve, reject) => {
          socket.send(message, this.server.port, address, (error) => {
            if (error === null) resolve();
            else reject(error);
          });
        });
      }
    } finally {
      socket.close();
    }
  }

  async close(): Promise<void> {
    // nothing is kept open
  }
}

function messageOf({ at, action, failed, text }: ForwardLine): string {
  const header = { at, hostname: hostname(), processId: process.pid, messageId: action, warning: failed };
  return syslogMessage(header, text);
}

async function connect({ host, port }: SyslogServer, encrypted: boolean): Promise<Socket> {
  const servername = isIP(host) === 0 ? { servername: host } : {};
  const socket = encrypted ? connectTls({ host, port, ...servername }) : connectTcp({ host, port });
  await new Promise<void>((resolve, reject) => {
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('the syslog server does not answer')));
    socket.once('error', reject);
    socket.once(encrypted ? 'secureConnect' : 'connect', () => {
      socket.off('error', reject);
      socket.setTimeout(0);
      resolve();
    });
  });
  socket.setKeepAlive(true, 30_000);
  return socket;
}

async function write(socket: Socket, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => {
      socket.destroy();
      reject(new Error('the syslog server does not take what is sent'));
    }, TIMEOUT_MS);
    socket.write(text, (error) => {
      clearTimeout(limit);
      if (error == null) resolve();
      else reject(error);
    });
  });
}
