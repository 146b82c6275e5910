import mongoose, { mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { scratchUri, startApp, type TestApp } from '../../support/app.js';
import { type PastAttempt, store } from './seeded-attempts.js';

const HOUR = 3_600_000;
const ATTEMPTS = 12_000;
const FROM = new Date(Date.now() - 2 * HOUR).toISOString();

let t: TestApp;
let token: string;

beforeAll(async () => {
  const seeded = Array.from({ length: ATTEMPTS }, (_, n): PastAttempt => ({
    at: new Date(Date.now() - 60_000 - n * 5_000),
    outcome: n % 9 === 0 ? 'succeeded' : 'failed',
    reason: n % 9 === 0 ? null : n % 50 === 1 ? 'unknown_account' : 'wrong_password',
    email: `user${String(n % 900)}@example.org`,
    ipAddress: `203.0.${String(n % 40)}.${String(n % 250)}`,
  }));
  const uri = scratchUri();
  const past = await mongoose.createConnection(uri).asPromise();
  await store(past.collection('login_attempts'), seeded);
  await past.close();
  t = await startApp({ MONGODB_URI: uri }, 'all');
  token = (await t.signIn()).accessToken;
});
afterAll(async () => {
  await t.close();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The finds of a collection that a call to the API makes. */
async function findsOf(collection: string, path: string): Promise<mongo.FindCursor[]> {
  const cursors: mongo.FindCursor[] = [];
  const { prototype } = mongo.Collection;
  const original = Object.getOwnPropertyDescriptor(prototype, 'find')?.value as typeof prototype.find;
  vi.spyOn(prototype, 'find').mockImplementation(function (this: mongo.Collection, ...args) {
    const cursor = original.apply(this, args);
    // what adds figures up in the background can be aborted, what answers a list cannot
    const ofList = args[1]?.signal === undefined;
    if (ofList && this.collectionName === collection) cursors.push(cursor);
    return cursor;
  });
  await supertest(t.url).get(`/api/v1/${path}`).set('Authorization', `Bearer ${token}`).expect(200);
  vi.restoreAllMocks();
  return cursors;
}

/** The names of the steps of a plan: of MongoDB's (`stage`) and of the DocumentDB fall-back's (`Node Type`). */
function steps(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(steps);
  if (typeof plan !== 'object' || plan === null) return [];
  return Object.entries(plan).flatMap(([name, value]) =>
    (name === 'stage' || name === 'Node Type') && typeof value === 'string' ? [value] : steps(value),
  );
}

const WHOLE_COLLECTION = ['COLLSCAN', 'Seq Scan', 'Parallel Seq Scan'];

async function expectIndexPlans(collection: string, path: string): Promise<void> {
  const cursors = await findsOf(collection, path);
  expect(cursors.length).toBeGreaterThan(0);
  for (const cursor of cursors) {
    const plan: unknown = await cursor.clone().explain('queryPlanner');
    const names = steps(plan);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => WHOLE_COLLECTION.includes(name))).toEqual([]);
  }
}

describe('the attempts are found by an index', () => {
  it.each([
    '',
    'sort=timestamp',
    `from=${FROM}`,
    'outcome=succeeded',
    'outcome=failed,blocked',
    'reason=unknown_account',
    'method=admin_password',
    'email=user7@example.org',
    'address=203.0.7.7',
    'address=203.0.7.0/24',
    'country=none',
    `email=user7@example.org&outcome=failed&from=${FROM}`,
  ])('for ?%s', async (query) => {
    await expectIndexPlans('login_attempts', `monitoring/login-attempts?${query}`);
  });
});
