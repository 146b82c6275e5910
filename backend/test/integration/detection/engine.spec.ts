import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/bootstrap.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { DetectionEngineService } from '../../../src/monitoring/detection/detection-engine.service.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';

let t: TestApp;

const incidents = async (account: string) =>
  await t.connection.collection('incidents').find({ 'entities.value': account }).toArray();
const stranger = (): string => `victim-${randomBytes(4).toString('hex')}@example.org`;

/** Guesses over HTTP, each in its turn. */
async function guess(email: string, address: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await supertest(t.url)
      .post('/api/v1/auth/login')
      .set('X-Forwarded-For', address)
      .send({ email, password: `wrong-password-${String(index)}` });
  }
}

/** The same without the wait for a password to be looked at. */
async function publishGuesses(events: EventBus, email: string, address: string, count: number): Promise<void> {
  const origin = { ipAddress: address, userAgent: 'curl/8', requestId: '' };
  const what = { email, userId: null, outcome: 'failed', reason: 'unknown_account', method: 'password' } as const;
  const attempt = { ...what, factor: null, sessionId: null, origin };
  await Promise.all(Array.from({ length: count }, async () => events.publish('sign-in.attempted', attempt)));
}

const counted = async (email: string) => (await incidents(email))[0]?.['events'] as number | undefined;

const lagOf = (app: INestApplicationContext): number | null => app.get(DetectionEngineService).lagMs();

/** Runs something beside a second process on the same database. */
async function withAnother(run: (other: INestApplicationContext) => Promise<void>): Promise<void> {
  const other = await createApp(t.config);
  try {
    await other.init();
    await run(other);
  } finally {
    await other.close();
  }
}

describe('the detection engine', () => {
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(async () => {
    await t.close();
  });

  it('makes one incident of an attack over HTTP, and counts what comes on top', async () => {
    const email = stranger();
    await guess(email, '198.51.100.7', 11);
    await eventually('the incident', async () => (await incidents(email)).length > 0);
    await publishGuesses(t.app.get(EventBus), email, '198.51.100.8', 300);
    await eventually('all guesses to be counted', async () => (await counted(email)) === 311);
    const [incident, ...others] = await incidents(email);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ kind: 'brute_force', severity: 'high', state: 'open', failed: 311 });
    const { evidence } = incident as unknown as { evidence: string[] };
    expect(evidence.length).toBeGreaterThan(10);
  });

  it('says how far behind it is', async () => {
    await eventually('a look at the log', () => lagOf(t.app) !== null);
    expect(lagOf(t.app)).toBeLessThan(10_000);
  });

  it('sees an attack through two processes as one, and each attempt once', async () => {
    await withAnother(async (other) => {
      const email = stranger();
      await Promise.all([
        publishGuesses(t.app.get(EventBus), email, '203.0.113.4', 80),
        publishGuesses(other.get(EventBus), email, '203.0.113.5', 80),
      ]);
      await eventually('all to be counted', async () => (await counted(email)) === 160, 20_000);
      expect(await incidents(email)).toHaveLength(1);
      expect([t.app, other].filter((app) => lagOf(app) !== null)).toHaveLength(1);
    });
  });

  it('that was taken for dead begins anew, and tells nothing twice', async () => {
    const email = stranger();
    const events = t.app.get(EventBus);
    await publishGuesses(events, email, '2001:db8:4::7', 60);
    await eventually('the first sixty', async () => (await counted(email)) === 60);
    await publishGuesses(events, email, '2001:db8:4::8', 40);
    const dead = { $set: { holder: 'dead', until: new Date(Date.now() - 1_000) } };
    await t.connection.collection('detection_state').updateOne({}, dead);
    await publishGuesses(events, email, '2001:db8:4::9', 25);
    await eventually('all of them', async () => (await counted(email)) === 125);
    await eventually('the lease to be taken back', async () => {
      const state = await t.connection.collection('detection_state').findOne({});
      return state?.['holder'] !== 'dead';
    });
    expect(await counted(email)).toBe(125);
  });

  it('goes on in another process, which tells nothing twice and misses nothing', async () => {
    const email = stranger();
    // another network: the same one would be the same attack
    const address = '2001:db8:3::7';
    const events = t.app.get(EventBus);
    await publishGuesses(events, email, address, 60);
    await eventually('the first sixty', async () => (await counted(email)) === 60);
    await withAnother(async (other) => {
      await publishGuesses(events, email, address, 40);
      // the one that reads goes away, with what it has not told yet
      await t.app.get(DetectionEngineService).beforeApplicationShutdown();
      await publishGuesses(events, email, address, 25);
      await eventually('the other process to read', () => lagOf(other) !== null, 20_000);
      await eventually('the rest to be counted', async () => (await counted(email)) === 125);
      expect(await incidents(email)).toHaveLength(1);
    });
    const robbed = stranger();
    const origin = { ipAddress: address, userAgent: 'curl/8', requestId: '' };
    const copied = { userId: 'c'.repeat(24), email: robbed, sessionId: 'd'.repeat(24) };
    await events.publish('refresh-token.reused', { ...copied, origin });
    await withAnother(async () => {
      await eventually('what was recorded while nobody read', async () => (await counted(robbed)) === 1, 20_000);
    });
  });
});
