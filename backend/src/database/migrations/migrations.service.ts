import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from '../connections.js';
import { isDuplicateKey } from '../database-errors.js';
import { allMigrations } from './all-migrations.js';
import type { Migration } from './migration.js';

interface MigrationDocument {
  _id: string;
  appliedAt: Date;
}

interface LockDocument {
  _id: 'lock';
  holder: string | null;
  until: Date;
}

const LEASE_MS = 60_000;
const RENEW_MS = 15_000;
const LOOK_AGAIN_MS = 200;
const WAIT_AT_MOST_MS = 600_000;

/**
 * Brings what is stored up to this version, at start, before indexes are made. Each migration runs once; of several
 * processes that start together one carries them out and the others wait for it.
 */
@Injectable()
export class MigrationsService {
  private readonly logger = new Logger(MigrationsService.name);
  private readonly self = randomUUID();
  private readonly done: string[] = [];

  constructor(@InjectConnection(PATIENT_CONNECTION) private readonly connection: Connection) {}

  /** The migrations that this process carried out. */
  get carriedOut(): readonly string[] {
    return this.done;
  }

  /**
   * Carries out what was not carried out yet.
   * @param migrations all that there are, in their order
   * @throws what a migration throws: it runs again at the next start; Error where another process does not come to an end
   */
  async migrate(migrations: readonly Migration[] = allMigrations): Promise<void> {
    if ((await this.missing(migrations)).length === 0) return;
    const deadline = Date.now() + WAIT_AT_MOST_MS;
    while (!(await this.takeLock())) {
      if (Date.now() > deadline) throw new Error('another process has been migrating the database for ten minutes');
      await sleep(LOOK_AGAIN_MS);
      if ((await this.missing(migrations)).length === 0) return;
    }
    const renewal = setInterval(() => void this.renewLock(), RENEW_MS).unref();
    try {
      for (const migration of await this.missing(migrations)) await this.carryOut(migration);
    } finally {
      clearInterval(renewal);
      await this.locks.updateOne({ _id: 'lock', holder: this.self }, { $set: { holder: null, until: new Date(0) } });
    }
  }

  private async carryOut(migration: Migration): Promise<void> {
    this.logger.log(`migrating the database: ${migration.id}`);
    await migration.run(this.database);
    await this.applied.updateOne({ _id: migration.id }, { $set: { appliedAt: new Date() } }, { upsert: true });
    this.done.push(migration.id);
  }

  private async missing(migrations: readonly Migration[]): Promise<readonly Migration[]> {
    const applied = await this.applied.find({ _id: { $ne: 'lock' } }).toArray();
    const known = new Set(applied.map(({ _id }) => _id));
    const ours = new Set(migrations.map(({ id }) => id));
    const newer = [...known].filter((id) => !ours.has(id));
    if (newer.length > 0) this.logger.warn({ newer }, 'the database was migrated by a newer version than this one');
    return migrations.filter(({ id }) => !known.has(id));
  }

  // free where nobody holds it, or whoever did has not been heard of for a minute
  private async takeLock(): Promise<boolean> {
    const now = new Date();
    try {
      const result = await this.locks.updateOne(
        { _id: 'lock', until: { $lt: now } },
        { $set: { holder: this.self, until: new Date(now.getTime() + LEASE_MS) } },
        { upsert: true },
      );
      return result.modifiedCount + result.upsertedCount === 1;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  private async renewLock(): Promise<void> {
    try {
      const until = new Date(Date.now() + LEASE_MS);
      await this.locks.updateOne({ _id: 'lock', holder: this.self }, { $set: { until } });
    } catch (error) {
      this.logger.warn({ err: error }, 'the lock of the migration could not be renewed');
    }
  }

  private get database(): mongo.Db {
    const { db } = this.connection;
    if (db === undefined) throw new Error('the database is not connected');
    return db;
  }

  private get applied(): mongo.Collection<MigrationDocument> {
    return this.database.collection<MigrationDocument>('migrations');
  }

  private get locks(): mongo.Collection<LockDocument> {
    return this.database.collection<LockDocument>('migrations');
  }
}
