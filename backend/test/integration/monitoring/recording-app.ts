import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModuleMetadata, Type } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test, type TestingModule } from '@nestjs/testing';
import type { Connection, mongo } from 'mongoose';
import { CommonModule } from '../../../src/common/common.module.js';
import type { DomainEvents, SignInAttempted } from '../../../src/common/events/domain-events.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { ConfigModule } from '../../../src/config/config.module.js';
import { loadConfig } from '../../../src/config/load-config.js';
import { DatabaseModule } from '../../../src/database/database.module.js';
import { IndexSync } from '../../../src/database/index-sync.js';
import { RecorderModule } from '../../../src/monitoring/recorder/recorder.module.js';
import { dropDatabase } from '../../support/drop-database.js';

/** A database of its own on the server that the tests run on, and a configuration that points at it. */
export class TestDatabase {
  readonly name = `monitoring_${randomBytes(6).toString('hex')}`;
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'classy-monitoring-'));
  readonly config: AppConfig;

  constructor(environment: NodeJS.ProcessEnv = {}) {
    const server = new URL(process.env['MONGODB_URI'] ?? 'mongodb://127.0.0.1:27017/?directConnection=true');
    server.pathname = `/${this.name}`;
    this.config = loadConfig({
      NODE_ENV: 'test',
      MONGODB_URI: server.toString(),
      DATA_DIR: this.dataDir,
      LOG_LEVEL: 'error',
      ...environment,
    });
  }

  /** True where a test took the records away, which checkpoints of the time before would miss. */
  emptied = false;

  /** Forgets the signed checkpoints of earlier processes, as a test does that empties the log. */
  forgetCheckpoints(): void {
    rmSync(join(this.dataDir, 'audit-checkpoints.jsonl'), { force: true });
  }

  /** Ends the test's use of it; the database itself is dropped by the last process that has it open. */
  removeFiles(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** How a process is started on a database. */
export interface StartOptions {
  readonly imports?: ModuleMetadata['imports'];
  /** False where an earlier process has made the indexes, which takes seconds on some engines. */
  readonly synchronise?: boolean;
}

/** The recording side of the product on a real database: what a process has that publishes events. */
export class RecordingApp {
  private constructor(
    readonly module: TestingModule,
    readonly database: TestDatabase,
  ) {}

  static async start(database = new TestDatabase(), options: StartOptions = {}): Promise<RecordingApp> {
    const { imports = [], synchronise = true } = options;
    database.emptied = false;
    const module = await Test.createTestingModule({
      imports: [ConfigModule.with(database.config), CommonModule, DatabaseModule, RecorderModule, ...imports],
    }).compile();
    if (synchronise) await module.get(IndexSync).synchronise();
    await module.init();
    return new RecordingApp(module, database);
  }

  get bus(): EventBus {
    return this.module.get(EventBus);
  }

  get connection(): Connection {
    return this.module.get<Connection>(getConnectionToken());
  }

  get<T>(type: Type<T>): T {
    return this.module.get(type, { strict: false });
  }

  collection(name: string): mongo.Collection {
    return this.connection.collection(name);
  }

  async attempt(fields: Partial<SignInAttempted> = {}): Promise<void> {
    await this.bus.publish('sign-in.attempted', signIn(fields));
  }

  /** Empties the collections and keeps their indexes. */
  async empty(): Promise<void> {
    this.database.emptied = true;
    for (const { name } of await this.connection.listCollections()) await this.collection(name).deleteMany({});
  }

  /** Ends the process and leaves the database as it is. */
  async stop(): Promise<void> {
    await this.module.close();
    // it leaves a checkpoint when it ends
    if (this.database.emptied) this.database.forgetCheckpoints();
  }

  async dropAndStop(): Promise<void> {
    await dropDatabase(this.connection);
    await this.stop();
    this.database.removeFiles();
  }
}

/** A failed sign-in, with what the test says about it. */
export function signIn(fields: Partial<SignInAttempted> = {}): DomainEvents['sign-in.attempted'] {
  return {
    email: 'someone@example.org',
    userId: null,
    outcome: 'failed',
    reason: 'wrong_password',
    method: 'password',
    factor: null,
    sessionId: null,
    origin: { ipAddress: '203.0.113.7', userAgent: 'curl/8.5.0', requestId: 'request-1' },
    ...fields,
  };
}
