import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_ORIGIN } from '../../../src/common/events/actor.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { freePort } from '../../support/free-port.js';
import { addAsker } from '../admin/people.js';

/** A syslog server that may come and go. */
class SyslogServer {
  text = '';
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();

  constructor(readonly port: number) {}

  async up(): Promise<void> {
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('data', (chunk) => (this.text += chunk.toString('utf8')));
      socket.on('error', () => undefined);
    });
    const { server } = this;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    expect((server.address() as AddressInfo).port).toBe(this.port);
  }

  async down(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { server } = this;
    await new Promise((resolve) => server?.close(resolve));
  }
}

let t: TestApp;
let folder: string;
let file: string;
let authLog: string;
let syslog: SyslogServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'classy-forward-'));
  file = join(folder, 'audit.json');
  authLog = join(folder, 'auth.log');
  syslog = new SyslogServer(await freePort());
  const syslogUrl = `syslog+tcp://127.0.0.1:${String(syslog.port)}`;
  t = await startApp({ FORWARD_TO: `file:${file}, ${syslogUrl}`, AUTH_LOG_FILE: authLog });
});
afterAll(async () => {
  await t.close();
  await syslog.down();
  rmSync(folder, { recursive: true, force: true });
});

async function happen(range: string): Promise<void> {
  await t.app.get(EventBus).publish('address.unblocked', { range, actor: { kind: 'system' }, origin: NO_ORIGIN });
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function resourcesIn(path: string): string[] {
  return read(path)
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { classy_book: { resource: { id: string } } }).classy_book.resource.id);
}

describe('forwarding', () => {
  it('writes every record as a line, in order, also into a new file after the old one was moved away', async () => {
    const happened = Array.from({ length: 30 }, (_, n) => `198.51.100.${String(n)}/32`);
    for (const range of happened) await happen(range);
    await eventually('the lines', () => resourcesIn(file).includes('198.51.100.29/32'), 20_000);
    expect(resourcesIn(file).filter((one) => one.startsWith('198.51.100.'))).toEqual(happened);
    renameSync(file, `${file}.1`);
    await happen('203.0.113.1/32');
    await eventually('the new file', () => resourcesIn(file).includes('203.0.113.1/32'), 20_000);
  });

  it('keeps what happens while a syslog server is away, says so, and loses nothing', async () => {
    const top = await addAsker(t, 'top@desk.example', 'super_admin');
    const status = async () => (await top.get('/forwarding').expect(200)).body.data as { problem: string | null }[];
    await eventually('the failure', async () => (await status())[1]?.problem !== null, 20_000);
    expect(await status()).toMatchObject([{ kind: 'file', problem: null }, { kind: 'syslog' }]);
    await syslog.up();
    await eventually('the first lines', () => syslog.text.includes('"203.0.113.1/32"'), 40_000);
    const [first = ''] = syslog.text.split('\n');
    const [, length = '', message = ''] = /^(\d+) (<8[46]>1 \S+ \S+ classy-book \d+ \S+ - \{.*)/.exec(first) ?? [];
    expect(Number(length)).toBeGreaterThan(100);
    expect(() => JSON.parse(message.slice(message.indexOf('{'), Number(length))) as unknown).not.toThrow();
    await eventually('the end of the failure', async () => (await status())[1]?.problem === null, 20_000);
    // what was written just before the connection broke comes again
    await syslog.down();
    await happen('203.0.113.2/32');
    await syslog.up();
    await eventually('the lines after the break', () => syslog.text.includes('"203.0.113.2/32"'), 40_000);
  });

  it('tells fail2ban of failed sign-ins', async () => {
    const email = 'x" rhost=192.0.2.99 reason=y@example.org';
    await t.http.post('/api/v1/auth/login').set('X-Forwarded-For', '203.0.113.77').send({ email, password: 'wrong' });
    await t.http
      .post('/api/v1/auth/login')
      .set('X-Forwarded-For', '203.0.113.78')
      .send({ email: 'nobody@example.org', password: 'wrong-password-1' });
    await eventually('the line', () => read(authLog).includes('203.0.113.78'));
    expect(read(authLog)).toMatch(
      /^\S+Z classy-book: authentication failure; rhost=203\.0\.113\.78 user="nobody@example\.org" reason=unknown_account$/m,
    );
    expect(read(authLog)).not.toContain('rhost=192.0.2.99');
  });
});
