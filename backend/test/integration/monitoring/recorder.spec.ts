import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordedEvent } from '../../../src/common/events/domain-events.js';
import { AuditLogRepository } from '../../../src/monitoring/audit/audit-log.repository.js';
import { AuditVerifierService, type VerificationResult } from '../../../src/monitoring/audit/audit-verifier.service.js';
import { LoginAttemptRepository } from '../../../src/monitoring/attempts/login-attempt.repository.js';
import { RecorderService } from '../../../src/monitoring/recorder/recorder.service.js';
import { RecordingApp, signIn, TestDatabase } from './recording-app.js';

let app: RecordingApp;
let published: RecordedEvent[];

const database = new TestDatabase();

beforeAll(async () => {
  const first = await RecordingApp.start(database);
  await first.stop();
});

beforeEach(async () => {
  app = await RecordingApp.start(database, { synchronise: false });
  published = listenTo(app);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await app.empty();
  await app.stop();
});

afterAll(async () => {
  app = await RecordingApp.start(database, { synchronise: false });
  await app.dropAndStop();
});

function listenTo(process: RecordingApp): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  process.bus.observe('monitoring.recorded', (batch) => events.push(...batch));
  return events;
}

async function verify(process = app): Promise<VerificationResult> {
  const steps = process.get(AuditVerifierService).verify();
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return step.value;
  }
}

async function storedIds(): Promise<{ attempts: string[]; audited: string[] }> {
  const attempts = await app.collection('login_attempts').find().sort({ _id: 1 }).toArray();
  const audited = await app.collection('audit_logs').find({ action: 'sign-in.attempted' }).sort({ _id: 1 }).toArray();
  return { attempts: attempts.map(({ _id }) => String(_id)), audited: audited.map(({ _id }) => String(_id)) };
}

describe('recording', () => {
  it('has stored an attempt in both collections when its publisher goes on', async () => {
    await app.attempt({ email: 'ada@example.org' });
    const attempt = await app.collection('login_attempts').findOne({ email: 'ada@example.org' });
    const audited = await app.collection('audit_logs').findOne({ action: 'sign-in.attempted' });
    expect(attempt).toMatchObject({
      ipAddress: '203.0.113.7',
      ipKey: '00000000000000000000ffffcb007107',
      success: false,
      outcome: 'failed',
      failureReason: 'wrong_password',
      deviceInfo: { kind: 'script' },
    });
    expect(audited?._id).toEqual(attempt?._id);
    expect(audited?.['timestamp']).toEqual(attempt?.['timestamp']);
  });

  it('stores 500 attempts that arrive at once, each once, in one unbroken chain, and publishes them in the order of their ids', async () => {
    await Promise.all(Array.from({ length: 500 }, (_, n) => app.attempt({ email: `user${String(n)}@example.org` })));
    const { attempts, audited } = await storedIds();
    expect(attempts).toHaveLength(500);
    expect(audited).toEqual(attempts);
    expect(published.map(({ event }) => event.id)).toEqual(attempts);
    expect(await verify()).toMatchObject({ ok: true, checked: 501, broken: null });
  });

  it('publishes what the stored record says, for every stream', async () => {
    const origin = { ipAddress: '203.0.113.7', userAgent: 'test', requestId: 'r' };
    const actor = { kind: 'user', userId: 'a'.repeat(24), email: 'admin@example.org' } as const;
    const block = {
      id: 'b'.repeat(24),
      range: '203.0.113.7/32',
      attempts: 5,
      reason: 'too many failures',
      source: 'auto',
      permanent: false,
      blockedUntil: '2026-11-20T12:00:00.000Z',
      createdBy: null,
      createdAt: '2026-11-20T11:30:00.000Z',
    } as const;
    await app.bus.publish('address.blocked', { block, actor: { kind: 'system' }, origin });
    await app.bus.publish('address.unblocked', { range: block.range, actor, origin });
    const lockedUntil = new Date('2026-11-20T12:00:00Z');
    const account = { email: 'ada@example.org', userId: null, origin };
    await app.bus.publish('account.locked', { ...account, source: 'auto', reason: '5 failures', lockedUntil, actor });
    await app.bus.publish('account.unlocked', { ...account, actor: { kind: 'cli' } });
    expect(published).toMatchObject([
      { stream: 'monitoring:ip-blocked', event: { block } },
      { stream: 'monitoring:ip-unblocked', event: { range: block.range, by: 'admin@example.org' } },
      {
        stream: 'monitoring:account-locked',
        event: { email: 'ada@example.org', lockedUntil: '2026-11-20T12:00:00.000Z' },
      },
      { stream: 'monitoring:account-unlocked', event: { email: 'ada@example.org', by: 'command line' } },
    ]);
  });

  it('leaves nothing behind in the queue, however events follow on one another', async () => {
    const start = performance.now();
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        for (let k = 0; k < 20; k += 1) {
          await app.attempt();
          for (let turn = 0; turn < (n + k) % 7; turn += 1) await Promise.resolve();
        }
      }),
    );
    expect((await storedIds()).attempts).toHaveLength(400);
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  it('refuses one event that cannot be recorded without harm to the others', async () => {
    const origin = { ipAddress: 'not an address', userAgent: '', requestId: '' };
    const results = await Promise.allSettled([app.attempt(), app.attempt({ origin }), app.attempt()]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await storedIds()).attempts).toHaveLength(2);
  });

  it('keeps control characters and broken Unicode out of the log and still verifies', async () => {
    await app.attempt({
      email: 'a\u0000b\nc\ud800@example.org',
      origin: { ipAddress: '::1', userAgent: 'x\r\nforged: line\u2028', requestId: 'r' },
    });
    const audited = await app.collection('audit_logs').findOne({ action: 'sign-in.attempted' });
    expect(JSON.stringify(audited)).not.toMatch(/\\u0000|\\n|\\r|\\ud800|\u2028/);
    expect(await verify()).toMatchObject({ ok: true });
  });
});

