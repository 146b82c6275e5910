import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient, type Db, type MongoServerError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isRunning } from '../lib/file-lock.mjs';
import { openDatabase, type OpenDatabase } from './bootstrap.ts';
import { documentDbHome, documentDbObstacle, isInstalled } from './documentdb/install.ts';
import { layoutOf } from './layout.ts';
import { readState, type DatabaseState } from './state.ts';

interface Guest {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly told: { readonly uri: string; readonly description: string };
}

/** Another process that opens the database, says so, and gives it back when its input ends. */
async function startGuest(dataDirectory: string): Promise<Guest> {
  const program = `
    const { openDatabase } = await import(${JSON.stringify(join(import.meta.dirname, 'bootstrap.ts'))});
    const database = await openDatabase({ dataDirectory: ${JSON.stringify(dataDirectory)}, databaseName: 'guest', scratch: true });
    const { uri, description } = database;
    console.log(JSON.stringify({ uri: uri.replace('/guest?', '/gateway_test?'), description }));
    process.stdin.on('end', () => database.stop().then(() => process.exit(0))).resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, MONGODB_URI: '', PATH: PLAIN_PATH },
  });
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('{')) return { process: child, told: JSON.parse(line) as Guest['told'] };
  }
  throw new Error('the other process has ended without a word');
}

/** Without a mongod on it, which would be chosen first: here the gateway is what is looked at. */
const PLAIN_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

// The gateway on the engine itself, through the bootstrap, in an installation of its own. It has to be installed already:
// npm test does so before the tests and announces it where it cannot.
const possible = documentDbObstacle() === undefined && isInstalled(documentDbHome());

describe.skipIf(!possible)('PostgreSQL with DocumentDB behind the gateway', { timeout: 60_000 }, () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'real-engine-'));
  const layout = layoutOf(dataDirectory);
  let database: OpenDatabase;
  let client: MongoClient;
  let db: Db;

  const open = async (): Promise<void> => {
    vi.stubEnv('MONGODB_URI', '');
    vi.stubEnv('PATH', PLAIN_PATH);
    database = await openDatabase({ dataDirectory, databaseName: 'gateway_test', scratch: true });
    vi.unstubAllEnvs();
    client = new MongoClient(database.uri, { serverSelectionTimeoutMS: 5_000 });
    db = client.db();
  };
  const state = (): DatabaseState => {
    const found = readState(layout);
    if (found === undefined) throw new Error('no state was written');
    return found;
  };

  beforeAll(open, 120_000);

  afterAll(async () => {
    await client.close();
    await database.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  it('says what it is and why', () => {
    expect(database.kind).toBe('documentdb');
    expect(database.description).toMatch(/^PostgreSQL 18 with DocumentDB in .+, because .+mongod/);
  });

  it('keeps every type of value as it was written', async () => {
    const written = { _id: 1 as never, text: 'täxt', when: new Date(0), list: [1, 2.5, null], nested: { deep: true } };
    const types = db.collection('types');
    await types.insertOne(written);
    expect(await types.findOne()).toEqual(written);
    await types.updateOne({ 'list.1': 2.5 }, { $push: { list: 'more' as never }, $unset: { text: '' } });
    expect(await types.findOne()).toMatchObject({ list: [1, 2.5, null, 'more'] });
    expect(await types.deleteMany({})).toMatchObject({ deletedCount: 1 });
    expect(await types.countDocuments()).toBe(0);
  });

  it('lets exactly one of many writers of a unique key through, and names the key', async () => {
    const users = db.collection('users');
    await users.createIndex({ email: 1 }, { unique: true }, {});
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => users.insertOne({ email: 'a@b.c' })));
    const refusals = outcomes
      .filter((one) => one.status === 'rejected')
      .map(({ reason }) => reason as MongoServerError);
    expect(refusals).toHaveLength(29);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 11_000, keyPattern: { email: 1 } });
    expect(await users.countDocuments()).toBe(1);
  });

  it('builds an index on a collection with documents at once, and refuses one that its documents break', async () => {
    const marks = db.collection('marks');
    await marks.insertMany([{ n: 1 }, { n: 1 }]);
    const started = performance.now();
    await marks.createIndex({ other: 1 }, {}, {});
    expect(performance.now() - started).toBeLessThan(1_500);
    await expect(marks.createIndex({ n: 1 }, { unique: true }, {})).rejects.toMatchObject({ code: 11_000 });
    expect((await marks.indexes()).map(({ name }) => name)).toEqual(['_id_', 'other_1']);
  });

  it('counts every one of many parallel upserts', async () => {
    const counters = db.collection('counters');
    await counters.createIndex({ key: 1 }, { unique: true }, {});
    const increment = { $inc: { n: 1 } };
    const found = await Promise.all(
      Array.from({ length: 20 }, () =>
        counters.findOneAndUpdate({ key: 'found' }, increment, { upsert: true, returnDocument: 'after' }),
      ),
    );
    expect(found.map((one) => Number(one?.['n'])).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    await Promise.all(
      Array.from({ length: 20 }, () => counters.updateOne({ key: 'updated' }, increment, { upsert: true })),
    );
    expect(await counters.findOne({ key: 'updated' })).toMatchObject({ n: 20 });
  });

  it('pages through more documents than one answer holds', async () => {
    const many = db.collection('many');
    await many.insertMany(Array.from({ length: 2_500 }, (_, n) => ({ n, pad: 'x'.repeat(100) })));
    const sorted = await many.find().sort({ n: -1 }).batchSize(100).toArray();
    expect(sorted.map(({ n }) => Number(n))).toEqual(Array.from({ length: 2_500 }, (_, n) => 2_499 - n));
    const grouped = await many.aggregate([{ $group: { _id: '$n' } }], { batchSize: 50 }).toArray();
    expect(grouped).toHaveLength(2_500);
    const half = many.find().batchSize(10);
    await half.next();
    await half.close();
  });

  it('answers one of two transactions that change the same document with a conflict', async () => {
    const accounts = db.collection<{ _id: string; n: number }>('accounts');
    await accounts.insertOne({ _id: 'a', n: 0 });
    const [first, second] = [client.startSession(), client.startSession()];
    for (const session of [first, second]) session.startTransaction();
    await accounts.findOne({ _id: 'a' }, { session: second });
    await accounts.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: first });
    await first.commitTransaction();
    const late = accounts.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: second });
    const error = await late.then(
      () => undefined,
      (failure: unknown) => failure as MongoServerError,
    );
    expect(error?.code).toBe(112);
    expect(error?.hasErrorLabel('TransientTransactionError')).toBe(true);
    await Promise.all([first.endSession(), second.endSession()]);
    expect(await accounts.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
  });

  it('loses no step of parallel transactions that are run again until they succeed', async () => {
    const sums = db.collection<{ _id: string; n: number }>('sums');
    await sums.insertOne({ _id: 's', n: 0 });
    const add = async (): Promise<void> => {
      await client.withSession((session) =>
        session.withTransaction(async () => {
          const now = await sums.findOne({ _id: 's' }, { session });
          await sums.updateOne({ _id: 's' }, { $set: { n: (now?.n ?? 0) + 1 } }, { session });
        }),
      );
    };
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let round = 0; round < 3; round += 1) await add();
      }),
    );
    expect(await sums.findOne({ _id: 's' })).toEqual({ _id: 's', n: 24 });
  });

  it('keeps nothing of a transaction in which a write was refused', async () => {
    const session = client.startSession();
    session.startTransaction();
    await db.collection('users').insertOne({ email: 'new@b.c' }, { session });
    await expect(db.collection('users').insertOne({ email: 'a@b.c' }, { session })).rejects.toMatchObject({
      code: 11_000,
    });
    await expect(session.commitTransaction()).rejects.toMatchObject({ code: 251 });
    await session.endSession();
    expect(await db.collection('users').findOne({ email: 'new@b.c' })).toBeNull();
  });

  it('ends a command whose time is over, and no other', async () => {
    const slow = db
      .collection('many')
      .aggregate(
        [{ $lookup: { from: 'many', pipeline: [], as: 'all' } }, { $unwind: '$all' }, { $group: { _id: '$all.n' } }],
        { maxTimeMS: 100 },
      );
    await expect(slow.toArray()).rejects.toMatchObject({ code: 50 });
    expect(await db.collection('many').countDocuments({ n: { $gt: 1_000 } })).toBe(1_499);
  });

  it('tells of a PostgreSQL that was killed, and serves again by itself with all that it had answered', async () => {
    const kept = db.collection<{ _id: number }>('kept');
    const answered: number[] = [];
    let stop = false;
    const write = async (): Promise<void> => {
      for (let n = 0; !stop; n += 1) {
        await kept.insertOne({ _id: n }).then(
          () => answered.push(n),
          () => pause(20),
        );
      }
    };
    const writing = write();
    await pause(200);
    const { pid } = state().processes['postgres'] ?? { pid: 0 };
    process.kill(pid, 'SIGKILL');
    const before = answered.length;
    await vi.waitFor(() => {
      expect(answered.length).toBeGreaterThan(before + 20);
    }, 30_000);
    stop = true;
    await writing;
    const stored = new Set(
      await kept
        .find()
        .map(({ _id }) => _id)
        .toArray(),
    );
    expect(answered.filter((n) => !stored.has(n))).toEqual([]);
    expect(state().processes['postgres']?.pid).not.toBe(pid);
  });

  it('has its data again after everything was killed at once', async () => {
    await db.collection('survivors').insertMany([{ n: 1 }, { n: 2 }]);
    await client.close();
    const { keeper, processes } = state();
    const doomed = [keeper, ...Object.values(processes)];
    for (const { pid } of doomed) process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => {
      expect(doomed.filter(isRunning)).toEqual([]);
    });
    await open();
    expect(await db.collection('survivors').countDocuments()).toBe(2);
    expect(state().keeper.pid).not.toBe(keeper.pid);
  });

  it('is joined by another process, and goes on when that one leaves', async () => {
    const guest = await startGuest(dataDirectory);
    expect(guest.told).toMatchObject({ uri: database.uri });
    expect(guest.told.description).toContain('runs already');
    guest.process.stdin.end();
    await once(guest.process, 'exit');
    expect(await db.collection('survivors').countDocuments()).toBe(2);
  });

  it('leaves nothing behind when its only user is killed', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'real-engine-'));
    const guest = await startGuest(elsewhere);
    const started = readState(layoutOf(elsewhere));
    const processes = started === undefined ? [] : [started.keeper, ...Object.values(started.processes)];
    expect(processes.filter(isRunning)).toHaveLength(3);
    guest.process.kill('SIGKILL');
    await vi.waitFor(() => {
      expect(processes.filter(isRunning)).toEqual([]);
    }, 30_000);
    rmSync(elsewhere, { recursive: true });
  });

  it('leaves its log short', () => {
    expect(readFileSync(layout.log, 'utf8').length).toBeLessThan(100_000);
  });
});
