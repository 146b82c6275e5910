import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';

/** The `clamd` of this machine; null where there is none, and tests that need it are skipped loudly. */
export const clamdBinary: string | null =
  [process.env['CLAMD_PATH'] ?? '', '/usr/sbin/clamd', '/usr/local/sbin/clamd'].find(
    (path) => path !== '' && existsSync(path),
  ) ?? null;

/** The file that every scanner knows and that harms nobody: https://www.eicar.org/download-anti-malware-testfile/ */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join('');

/** A clamd of its own for one test file, that knows EICAR and nothing else and takes up to a megabyte, on a socket and a port. */
export class Clamd {
  private readonly folder = mkdtempSync(join(tmpdir(), 'clamd-'));
  private child: ChildProcess | null = null;
  private port = 0;

  get socketUrl(): string {
    return `unix:${this.socket}`;
  }

  get tcpUrl(): string {
    return `tcp://127.0.0.1:${String(this.port)}`;
  }

  private get socket(): string {
    return join(this.folder, 'clamd.sock');
  }

  async start(): Promise<void> {
    if (clamdBinary === null) throw new Error('there is no clamd');
    this.port = await freePort();
    const signatures = join(this.folder, 'signatures');
    mkdirSync(signatures);
    const hex = Buffer.from(EICAR, 'latin1').toString('hex');
    writeFileSync(join(signatures, 'test.ndb'), `Eicar-Test-Signature:0:0:${hex}\n`);
    const settings = [
      ...[`LocalSocket ${this.socket}`, `TCPSocket ${String(this.port)}`, 'TCPAddr 127.0.0.1'],
      ...[`DatabaseDirectory ${signatures}`, `TemporaryDirectory ${this.folder}`],
      ...['Foreground yes', 'StreamMaxLength 1M', 'SelfCheck 0'],
    ];
    const file = join(this.folder, 'clamd.conf');
    writeFileSync(file, `${settings.join('\n')}\n`);
    this.child = spawn(clamdBinary, ['-c', file], { stdio: 'ignore' });
    const ended = once(this.child, 'exit').then(() => {
      throw new Error('clamd did not start');
    });
    ended.catch(() => undefined);
    for (const end = Date.now() + 30_000; !existsSync(this.socket);) {
      if (Date.now() > end) throw new Error('clamd made no socket');
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20))]);
    }
  }

  async stop(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child?.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
