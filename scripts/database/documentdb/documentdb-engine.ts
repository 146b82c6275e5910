import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BoundedLog } from '../bounded-log.ts';
import type { Engine } from '../engine.ts';
import type { Layout } from '../layout.ts';
import type { ProcessName } from '../state.ts';
import { SupervisedProcess } from '../supervised-process.ts';
import { isListening } from '../tcp.ts';
import { answers, clearStaleFiles, instancePaths, prepareCluster, prepareExtension, processesOn } from './cluster.ts';
import { inNamespace, insideRoot, type InstancePaths } from './namespace.ts';

const GATEWAY = join(import.meta.dirname, '../gateway/main.ts');
const ORPHAN_GRACE_MS = 15_000;

/** How an instance of PostgreSQL with DocumentDB is to be run. */
export interface DocumentDbOptions {
  readonly layout: Layout;
  /** The installed Debian root. */
  readonly root: string;
  readonly port: number;
  readonly durable: boolean;
}

/** PostgreSQL with DocumentDB, and the gateway in front of it. */
export class DocumentDbEngine implements Engine {
  readonly kind = 'documentdb';
  readonly port: number;
  readonly #paths: InstancePaths;
  readonly #durable: boolean;
  readonly #log: BoundedLog;
  readonly #postgres: SupervisedProcess;
  readonly #gateway: SupervisedProcess;

  constructor({ layout, root, port, durable }: DocumentDbOptions, log: BoundedLog, onChange: () => void) {
    this.port = port;
    this.#paths = instancePaths(layout, root);
    this.#durable = durable;
    this.#log = log;
    this.#postgres = new SupervisedProcess(this.#postgresPlan(), log, onChange);
    this.#gateway = new SupervisedProcess(this.#gatewayPlan(), log, onChange);
  }

  /** Without retried writes: after a lost connection the gateway could not tell that it has already done one. */
  get uri(): string {
    return `mongodb://127.0.0.1:${String(this.port)}/?directConnection=true&retryWrites=false`;
  }

  async start(): Promise<void> {
    await this.#endOrphans();
    await prepareCluster(this.#paths, this.#durable);
    await this.#postgres.start();
    await prepareExtension(this.#paths);
    await this.#gateway.start();
  }

  async stop(): Promise<void> {
    await this.#gateway.stop();
    await this.#postgres.stop();
  }

  processes(): Readonly<Record<string, ProcessName>> {
    const { process: postgres } = this.#postgres;
    const { process: gateway } = this.#gateway;
    return { ...(postgres && { postgres }), ...(gateway && { gateway }) };
  }

  /**
   * A PostgreSQL whose keeper was killed has been told to stop by the kernel; two must never run on one cluster. SIGINT
   * is its fast shutdown, SIGQUIT one that leaves the repair to the next start.
   */
  async #endOrphans(): Promise<void> {
    const started = performance.now();
    for (let left = processesOn(this.#paths); left.length > 0; left = processesOn(this.#paths)) {
      const waited = performance.now() - started;
      const signal = waited < ORPHAN_GRACE_MS ? 'SIGINT' : waited < 2 * ORPHAN_GRACE_MS ? 'SIGQUIT' : 'SIGKILL';
      this.#log.say(`PostgreSQL of an earlier start still runs (${left.join(', ')}): ${signal}`);
      for (const pid of left) signalIfThere(pid, signal);
      await pause(500);
    }
  }

  #postgresPlan(): ConstructorParameters<typeof SupervisedProcess>[0] {
    return {
      name: 'PostgreSQL',
      launch: () => {
        clearStaleFiles(this.#paths);
        const [command, args] = inNamespace(this.#paths, 'postgres', ['-D', insideRoot(this.#paths).data]);
        return spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, cwd: '/' });
      },
      isReady: () => answers(this.#paths),
      readyWithinMs: 60_000,
      stopSignal: 'SIGINT', // PostgreSQL's fast shutdown: roll back, write everything, end
      stopWithinMs: 20_000,
    };
  }

  #gatewayPlan(): ConstructorParameters<typeof SupervisedProcess>[0] {
    const args = [GATEWAY, '--port', String(this.port), '--pg', this.#paths.run, '--with-parent'];
    return {
      name: 'the gateway',
      launch: () => spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true, cwd: '/' }),
      isReady: () => isListening(this.port),
      readyWithinMs: 15_000,
      stopSignal: 'SIGTERM',
      stopWithinMs: 10_000,
    };
  }
}

function signalIfThere(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended in the meantime
  }
}
