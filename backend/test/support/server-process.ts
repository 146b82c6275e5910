import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ADMIN } from './app.js';
import { freePort } from './free-port.js';

const BACKEND = resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 60_000;

/** The built backend in a process of its own, which can be killed and started again on the same data. */
export class ServerProcess {
  private child: ChildProcess | null = null;
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'classy-process-'));
  private port = 0;
  private printed = '';

  constructor(private readonly environment: Record<string, string>) {}

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Starts it and waits for its `Ready:` line. */
  async start(): Promise<void> {
    if (this.port === 0) this.port = await freePort();
    this.child = spawn(process.execPath, ['dist/main.js'], {
      cwd: BACKEND,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: this.variables(),
    });
    this.child.stdout?.on('data', (chunk) => (this.printed += String(chunk)));
    await this.waitForReady(this.child);
  }

  /** Ends it at once, as a crash or a power cut would. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child?.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Asks it to end, as a container does, and gives all that it printed on its standard output. */
  async terminate(): Promise<string> {
    const { child } = this;
    if (child?.exitCode !== null) return '';
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    await ended;
    this.child = null;
    return this.printed;
  }

  /** Runs a command of `npm run admin` on the same data. */
  async admin(...parameters: string[]): Promise<{ code: number | null; output: string }> {
    const child = spawn(process.execPath, ['dist/cli/admin.js', ...parameters], {
      cwd: BACKEND,
      env: this.variables(),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private variables(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      DEMONSTRATION: 'off',
      PORT: String(this.port),
      DATA_DIR: this.dataDir,
      LOG_LEVEL: 'fatal',
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      RATE_LIMITS: 'off',
      ...this.environment,
    };
  }

  private async waitForReady(child: ChildProcess): Promise<void> {
    let output = '';
    await new Promise<void>((ready, failed) => {
      const timer = setTimeout(() => {
        failed(new Error(`the server was not ready in time:\n${output}`));
      }, START_LIMIT_MS);
      const look = (chunk: unknown): void => {
        output += String(chunk);
        if (!output.includes('Ready: ')) return;
        clearTimeout(timer);
        ready();
      };
      child.stdout?.on('data', look);
      child.stderr?.on('data', look);
      child.once('exit', (code) => {
        clearTimeout(timer);
        failed(new Error(`the server ended with ${String(code)}:\n${output}`));
      });
    });
  }
}
