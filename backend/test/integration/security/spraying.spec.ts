import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/common/response/app-error.js';
import { SignInService } from '../../../src/security/auth/sign-in.service.js';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';

const GUESSES = 10_000;
const ADDRESSES = 500;
const ACCOUNTS = 100;
const AT_ONCE = 50;
const LIMIT = 5;

let t: TestApp;
let owner: ReturnType<typeof supertest.agent>;
const answers = new Map<string, number>();
const ownersAnswers: number[] = [];
const victim = 'person0@example.org';

beforeAll(async () => {
  t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1' });
  // half of the accounts exist, which must make no difference
  for (let index = 0; index < ACCOUNTS; index += 2) await t.addAccount(`person${String(index)}@example.org`);
  owner = supertest.agent(t.url);
  await ownerSignsIn();
  await spray();
}, 240_000);
afterAll(async () => {
  await t.close();
});

async function ownerSignsIn(): Promise<void> {
  const answer = await owner
    .post('/api/v1/auth/login')
    .set('X-Forwarded-For', '192.0.2.1')
    .send({ email: victim, password: ADMIN.password });
  ownersAnswers.push(answer.status);
}

async function guess(piece: number): Promise<string> {
  const address = `100.64.${String((piece % ADDRESSES) >> 8)}.${String((piece % ADDRESSES) & 255)}`;
  const email = `person${String(Math.floor(piece / 7) % ACCOUNTS)}@example.org`;
  try {
    await t.app.get(SignInService).verify({
      request: { email, password: 'Winter2026!', rememberMe: false },
      method: 'password',
      origin: { ipAddress: address, userAgent: 'spray', requestId: 'spray' },
      deviceCookie: undefined,
    });
    return 'let in';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** All guesses, 50 at a time, with the owner signing in between them. */
async function spray(): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < GUESSES) {
      const piece = next;
      next += 1;
      const answer = await guess(piece);
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      if (piece % 2_000 === 1_999) await ownerSignsIn();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

const attempts = () => t.connection.collection('login_attempts');

describe('ten thousand guesses from five hundred addresses', () => {
  it('let nobody in, and every one of them is on record', async () => {
    expect(answers.get('let in')).toBeUndefined();
    expect([...answers.values()].reduce((sum, count) => sum + count, 0)).toBe(GUESSES);
    expect(await attempts().countDocuments({ requestId: 'spray' })).toBe(GUESSES);
  });

  it('have five passwords looked at for each account, whether it exists or not', async () => {
    const looked = await attempts()
      .aggregate<{ _id: string; count: number }>([
        { $match: { failureReason: { $in: ['wrong_password', 'unknown_account'] } } },
        { $group: { _id: '$email', count: { $sum: 1 } } },
      ])
      .toArray();
    expect(looked).toHaveLength(ACCOUNTS);
    expect(new Set(looked.map(({ count }) => count))).toEqual(new Set([LIMIT]));
  });

  it('get five guesses from each address, whichever accounts they are at', async () => {
    const counted = await attempts()
      .aggregate<{ count: number }>([
        { $match: { requestId: 'spray', failureReason: { $ne: 'address_blocked' } } },
        { $group: { _id: '$ipAddress', count: { $sum: 1 } } },
      ])
      .toArray();
    expect(counted).toHaveLength(ADDRESSES);
    expect(new Set(counted.map(({ count }) => count))).toEqual(new Set([LIMIT]));
    expect(await t.connection.collection('blocked_ips').countDocuments({ source: 'auto', endedAt: null })).toBe(
      ADDRESSES,
    );
  });

  it('do not keep the owner out on a device that the account knows, while they go on and afterwards', async () => {
    await ownerSignsIn();
    expect(ownersAnswers).toEqual(Array<number>(GUESSES / 2_000 + 2).fill(200));
  });

  it('keep strangers out who know the password by now', async () => {
    const stranger = await supertest(t.url)
      .post('/api/v1/auth/login')
      .set('X-Forwarded-For', '192.0.2.99')
      .send({ email: victim, password: ADMIN.password });
    expect(stranger.body.error.code).toBe('ACCOUNT_LOCKED');
  });
});
