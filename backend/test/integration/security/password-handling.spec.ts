import { createRequire } from 'node:module';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommonPasswordsService } from '../../../src/security/passwords/common-passwords.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { productionEnvironment } from '../../support/production.js';

// beyond the 72 bytes at which some hashes stop to look
const LONG = `${'The lighthouse of green paper. '.repeat(4)}x7Q`;

let t: TestApp;
let host = 0;

beforeAll(async () => {
  t = await startApp({ LOCKOUT_FAILURES: '50' });
});
afterAll(async () => {
  await t.close();
});

async function signIn(email: string, password: string): Promise<number> {
  const address = `198.51.100.${String((host += 1))}`;
  const request = supertest(t.url).post('/api/v1/auth/login').set('X-Forwarded-For', address);
  return (await request.send({ email, password })).status;
}

describe('a password', () => {
  it('counts to its last character and as it was typed', async () => {
    await t.addAccount('long@example.org', 'user', LONG);
    const others = [
      LONG.slice(0, -1),
      LONG.slice(0, 72),
      `${LONG} `,
      ` ${LONG}`,
      LONG.toLowerCase(),
      LONG.toUpperCase(),
    ];
    for (const other of others) expect([other, await signIn('long@example.org', other)]).toEqual([other, 401]);
    expect(await signIn('long@example.org', LONG)).toBe(200);
  });

  it('holds however old it is', async () => {
    await t.addAccount('old@example.org', 'user', LONG);
    const long = { passwordChangedAt: new Date('2010-01-01'), createdAt: new Date('2010-01-01') };
    await t.connection.collection('users').updateOne({ email: 'old@example.org' }, { $set: long });
    const answer = await supertest(t.url)
      .post('/api/v1/auth/login')
      .set('X-Forwarded-For', '198.51.100.250')
      .send({ email: 'old@example.org', password: LONG });
    expect(answer.body.data.user.restriction).toBeNull();
  });

  it('is kept as a salted hash of Argon2id with at least 19 MiB and two passes', async () => {
    for (const email of ['one@example.org', 'two@example.org']) await t.addAccount(email, 'user', LONG);
    const hashes = await t.connection
      .collection('users')
      .find({ email: /^(one|two)@/ })
      .map((user) => String(user['passwordHash']))
      .toArray();
    expect(new Set(hashes).size).toBe(2);
    for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  });

  it('is compared with many more than the 3,000 most common ones that are long enough', async () => {
    const require = createRequire(import.meta.resolve('@zxcvbn-ts/language-common'));
    const { dictionary } = require('@zxcvbn-ts/language-common') as { dictionary: Record<string, string[]> };
    const common = (dictionary['passwords-common'] ?? []).filter((password) => password.length >= 8);
    expect(common.length).toBeGreaterThan(3_000);
    const service = new CommonPasswordsService();
    await service.onModuleInit();
    expect(common.filter((password) => !service.includes(password))).toEqual([]);
  });
});

describe('a first start', () => {
  it('makes the one administrator who was named', async () => {
    const fresh = await startApp(productionEnvironment());
    const users = await fresh.connection.collection('users').find().toArray();
    expect(users.map(({ email }) => String(email))).toEqual(['admin@example.org']);
    await fresh.close();
  });

  it('makes nobody in production where no password was chosen', async () => {
    const fresh = await startApp({ ...productionEnvironment(), ADMIN_PASSWORD: '' });
    expect(await fresh.connection.collection('users').countDocuments()).toBe(0);
    await fresh.close();
  });
});
