// Runs a database for as long as somebody uses it: starts it, restarts what ends by itself, and stops everything when
// the last lease is gone, so that nothing is left behind however its users end. Started by bootstrap.ts.
// node keeper.ts --data FOLDER --port PORT (--mongod BINARY | --root FOLDER) [--scratch]
import { parseArgs } from 'node:util';
import { nameProcess, tryLock } from '../lib/file-lock.mjs';
import { BoundedLog } from './bounded-log.ts';
import { DocumentDbEngine } from './documentdb/documentdb-engine.ts';
import type { Engine } from './engine.ts';
import { layoutOf, type Layout } from './layout.ts';
import { MongodEngine } from './mongod/mongod-engine.ts';
import { liveLeases, writeState } from './state.ts';

const WATCH_MS = 1_000;

interface KeeperOptions {
  readonly layout: Layout;
  readonly port: number;
  readonly mongod: string | undefined;
  readonly root: string | undefined;
  readonly durable: boolean;
}

function readOptions(): KeeperOptions {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      mongod: { type: 'string' },
      root: { type: 'string' },
      scratch: { type: 'boolean', default: false },
    },
  });
  if (values.data === undefined) throw new Error('--data is missing');
  const { mongod, root } = values;
  return { layout: layoutOf(values.data), port: Number(values.port), mongod, root, durable: !values.scratch };
}

function createEngine(options: KeeperOptions, log: BoundedLog, onChange: () => void): Engine {
  const { layout, port, mongod, root, durable } = options;
  if (mongod !== undefined) return new MongodEngine({ layout, binary: mongod, port }, log, onChange);
  if (root !== undefined) return new DocumentDbEngine({ layout, root, port, durable }, log, onChange);
  throw new Error('--mongod or --root is missing');
}

/** Keeps one engine running. */
class Keeper {
  readonly #layout: Layout;
  readonly #log: BoundedLog;
  readonly #engine: Engine;
  #stopping = false;
  #started = false;

  constructor(options: KeeperOptions) {
    this.#layout = options.layout;
    this.#log = new BoundedLog(options.layout.log);
    this.#engine = createEngine(options, this.#log, () => {
      this.#publish();
    });
  }

  async run(): Promise<void> {
    process.on('SIGTERM', () => void this.#stop('it was told to'));
    process.on('SIGINT', () => undefined); // Ctrl-C is for those who use the database
    this.#log.say(`keeper ${String(process.pid)} starts ${this.#engine.kind} on port ${String(this.#engine.port)}`);
    try {
      await this.#engine.start();
    } catch (failure) {
      console.error(failure instanceof Error ? failure.message : failure);
      await this.#stop('it could not be started', 1);
    }
    this.#started = true;
    this.#publish();
    this.#log.say('ready');
    this.#watch();
  }

  #publish(): void {
    if (!this.#started) return;
    const { kind, uri, port } = this.#engine;
    writeState(this.#layout, { kind, uri, port, keeper: nameProcess(), processes: this.#engine.processes() });
  }

  #watch(): void {
    setTimeout(() => {
      if (liveLeases(this.#layout).length > 0) {
        this.#watch();
        return;
      }
      void this.#stopIfUnused();
    }, WATCH_MS);
  }

  /** Under the lock nobody can join, so that what is found unused stays unused until it has stopped. */
  async #stopIfUnused(): Promise<void> {
    const release = tryLock(this.#layout.lock);
    try {
      if (release !== undefined && liveLeases(this.#layout).length === 0) await this.#stop('nobody uses it any more');
    } finally {
      release?.();
    }
    this.#watch();
  }

  async #stop(why: string, exitCode = 0): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#log.say(`stops, as ${why}`);
    await this.#engine.stop();
    this.#log.say('stopped');
    process.exit(exitCode);
  }
}

await new Keeper(readOptions()).run();
