import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';

let t: TestApp;
let genuine: string;
let claims: Record<string, unknown>;

beforeAll(async () => {
  t = await startApp();
  genuine = (await t.signIn()).accessToken;
  claims = JSON.parse(Buffer.from(genuine.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
});
afterAll(async () => {
  await t.close();
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(
  payload: object,
  key = t.config.secrets.jwtPrivateKeyPem,
  header: object = { alg: 'ES256', typ: 'JWT' },
): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

async function codeFor(authorization: string): Promise<string> {
  const answer = await supertest(t.url).get('/api/v1/auth/me').set('Authorization', authorization);
  return answer.status === 200 ? 'let in' : `${String(answer.status)} ${String(answer.body.error.code)}`;
}

const now = () => Math.floor(Date.now() / 1000);

describe('an access token', () => {
  it('is let in when it is genuine, twice in a row', async () => {
    expect(await codeFor(`Bearer ${genuine}`)).toBe('let in');
    expect(await codeFor(`Bearer ${genuine}`)).toBe('let in');
    expect(await codeFor(`Bearer ${signed(claims)}`)).toBe('let in');
  });

  const refused: [string, () => string][] = [
    ['without a signature (alg none)', () => `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`],
    [
      'with alg none and the genuine signature',
      () => `${encode({ alg: 'none' })}.${genuine.split('.').slice(1).join('.')}`,
    ],
    [
      'signed by HMAC with the public key',
      () => {
        const input = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
        const pem = createPublicKey(t.config.secrets.jwtPrivateKeyPem)
          .export({ type: 'spki', format: 'pem' })
          .toString();
        return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
      },
    ],
    [
      'signed with another key',
      () =>
        signed(
          claims,
          generateKeyPairSync('ec', { namedCurve: 'P-256' })
            .privateKey.export({ type: 'pkcs8', format: 'pem' })
            .toString(),
        ),
    ],
    ['for another audience', () => signed({ ...claims, aud: 'another-app' })],
    ['from another issuer', () => signed({ ...claims, iss: 'https://evil.example' })],
    ['that has expired', () => signed({ ...claims, exp: now() - 1 })],
    ['without an end', () => signed({ ...claims, exp: undefined })],
    ['issued in the far future', () => signed({ ...claims, iat: now() + 86_400, exp: now() + 90_000 })],
    ['not valid yet', () => signed({ ...claims, nbf: now() + 600 })],
    ['without a session', () => signed({ ...claims, sid: undefined })],
    ['with an operator for a session', () => signed({ ...claims, sid: { $ne: null } })],
    [
      'with a changed payload',
      () => [genuine.split('.')[0], encode({ ...claims, sub: '0'.repeat(24) }), genuine.split('.')[2]].join('.'),
    ],
    ['for another person than the session', () => signed({ ...claims, sub: '0'.repeat(24) })],
    ['that is no token', () => 'a.b.c'],
    ['that is empty', () => ''],
    ['that is far too long', () => `${'a'.repeat(5000)}.b.c`],
  ];
  it.each(refused)('is refused %s', async (_name, make) => {
    expect(await codeFor(`Bearer ${make()}`)).toBe('401 UNAUTHENTICATED');
  });

  it('takes no key that it names or carries itself', async () => {
    const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const jwk = { ...own.publicKey.export({ format: 'jwk' }), kid: 'mine' };
    const headers = [
      { jwk },
      { kid: 'mine', jku: 'https://evil.example/keys' },
      { x5u: 'https://evil.example/cert' },
      { kid: '../../dev/null' },
    ];
    for (const more of headers) {
      const token = signed(claims, pem, { alg: 'ES256', typ: 'JWT', ...more });
      expect(await codeFor(`Bearer ${token}`)).toBe('401 UNAUTHENTICATED');
    }
  });

  it('of a session that never was is refused as ended', async () => {
    expect(await codeFor(`Bearer ${signed({ ...claims, sid: 'f'.repeat(24) })}`)).toBe('401 SESSION_ENDED');
  });

  it.each(['Basic YTpi', 'bearer', 'Bearer', 'Token abc', 'Bearer a b c', '\tBearer'])(
    'is not what %j carries',
    async (header) => {
      expect(await codeFor(header)).toBe('401 UNAUTHENTICATED');
    },
  );

  it('is not read from a query or a cookie', async () => {
    const inQuery = await supertest(t.url).get(`/api/v1/auth/me?access_token=${genuine}`);
    const inCookie = await supertest(t.url).get('/api/v1/auth/me').set('Cookie', `access_token=${genuine}`);
    expect([inQuery.status, inCookie.status]).toEqual([401, 401]);
  });
});
