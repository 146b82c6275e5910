import type { mongo } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Clock } from '../../../src/common/clock/clock.js';
import { AuditLogRepository } from '../../../src/monitoring/audit/audit-log.repository.js';
import { AuditVerifierService, type VerificationResult } from '../../../src/monitoring/audit/audit-verifier.service.js';
import { CheckpointsService } from '../../../src/monitoring/audit/checkpoints.service.js';
import { RetentionService } from '../../../src/monitoring/audit/retention.service.js';
import { RecordingApp, TestDatabase } from '../monitoring/recording-app.js';

const DAY_MS = 86_400_000;
const START = Date.now() - 100 * DAY_MS;
const database = new TestDatabase({ AUDIT_RETENTION_DAYS: '30' });
let app: RecordingApp;
let day = 0;

beforeAll(async () => {
  await (await RecordingApp.start(database)).stop();
});
beforeEach(() => {
  day = 0;
});
afterEach(async () => {
  await app.empty();
  await app.stop();
});
afterAll(async () => {
  app = await RecordingApp.start(database, { synchronise: false });
  await app.dropAndStop();
});

/** Starts a process whose clock shows the day of the test. */
async function begin(): Promise<RecordingApp> {
  const started = await RecordingApp.start(database, { synchronise: false });
  started.get(Clock).now = () => new Date(START + day * DAY_MS);
  return started;
}

async function write(by: RecordingApp, records: number): Promise<void> {
  for (let n = 0; n < records; n += 1) await by.attempt();
}

async function verify(): Promise<VerificationResult> {
  const steps = app.get(AuditVerifierService).verify();
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return step.value;
  }
}

const logs = (): mongo.Collection => app.collection('audit_logs');
const attemptsLeft = async (): Promise<number> => await logs().countDocuments({ action: 'sign-in.attempted' });
const prune = async () => await app.get(RetentionService).prune();

describe('the retention of the audit log', () => {
  it('drops what is too old, seals what it was, and leaves a log that verifies', async () => {
    app = await begin();
    await write(app, 5);
    day = 20;
    await write(app, 3);
    await app.get(CheckpointsService).make();
    day = 40;
    expect(await prune()).toEqual({ dropped: 6, broken: null });
    expect(await attemptsLeft()).toBe(3);
    const seal = await logs().findOne({ action: 'audit.pruned' });
    expect(seal).toMatchObject({
      actor: { kind: 'system' },
      details: { records: 6, seals: [{ fromSeq: 1, toSeq: 6, counts: [{ count: 1 }, { count: 5 }] }] },
    });
    expect(await verify()).toMatchObject({ ok: true, checked: 4 });
  });

  it('goes on for months, over processes that came and went, and the seals do not grow', async () => {
    app = await begin();
    await write(app, 3);
    for (let month = 1; month <= 5; month += 1) {
      day = month * 17;
      if (month % 2 === 0) {
        await app.stop();
        app = await begin();
      }
      await write(app, 2);
      const { broken } = await prune();
      expect([month, broken, (await verify()).broken]).toEqual([month, null, null]);
    }
    expect(await logs().countDocuments({})).toBeLessThan(14);
    expect(await attemptsLeft()).toBe(4);
  });

  it('accepts no chain that begins without its seal, and no other beginning than the sealed one', async () => {
    app = await begin();
    await write(app, 5);
    day = 20;
    await write(app, 3);
    day = 40;
    await prune();
    const [first] = await logs().find().sort({ _id: 1 }).limit(1).toArray();
    await logs().deleteOne({ _id: first?._id });
    expect(await verify()).toMatchObject({ ok: false, broken: { kind: 'missing', seq: 8 } });
    await logs().insertOne(first ?? {});
    expect(await verify()).toMatchObject({ ok: true });
    await logs().updateOne({ action: 'audit.pruned' }, { $set: { 'details.seals.0.toSeq': 7 } });
    expect((await verify()).ok).toBe(false);
  });

  it('that died between the seal and the dropping is verified, and finished by the next one', async () => {
    app = await begin();
    await write(app, 5);
    day = 20;
    await write(app, 1);
    day = 40;
    const repository = app.get(AuditLogRepository);
    const drop = repository.drop.bind(repository);
    repository.drop = async (ids) => {
      await drop(ids.slice(0, 2));
      throw new Error('killed');
    };
    await expect(prune()).rejects.toThrow('killed');
    expect(await verify()).toMatchObject({ ok: true });
    repository.drop = drop;
    expect(await prune()).toMatchObject({ dropped: 4 });
    expect(await logs().countDocuments({ action: 'audit.pruned' })).toBe(1);
    expect(await verify()).toMatchObject({ ok: true, checked: 2 });
  });

  it('does not drop, and so hide, a record that was tampered with', async () => {
    app = await begin();
    await write(app, 5);
    await logs().updateOne({ 'chain.seq': 4 }, { $set: { 'details.email': 'innocent@example.org' } });
    day = 40;
    expect(await prune()).toMatchObject({ dropped: 3, broken: { kind: 'edited', seq: 4 } });
    expect(await logs().countDocuments({ action: 'audit.broken' })).toBe(1);
    expect(await verify()).toMatchObject({ ok: false, broken: { kind: 'edited', seq: 4 } });
  });
});
