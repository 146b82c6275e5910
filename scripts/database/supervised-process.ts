import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { nameProcess } from '../lib/file-lock.mjs';
import { endProcess } from '../lib/processes.ts';
import type { BoundedLog } from './bounded-log.ts';
import type { ProcessName } from './state.ts';

const READY_POLL_MS = 50;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
/** A process that lived this long had started well; the next restart is quick again. */
const HEALTHY_MS = 30_000;

/** What there is to know about a process that has to run all the time. */
export interface ProcessPlan {
  readonly name: string;
  readonly launch: () => ChildProcess;
  /** Whether it can be used by now; asked again and again after a launch. */
  readonly isReady: () => Promise<boolean>;
  readonly readyWithinMs: number;
  readonly stopSignal: NodeJS.Signals;
  readonly stopWithinMs: number;
}

/** A process that is started again whenever it ends without having been told to. */
export class SupervisedProcess {
  readonly #plan: ProcessPlan;
  readonly #log: BoundedLog;
  readonly #onChange: () => void;
  #child: ChildProcess | undefined;
  #stopping = false;
  #pauseMs = FIRST_PAUSE_MS;

  /** @param onChange called whenever another process has taken the place of the one before */
  constructor(plan: ProcessPlan, log: BoundedLog, onChange: () => void) {
    this.#plan = plan;
    this.#log = log;
    this.#onChange = onChange;
  }

  /** The process that runs at the moment. */
  get process(): ProcessName | undefined {
    return this.#child?.pid === undefined ? undefined : nameProcess(this.#child.pid);
  }

  /**
   * Launches it and waits until it can be used; an end before that is taken for a passing trouble and tried again.
   * @throws Error when the time is over
   */
  async start(): Promise<void> {
    this.#launch();
    const deadline = performance.now() + this.#plan.readyWithinMs;
    while (!(await this.#plan.isReady())) {
      if (this.#stopping) throw new Error(`${this.#plan.name} was told to stop before it was ready`);
      if (performance.now() > deadline) {
        await this.stop();
        throw new Error(`${this.#plan.name} was not ready within ${String(this.#plan.readyWithinMs / 1000)} s`);
      }
      await pause(READY_POLL_MS);
    }
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#child !== undefined) await endProcess(this.#child, this.#plan.stopSignal, this.#plan.stopWithinMs);
  }

  #launch(): void {
    const launched = performance.now();
    const child = this.#plan.launch();
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#log.write(text);
      });
    }
    child.once('error', (error) => {
      this.#log.say(`${this.#plan.name} cannot be started: ${error.message}`);
      void this.#again(launched);
    });
    child.once('exit', (code, signal) => {
      if (this.#stopping) return;
      this.#log.say(`${this.#plan.name} ended by itself (${signal ?? `code ${String(code)}`})`);
      void this.#again(launched);
    });
  }

  async #again(launched: number): Promise<void> {
    if (performance.now() - launched > HEALTHY_MS) this.#pauseMs = FIRST_PAUSE_MS;
    await pause(this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
    if (this.#stopping) return;
    this.#log.say(`${this.#plan.name} is started again`);
    this.#launch();
    this.#onChange();
  }
}