describe('a write that fails', () => {
  it('refuses its publishers and publishes nothing when the audit log cannot be written', async () => {
    await app.attempt();
    vi.spyOn(app.get(AuditLogRepository), 'append').mockRejectedValueOnce(new Error('away'));
    await expect(app.attempt()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(published).toHaveLength(1);
    await app.attempt();
    expect(published).toHaveLength(2);
    expect(await verify()).toMatchObject({ ok: true, checked: 3 });
  });

  it('shows what the database holds although its write was reported as failed, before anything newer', async () => {
    await app.attempt();
    const repository = app.get(AuditLogRepository);
    const append = repository.append.bind(repository);
    vi.spyOn(repository, 'append').mockImplementationOnce(async (documents) => {
      await append(documents);
      throw new Error('connection lost after the write');
    });
    await expect(app.attempt({ email: 'uncertain@example.org' })).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
    await app.attempt({ email: 'next@example.org' });
    const { attempts, audited } = await storedIds();
    expect(attempts).toEqual(audited);
    expect(published.map(({ event }) => event.id)).toEqual(attempts);
    expect(await verify()).toMatchObject({ ok: true, checked: 4 });
  });

  it('makes up for attempts that could not be stored after their audit records were, exactly once', async () => {
    await app.attempt();
    const store = vi.spyOn(app.get(LoginAttemptRepository), 'store');
    store.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('still away'));
    const refused = await Promise.allSettled([app.attempt(), app.attempt()]);
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(app.attempt()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await app.attempt();
    const { attempts, audited } = await storedIds();
    expect(attempts).toEqual(audited);
    expect(published.map(({ event }) => event.id)).toEqual(attempts);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('settles it soon, also when nothing else happens', async () => {
    await app.attempt();
    vi.spyOn(app.get(LoginAttemptRepository), 'store').mockRejectedValueOnce(new Error('away'));
    await expect(app.attempt()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await vi.waitFor(
      () => {
        expect(published).toHaveLength(2);
      },
      { timeout: 5_000 },
    );
    const { attempts, audited } = await storedIds();
    expect(attempts).toEqual(audited);
  });

  it('holds the fence back while it is not known what was stored', async () => {
    await app.attempt();
    const recorder = app.get(RecorderService);
    vi.spyOn(app.get(LoginAttemptRepository), 'store').mockRejectedValueOnce(new Error('away'));
    await expect(app.attempt()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    const { audited } = await storedIds();
    expect(recorder.fence() < String(audited.at(-1))).toBe(true);
    expect(recorder.fence() >= String(published.at(-1)?.event.id)).toBe(true);
    await app.attempt();
    expect(recorder.fence() > String(published.at(-1)?.event.id)).toBe(true);
  });

  it('answers with SERVICE_UNAVAILABLE in less than two seconds when the database hangs', async () => {
    await app.attempt();
    let release: (() => void) | undefined;
    vi.spyOn(app.get(AuditLogRepository), 'append').mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => (release = resolve));
      throw new Error('timed out');
    });
    const start = performance.now();
    await expect(app.attempt()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await expect(app.attempt()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(performance.now() - start).toBeLessThan(4_000);
    release?.();
    await app.attempt();
    expect((await storedIds()).attempts).toHaveLength(2);
  });
});

describe('a process that ends between the two writes', () => {
  it('leaves nothing that the next start does not settle, and the chain of the next process names its end', async () => {
    await app.attempt({ email: 'before@example.org' });
    // what kill -9 between the writes leaves: the audit record without its attempt
    vi.spyOn(app.get(LoginAttemptRepository), 'store').mockRejectedValue(new Error('killed'));
    await expect(app.attempt({ email: 'halfway@example.org' })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await app.stop();
    vi.restoreAllMocks();
    app = await RecordingApp.start(database, { synchronise: false });
    await vi.waitFor(async () => {
      expect((await storedIds()).attempts).toHaveLength(2);
    });
    await app.attempt({ email: 'after@example.org' });
    const { attempts, audited } = await storedIds();
    expect(attempts).toEqual(audited);
    const started = await app
      .collection('audit_logs')
      .find({ action: 'audit.chain-started' })
      .sort({ _id: 1 })
      .toArray();
    expect(started).toHaveLength(2);
    expect(started[1]?.['details']).toMatchObject({ heads: [{ writer: started[0]?.['chain'].writer, seq: 3 }] });
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('never gives an id that is smaller than one already stored, also when the clock was set back', async () => {
    await app.attempt();
    const ahead = Date.now() + 300_000;
    const id = Math.floor(ahead / 1000).toString(16) + '0'.repeat(16);
    const { ObjectId } = (await import('mongoose')).mongo;
    const last = await app.collection('audit_logs').findOne({}, { sort: { _id: -1 } });
    await app.collection('audit_logs').insertOne({
      ...last,
      _id: ObjectId.createFromHexString(id),
      chain: { writer: 'x', seq: 1, prevHash: '', hash: '' },
    });
    await app.stop();
    app = await RecordingApp.start(database, { synchronise: false });
    const events = listenTo(app);
    await app.attempt(signIn());
    expect(events[0]?.event.id.localeCompare(id)).toBe(1);
  });
});
