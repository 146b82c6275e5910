import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import supertest from 'supertest';
import { Clock } from '../../../src/common/clock/clock.js';
import { eventually, scratchUri, startApp, type TestApp } from '../../support/app.js';
import { makeKey, withKey } from '../../support/machine.js';

let first: TestApp;
let second: TestApp;
let admin: string;

beforeAll(async () => {
  // what several processes of an installation share
  const signingKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  });
  const shared = { MONGODB_URI: scratchUri(), RATE_LIMITS: 'enforce', JWT_PRIVATE_KEY: String(signingKey) };
  first = await startApp(shared);
  second = await startApp(shared);
  admin = (await first.signIn()).accessToken;
});
afterAll(async () => {
  await second.close();
  await first.close();
});

describe('with several processes an API key', () => {
  it('has one budget for all of them, told to the desk once', async () => {
    const { key, apiKey } = await makeKey(first, admin, { requestsPerMinute: 6 });
    // one minute for all requests, wherever the real one is
    const now = new Date(Math.floor(Date.now() / 60_000) * 60_000 + 30_000);
    for (const t of [first, second]) t.app.get(Clock).now = () => now;
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => await withKey(index % 2 === 0 ? first : second, key)),
    );
    for (const t of [first, second]) t.app.get(Clock).now = () => new Date();
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(14);
    for (const { body, headers } of refused) {
      expect(body.error).toMatchObject({
        code: 'RATE_LIMITED',
        retryAt: new Date(now.getTime() + 30_000).toISOString(),
      });
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    const told = first.connection.collection('audit_logs');
    expect(await told.countDocuments({ action: 'rate-limit.exceeded', 'details.subject': apiKey.id })).toBe(1);
  });

  it('that is revoked in one is refused by the others a moment later', async () => {
    const { key, apiKey } = await makeKey(first, admin);
    expect((await withKey(second, key)).status).toBe(200);
    await supertest(first.url).delete(`/api/v1/account/api-keys/${apiKey.id}`).set('Authorization', `Bearer ${admin}`);
    await eventually('the other process to hear of it', async () => (await withKey(second, key)).status === 401);
  });
});
