import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoopbackHttp } from '../attack/loopback-http.ts';
import { loopbackTarget, type Target } from '../attack/target.ts';
import { freePort } from '../lib/free-port.ts';
import { Refusal } from '../lib/messages.ts';
import { inRoot } from '../lib/paths.ts';
import { endProcess } from '../lib/processes.ts';
import type { ProbeQuestion, ProbeReply, ProbeRequest } from './probe-messages.ts';

export const ADMIN_EMAIL = 'bench@example.org';
const READY_WITHIN_MS = 60_000;
const POLL_MS = 100;
const END_GRACE_MS = 10_000;

/** What a measured server is started with. */
export interface ServerSettings {
  readonly mongodbUri: string;
  /** Where its log goes. */
  readonly logFile: string;
  /** The built entry point; the repository's own where it is left out. */
  readonly main?: string;
  /** Further variables of its environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The built server in a process of its own, with the settings of production and a probe inside. */
export class MeasuredServer {
  readonly target: Target;
  readonly adminPassword: string;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, PromiseWithResolvers<unknown>>();
  private questions = 0;

  private constructor(child: ChildProcess, target: Target, adminPassword: string) {
    this.child = child;
    this.target = target;
    this.adminPassword = adminPassword;
    child.on('message', (reply: ProbeReply) => {
      this.waiting.get(reply.id)?.resolve(reply.value);
      this.waiting.delete(reply.id);
    });
    child.once('exit', () => {
      for (const { reject } of this.waiting.values())
        reject(new Refusal('The server ended in the middle of a measurement.'));
    });
  }

  /**
   * Starts the server and waits until it answers.
   * @throws Refusal where it was not built or ends before it is ready
   */
  static async start(settings: ServerSettings): Promise<MeasuredServer> {
    const main = settings.main ?? inRoot('backend', 'dist', 'main.js');
    if (!existsSync(main)) throw new Refusal('The server is not built. Run "npm run build" first.');
    const log = openSync(settings.logFile, 'w', 0o600);
    const port = await freePort();
    const password = randomBytes(18).toString('base64url');
    const child = fork(main, [], {
      cwd: inRoot(),
      execArgv: ['--import', new URL('probe.ts', import.meta.url).href],
      env: { ...process.env, ...productionLike(port, settings.mongodbUri, password), ...settings.environment },
      stdio: ['ignore', log, log, 'ipc'],
      serialization: 'advanced',
    });
    closeSync(log);
    const target = await loopbackTarget(`http://127.0.0.1:${String(port)}`);
    await answering(child, target, settings.logFile);
    return new MeasuredServer(child, target, password);
  }

  /** Milliseconds of CPU that the process has used, in all of its threads. */
  async cpu(): Promise<number> {
    return (await this.ask('cpu')) as number;
  }

  /** Resident memory in bytes. */
  async memory(): Promise<number> {
    return (await this.ask('memory')) as number;
  }

  async startProfile(): Promise<void> {
    await this.ask('profile-start');
  }

  /** The CPU profile since `startProfile`, as V8 writes it. */
  async stopProfile(): Promise<unknown> {
    return await this.ask('profile-stop');
  }

  /** The resident memory of the process as the kernel counts it, in bytes. Linux only. */
  resident(): number {
    const status = readFileSync(`/proc/${String(this.child.pid)}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await endProcess(this.child, 'SIGKILL', END_GRACE_MS);
  }

  async stop(): Promise<void> {
    await endProcess(this.child, 'SIGTERM', END_GRACE_MS);
  }

  private async ask(ask: ProbeQuestion): Promise<unknown> {
    this.questions += 1;
    const request: ProbeRequest = { id: this.questions, ask };
    const answer = Promise.withResolvers<unknown>();
    this.waiting.set(request.id, answer);
    this.child.send(request);
    return await answer.promise;
  }
}

function productionLike(port: number, mongodbUri: string, adminPassword: string): Record<string, string> {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${String(port)}`,
    // the load names its clients as a proxy on this machine would
    TRUST_PROXY: 'loopback',
    MONGODB_URI: mongodbUri,
    REDIS_URL: '',
    APP_SECRET: randomBytes(32).toString('hex'),
    AUDIT_KEY: randomBytes(32).toString('hex'),
    JWT_PRIVATE_KEY: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ADMIN_EMAIL,
    ADMIN_PASSWORD: adminPassword,
    // the load comes from few people and addresses: the limits are counted, so that their cost is in the figures
    RATE_LIMITS: 'dry-run',
    SECOND_FACTOR_POLICY: 'advised',
  };
}

async function answering(child: ChildProcess, target: Target, logFile: string): Promise<void> {
  const http = new LoopbackHttp(target, 1);
  const deadline = performance.now() + READY_WITHIN_MS;
  try {
    while (performance.now() < deadline) {
      if (child.exitCode !== null) break;
      const reply = await http.send({ method: 'GET', path: '/api/v1/health/ready' }).catch(() => null);
      if (reply?.status === 200) return;
      await sleep(POLL_MS);
    }
  } finally {
    http.close();
  }
  child.kill('SIGKILL');
  throw new Refusal(`The server did not get ready. Its log says:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`);
}
