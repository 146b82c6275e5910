import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient, MongoServerError, type Db, type Document } from 'mongodb';
import type { BoundedLog } from '../bounded-log.ts';
import type { Engine } from '../engine.ts';
import type { Layout } from '../layout.ts';
import type { ProcessName } from '../state.ts';
import { SupervisedProcess } from '../supervised-process.ts';
import { isListening } from '../tcp.ts';

const NOT_YET_INITIALIZED = 94;
const PRIMARY_WITHIN_MS = 30_000;
const POLL_MS = 100;

/** How a mongod of the installation's own is to be run. */
export interface MongodOptions {
  readonly layout: Layout;
  readonly binary: string;
  readonly port: number;
}

/** A mongod as a replica set of one, as transactions need a replica set. */
export class MongodEngine implements Engine {
  readonly kind = 'mongod';
  readonly port: number;
  readonly #options: MongodOptions;
  readonly #mongod: SupervisedProcess;

  constructor(options: MongodOptions, log: BoundedLog, onChange: () => void) {
    this.port = options.port;
    this.#options = options;
    this.#mongod = new SupervisedProcess(
      {
        name: 'mongod',
        launch: () => this.#launch(),
        isReady: () => isListening(this.port),
        readyWithinMs: 60_000,
        stopSignal: 'SIGTERM',
        stopWithinMs: 20_000,
      },
      log,
      onChange,
    );
  }

  get uri(): string {
    return `mongodb://127.0.0.1:${String(this.port)}/?directConnection=true`;
  }

  async start(): Promise<void> {
    mkdirSync(this.#options.layout.mongodb, { recursive: true, mode: 0o700 });
    await this.#mongod.start();
    const client = new MongoClient(this.uri, { serverSelectionTimeoutMS: PRIMARY_WITHIN_MS });
    try {
      await becomePrimary(client.db('admin'), `127.0.0.1:${String(this.port)}`);
    } finally {
      await client.close();
    }
  }

  async stop(): Promise<void> {
    await this.#mongod.stop();
  }

  processes(): Readonly<Record<string, ProcessName>> {
    const { process: mongod } = this.#mongod;
    return mongod === undefined ? {} : { mongod };
  }

  #launch(): ReturnType<typeof spawn> {
    const { binary, layout, port } = this.#options;
    const args = ['--dbpath', layout.mongodb, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'rs0'];
    return spawn(binary, [...args, '--quiet'], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  }
}

/** Makes the replica set of one, or tells an existing one its new address, and waits until it takes writes. */
async function becomePrimary(admin: Db, address: string): Promise<void> {
  const config = await currentConfig(admin);
  if (config === undefined) {
    await admin.command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: address }] } });
  } else {
    const [member] = config['members'] as Document[];
    if (member?.['host'] !== address) {
      const changed = { ...config, version: Number(config['version']) + 1, members: [{ ...member, host: address }] };
      await admin.command({ replSetReconfig: changed, force: true });
    }
  }
  const deadline = performance.now() + PRIMARY_WITHIN_MS;
  while ((await admin.command({ hello: 1 }))['isWritablePrimary'] !== true) {
    if (performance.now() > deadline) throw new Error('mongod did not become the primary of its replica set');
    await pause(POLL_MS);
  }
}

async function currentConfig(admin: Db): Promise<Document | undefined> {
  try {
    return (await admin.command({ replSetGetConfig: 1 }))['config'] as Document;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
}
