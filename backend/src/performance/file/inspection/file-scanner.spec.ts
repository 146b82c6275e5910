import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ScannerAddress } from '../../../config/clamav.js';
import { ClamdClient } from './clamd-client.js';

const folder = mkdtempSync(join(tmpdir(), 'scanner-'));
const file = join(folder, 'file');
const BYTES = Buffer.from(Array.from({ length: 200_000 }, (_value, index) => index % 251));
const SHORT = { connectMs: 2_000, stalledMs: 200, answerMs: 200 };

/** What somebody who speaks as clamd does got and says. `answer` may hang up, or say nothing. */
let answer: (socket: Socket, received: Buffer) => void = () => undefined;
let server: Server;
const sockets = new Set<Socket>();

beforeAll(() => {
  writeFileSync(file, BYTES);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  server.close();
  await once(server, 'close');
});

async function listen(kind: ScannerAddress['kind']): Promise<ScannerAddress> {
  server = createServer((socket) => {
    sockets.add(socket);
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      answer(socket, received);
    });
  });
  const path = join(folder, 'clamd.sock');
  server.listen(kind === 'unix' ? { path } : { port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'string' || address === null) return { kind: 'unix', path };
  return { kind: 'tcp', host: '127.0.0.1', port: address.port };
}

/** The bytes of a whole INSTREAM, or null where its end has not come. */
function streamed(received: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (!received.toString('latin1').startsWith(command)) return null;
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    if (at + 4 + length > received.length) return null;
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

const saying = (text: string) => (socket: Socket, received: Buffer) => {
  if (streamed(received) !== null) socket.end(`${text}\0`);
};

describe.each(['unix', 'tcp'] as const)('the scanner over %s', (kind) => {
  it('gets the bytes as they are, and says that nothing is wrong with them', async () => {
    const got: Buffer[] = [];
    answer = (socket, received) => {
      const whole = streamed(received);
      if (whole === null) return;
      got.push(whole);
      socket.end('stream: OK\0');
    };
    expect(await new ClamdClient(await listen(kind)).scan(file)).toEqual({ kind: 'clean' });
    expect(BYTES.equals(Buffer.concat(got))).toBe(true);
  });

  it('names what it found, on one line and short', async () => {
    answer = saying('stream: Win.Test.EICAR_HDB-1 FOUND');
    expect(await new ClamdClient(await listen(kind)).scan(file)).toEqual({
      kind: 'infected',
      virus: 'Win.Test.EICAR_HDB-1',
    });
  });

  it('may answer in pieces', async () => {
    answer = (socket, received) => {
      if (streamed(received) === null) return;
      socket.write('stream: ');
      setTimeout(() => socket.end('OK\0'), 20);
    };
    expect(await new ClamdClient(await listen(kind)).scan(file)).toEqual({ kind: 'clean' });
  });
});

describe('a scanner', () => {
  it('that has enough of a file before its end says so', async () => {
    answer = (socket) => {
      socket.end('INSTREAM size limit exceeded. ERROR\0', () => socket.destroy());
    };
    const clamd = new ClamdClient(await listen('unix'));
    for (let tries = 0; tries < 20; tries += 1) expect(await clamd.scan(file)).toEqual({ kind: 'too_large' });
  });

  it('answers a ping', async () => {
    answer = (socket, received) => {
      if (received.toString('latin1') === 'zPING\0') socket.end('PONG\0');
    };
    await new ClamdClient(await listen('tcp')).ping();
  });

  const silent = (socket: Socket) => socket.resume();
  it.each<[string, (socket: Socket, received: Buffer) => void]>([
    ['says that something went wrong', saying("stream: Can't allocate memory ERROR")],
    ['says what nobody understands', saying('HTTP/1.1 400 Bad Request')],
    ['says nothing', silent],
    ['does not read on', (socket) => socket.pause()],
    ['hangs up at once', (socket) => socket.destroy()],
    ['hangs up instead of an answer', (socket, received) => streamed(received) !== null && socket.end()],
    [
      'hangs up in the middle of its answer',
      (socket, received) => streamed(received) !== null && socket.end('stream: O'),
    ],
    ['talks without an end', (socket) => socket.write('a'.repeat(10_000))],
    ['finds something without a name', saying('stream:  FOUND')],
    ['adds another answer to its first', saying('stream: OK\nstream: X FOUND')],
  ])('that %s has given no verdict', async (_what, does) => {
    answer = does;
    await expect(new ClamdClient(await listen('unix'), SHORT).scan(file)).rejects.toThrow();
  });

  it('that is not there has given no verdict', async () => {
    const address = await listen('tcp');
    server.close();
    await once(server, 'close');
    await expect(new ClamdClient(address, SHORT).scan(file)).rejects.toThrow();
    await listen('tcp');
  });
});
