import type { mongo } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditVerifierService, type VerificationResult } from '../../../src/monitoring/audit/audit-verifier.service.js';
import { RecordingApp, TestDatabase } from './recording-app.js';

const database = new TestDatabase();
let app: RecordingApp;

beforeAll(async () => {
  await (await RecordingApp.start(database)).stop();
});
beforeEach(async () => {
  app = await RecordingApp.start(database, { synchronise: false });
  for (let n = 0; n < 8; n += 1) await app.attempt({ email: `user${String(n)}@example.org` });
});
afterEach(async () => {
  await app.empty();
  await app.stop();
});
afterAll(async () => {
  app = await RecordingApp.start(database, { synchronise: false });
  await app.dropAndStop();
});

const logs = (): mongo.Collection => app.collection('audit_logs');
const record = async (seq: number): Promise<mongo.Document> => {
  const found = await logs().findOne({ 'chain.seq': seq });
  if (found === null) throw new Error('there is no such record');
  return found;
};

async function verify(by = app): Promise<VerificationResult> {
  const steps = by.get(AuditVerifierService).verify();
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return step.value;
  }
}

describe('the verification of the stored log', () => {
  it('passes a log that nobody touched and tells its end', async () => {
    const { chain } = await record(9);
    expect(await verify()).toMatchObject({
      ok: true,
      checked: 9,
      ends: [{ writer: chain.writer, seq: 9, hash: chain.hash }],
    });
  });

  it('names a record that was edited in the database', async () => {
    const { _id } = await record(4);
    await logs().updateOne({ _id }, { $set: { 'details.email': 'innocent@example.org' } });
    expect(await verify()).toMatchObject({
      ok: false,
      checked: 3,
      broken: { kind: 'edited', recordId: String(_id), seq: 4 },
    });
  });

  it('names the place of a record that was deleted from the middle', async () => {
    await logs().deleteOne({ 'chain.seq': 5 });
    expect(await verify()).toMatchObject({ ok: false, broken: { kind: 'missing', seq: 6 } });
  });

  it('names a record that was inserted', async () => {
    const { _id: _other, ...copied } = await record(5);
    const inserted = await logs().insertOne({ ...copied, chain: { ...copied['chain'], writer: 'another' } });
    const { broken } = await verify();
    expect(broken?.recordId).toBe(String(inserted.insertedId));
  });

  it('names a record whose id is none of this product', async () => {
    const { _id: _other, ...copied } = await record(5);
    await logs().insertOne({ ...copied, _id: 'hidden' as unknown as mongo.ObjectId, chain: { writer: 'x', seq: 1 } });
    expect(await verify()).toMatchObject({ ok: false, broken: { kind: 'inserted', recordId: 'hidden' } });
  });

  it('notices that the end of a chain was deleted, once another process had named it', async () => {
    await app.stop();
    app = await RecordingApp.start(database, { synchronise: false });
    await app.attempt();
    await logs().deleteMany({ 'chain.seq': { $gte: 7 } });
    expect(await verify()).toMatchObject({ ok: false, broken: { kind: 'cut', seq: 1 } });
  });

  it('can be compared with an end that was noted elsewhere, to notice that the last records are gone', async () => {
    const before = await verify();
    await logs().deleteOne({ 'chain.seq': 9 });
    const after = await verify();
    expect(after.ok).toBe(true);
    expect(after.ends).not.toEqual(before.ends);
  });

  it('goes on correctly while records are being written', async () => {
    const control = { writing: true };
    const writer = (async () => {
      while (control.writing) await Promise.all(Array.from({ length: 20 }, () => app.attempt()));
    })();
    const results = [];
    for (let n = 0; n < 5; n += 1) results.push((await verify()).ok);
    control.writing = false;
    await writer;
    expect(results).toEqual([true, true, true, true, true]);
  });

  it('cannot be run by somebody with another key', async () => {
    const seenByStranger = new TestDatabaseOf(database);
    const stranger = await RecordingApp.start(seenByStranger, { synchronise: false });
    expect(await verify(stranger)).toMatchObject({ ok: false, checked: 0 });
    await stranger.stop();
    seenByStranger.removeFiles();
  });
});

/** The same database, seen with other secrets. */
class TestDatabaseOf extends TestDatabase {
  constructor(other: TestDatabase) {
    super({ MONGODB_URI: other.config.mongodbUri });
  }
}
