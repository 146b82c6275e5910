import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, scratchUri, startApp, type TestApp } from '../../support/app.js';
import { redisBinary, RedisServer } from '../../support/redis-server.js';

describe.skipIf(redisBinary === null)('the rate limits with Redis', () => {
  let redis: RedisServer;
  let a: TestApp;
  let b: TestApp;

  beforeAll(async () => {
    redis = new RedisServer();
    await redis.start();
    const shared = {
      RATE_LIMITS: 'enforce',
      LOCKOUT_FAILURES: '100',
      ADDRESS_FAILURES: '1000',
      MONGODB_URI: scratchUri(),
      REDIS_URL: redis.url,
    };
    a = await startApp(shared);
    b = await startApp(shared);
  }, 60_000);

  afterAll(async () => {
    await b.app.close();
    await a.close();
    await redis.stop();
  });

  const signIn = async (app: TestApp, address: string) =>
    await supertest(app.url)
      .post('/api/v1/auth/login')
      .set('X-Forwarded-For', address)
      .send({ email: 'nobody@example.org', password: 'wrong-password' });

  // a test that is tried again must not meet what was counted the first time
  let addresses = 0;
  const freshAddress = (): string => {
    addresses += 1;
    return `203.0.113.${String(addresses)}`;
  };
  const inDatabase = () => a.connection.collection('rate_limits');

  it('are one count for all processes', async () => {
    await eventually('both processes to be connected to Redis', async () => {
      await inDatabase().deleteMany({});
      await Promise.all([signIn(a, freshAddress()), signIn(b, freshAddress())]);
      return (await inDatabase().countDocuments({ key: /^sign-in:/ })) === 0;
    });
    const address = freshAddress();
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => await signIn(index % 2 === 0 ? a : b, address)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(await inDatabase().countDocuments({ key: /^sign-in:/ })).toBe(0);
  });

  it('go on in the database when Redis is away', async () => {
    await redis.stop();
    const address = freshAddress();
    const codes = [];
    for (let count = 0; count < 7; count += 1) codes.push((await signIn(a, address)).status);
    expect(codes).toEqual([401, 401, 401, 401, 401, 429, 429]);
    await redis.start();
  });
});
