import fc from 'fast-check';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiDocument } from '../../../src/operations/api-docs/api-docs.js';
import { startApp, type TestApp } from '../../support/app.js';

interface Operation {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly fields: string[];
  readonly parameters: string[];
}

const HOSTILE: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  [],
  ['a'],
  [[]],
  {},
  { $ne: null },
  { $gt: '' },
  { $where: 'sleep(1000)' },
  { toString: 'x' },
  '$where',
  '{"$ne":null}',
  "' OR '1'='1",
  'a\u0000b',
  '\u202Eevil',
  '\uD800',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  '%00%0d%0aSet-Cookie: x=y',
  '=cmd|calc',
  '9'.repeat(400),
  'ﷺ'.repeat(1000),
  'a'.repeat(50_000),
  '2026-13-45T99:99:99Z',
  '0000-00-00',
  '203.0.113.7/24',
  '::ffff:0:0/0',
  '0.0.0.0/0',
  'ffffffffffffffffffffffff',
];

let t: TestApp;
let operations: Operation[];
let token: string;

beforeAll(async () => {
  t = await startApp({ ADDRESS_FAILURES: '1000', LOCKOUT_FAILURES: '100' });
  token = (await t.signIn()).accessToken;
  operations = Object.entries(apiDocument(t.app).paths).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      const body = operation.requestBody as
        { content?: Record<string, { schema?: { properties?: object } }> } | undefined;
      const parameters = (operation.parameters ?? []) as { name?: string }[];
      return [
        {
          method,
          path,
          fields: Object.keys(body?.content?.['application/json']?.schema?.properties ?? {}),
          parameters: parameters.flatMap((parameter) => parameter.name ?? []),
        },
      ];
    }),
  );
});
afterAll(async () => {
  await t.close();
});

async function send({ method, path }: Operation, body: unknown, query: Record<string, string> = {}) {
  const request = supertest(t.url)[method](path).set('Authorization', `Bearer ${token}`).query(query);
  const answer = method === 'post' ? await request.send(body as object) : await request;
  return { status: answer.status, body: answer.body as { success?: boolean; error?: { code?: string } } };
}

function expectClear(answer: Awaited<ReturnType<typeof send>>, what: unknown): void {
  const where = JSON.stringify(what).slice(0, 300);
  expect(answer.status, where).toBeLessThan(500);
  if (answer.status >= 400) expect(answer.body.error?.code, where).toMatch(/^[A-Z_]+$/);
}

describe('hostile input', () => {
  it('has routes with fields to go to', () => {
    expect(operations.length).toBeGreaterThan(10);
    expect(operations.some((operation) => operation.fields.includes('email'))).toBe(true);
  });

  it('in any field of any body gets a clear answer', async () => {
    for (const operation of operations.filter(({ method }) => method === 'post')) {
      for (const field of operation.fields) {
        for (const value of HOSTILE) {
          const body = {
            email: 'a@example.org',
            password: 'x',
            address: '203.0.113.9',
            reason: 'test',
            [field]: value,
          };
          const known = Object.fromEntries(Object.entries(body).filter(([name]) => operation.fields.includes(name)));
          expectClear(await send(operation, known), [operation.path, field, value]);
        }
      }
    }
  }, 120_000);

  it('in any query parameter of any list gets a clear answer', async () => {
    for (const operation of operations.filter(({ method }) => method === 'get')) {
      for (const name of operation.parameters) {
        for (const value of HOSTILE.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))) {
          const short = value.slice(0, 4_000);
          expectClear(await send(operation, undefined, { [name]: short }), [operation.path, name, short]);
        }
      }
    }
  }, 120_000);

  it('as a whole body, whatever its shape, gets a clear answer', async () => {
    const posts = operations.filter(({ method }) => method === 'post');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...posts),
        fc.oneof(fc.object(), fc.array(fc.jsonValue())),
        async (operation, body) => {
          expectClear(await send(operation, JSON.parse(JSON.stringify(body))), [operation.path, body]);
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);

  it('cannot pollute prototypes', async () => {
    const raw =
      '{"email":"a@example.org","password":"x","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const answer = await supertest(t.url).post('/api/v1/auth/login').set('Content-Type', 'application/json').send(raw);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    ['that is no JSON', 'application/json', '{"email":', 400, 'MALFORMED_REQUEST'],
    [
      'that is not UTF-8',
      'application/json',
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      400,
      'MALFORMED_REQUEST',
    ],
    ['of another charset', 'application/json; charset=utf-16', '{}', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['of another type', 'application/x-www-form-urlencoded', 'email=a', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['of one megabyte', 'application/json', `{"email":"${'a'.repeat(1_000_000)}"}`, 413, 'PAYLOAD_TOO_LARGE'],
  ])('as a body %s is refused', async (_name, type, body, status, code) => {
    const headers = { 'Content-Type': type };
    const answer = await fetch(`${t.url}/api/v1/auth/login`, { method: 'POST', headers, body });
    const { error } = (await answer.json()) as { error: { code: string } };
    expect([answer.status, error.code]).toEqual([status, code]);
  });

  it('leaks nothing of the inside in any refusal', async () => {
    for (const body of ['{', '[]', '{"email":{"$ne":1},"password":"x"}']) {
      const answer = await supertest(t.url)
        .post('/api/v1/auth/login')
        .set('Content-Type', 'application/json')
        .send(body);
      expect(JSON.stringify(answer.body)).not.toMatch(/stack|node_modules|mongo|\/src\/|at .*\.js/i);
    }
  });
});
