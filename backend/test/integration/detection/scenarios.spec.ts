import { randomInt } from 'node:crypto';
import type { TotpEnrolment } from '@classy-book/contracts/second-factor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunOptions, runScenario } from '../../../../scripts/attack/run.ts';
import {
  type ScenarioName,
  scenarioNames,
  scenarios,
  variantNames,
  variantOf,
} from '../../../../scripts/attack/scenarios.ts';
import { Clock } from '../../../src/common/clock/clock.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { ADMIN, eventually, startApp, type TestApp } from '../../support/app.js';
import { codeOf, FactorClient } from '../../support/factor-client.js';

interface Played {
  readonly name: ScenarioName;
  readonly variant: string;
  /** The kind of incident that it is to raise; null for what is normal. */
  readonly kind: string | null;
  /** Each one is played on a day of its own, so that nothing of the one before is left. */
  readonly day: number;
  readonly seed: number;
}

type Codes = Readonly<Record<string, number>>;

const NOT_WORTH_TELLING = 5;
const STILL_MS = 1_300;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const IN_OFFICE_HOURS = 10;
const AT_NIGHT = 3;

// how many attempts are sent of what has no end
const COUNTS: Partial<Record<ScenarioName, number>> = {
  normal: 12,
  'normal-day': 15,
  'brute-force': 14,
  'slow-distributed': 14,
  'credential-stuffing': 45,
  'password-spraying': 30,
  scanner: 30,
  'api-key-misuse': 30,
};
const STRANGERS: readonly ScenarioName[] = [
  'brute-force',
  'slow-distributed',
  'credential-stuffing',
  'password-spraying',
  'scanner',
];
const ADMINISTRATORS: readonly ScenarioName[] = ['api-key-misuse', 'privilege-change', 'mass-export'];

const played: readonly Played[] = scenarioNames
  .flatMap((name) => variantNames(name).map((variant) => [name, variant] as const))
  .map(([name, variant], index) => {
    const { rule } = variantOf(name, variant)[1];
    return { name, variant, kind: rule ?? scenarios[name].rule, day: workingDay(index), seed: randomInt(2 ** 32) };
  });
const sentinelDay = workingDay(played.length);
const firstMonday = mondayAfterNext();

let t: TestApp;
let ahead = 0;
let refused = 0;
let unfamiliar = 0;

beforeAll(async () => {
  t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1' });
  t.app.get(Clock).now = () => new Date(Date.now() + ahead);
  const events = t.app.get(EventBus);
  events.observe('requests.refused', ({ count }) => (refused += count));
  events.observe('api-key.refused', ({ count }) => (refused += count));
  events.observe('api-key.unfamiliar', () => (unfamiliar += 1));
  for (const one of played) {
    goTo(one.day, one.name === 'privilege-change' ? AT_NIGHT : IN_OFFICE_HOURS);
    await play(one);
  }
  goTo(sentinelDay, IN_OFFICE_HOURS);
  await run({ scenario: 'brute-force', accounts: ['sentinel@example.org'], count: 14, seed: 1 });
  // the rules read the log in its order: when they have found this, they have read all before it
  await eventually('the rules to have read all of it', async () => (await kindsOf(sentinelDay)).length > 0, 60_000);
}, 180_000);
afterAll(async () => {
  await t.close();
});

// without weekends, on which some rules are stricter
function workingDay(index: number): number {
  return Math.floor(index / 5) * 7 + (index % 5);
}

function mondayAfterNext(): number {
  const today = Math.floor(Date.now() / DAY_MS);
  // 1 January 1970 was a Thursday
  const sinceMonday = (today + 3) % 7;
  return (today - sinceMonday + 14) * DAY_MS;
}

function goTo(day: number, hour: number): void {
  ahead = firstMonday + day * DAY_MS + hour * HOUR_MS - Date.now();
}

async function play({ name, variant, kind, seed }: Played): Promise<void> {
  const options = { scenario: name, variant, seed, count: COUNTS[name], password: ADMIN.password };
  const people = castOf(name, variant);
  for (const [index, email] of people.entries()) await t.addAccount(email, index === 0 ? roleOf(name) : 'user');
  if (name === 'second-factor-guessing') await addTotp(people[0] ?? '');
  if (name === 'dormant-account') await sleepFor(people[0] ?? '', 200);
  refused = 0;
  unfamiliar = 0;
  const wait = (): void => {
    // a copied token is known by coming too late
    if (name === 'token-reuse') ahead += 60_000;
  };
  const codes = await run({ ...options, accounts: people, onAnswer: wait });
  if (kind === 'scanner' || kind === 'api_key_misuse') await refusalsTold(codes);
  if (variant === 'elsewhere') await eventually('the new countries of the key', () => unfamiliar > 2);
  if (kind === 'api_key_misuse') await nothingMoreTold();
}

// what is told later than a second after the last would fall on the day of the next one
async function nothingMoreTold(): Promise<void> {
  let told = refused + unfamiliar;
  let since = performance.now();
  await eventually('the last refusals to be told', () => {
    if (refused + unfamiliar !== told) [told, since] = [refused + unfamiliar, performance.now()];
    return performance.now() - since > STILL_MS;
  });
}

function castOf(name: ScenarioName, variant: string): readonly string[] {
  if (STRANGERS.includes(name)) return [];
  const size = name === 'normal' || name === 'normal-day' ? 6 : name === 'privilege-change' ? 2 : 1;
  return Array.from({ length: size }, (_, index) => `${name}.${variant}.${String(index)}@example.org`);
}

function roleOf(name: ScenarioName): 'super_admin' | 'user' {
  return ADMINISTRATORS.includes(name) ? 'super_admin' : 'user';
}

async function run(options: Omit<RunOptions, 'target'>): Promise<Codes> {
  const report = await runScenario({ ...options, target: t.url, rate: 1_000, inFlight: 4 });
  expect(report.unanswered, options.scenario).toBe(0);
  return report.codes;
}

// what is refused in floods is told within a second, all but the last few; it belongs to this day
async function refusalsTold({ FORBIDDEN = 0, UNAUTHENTICATED = 0, NOT_FOUND = 0, ...others }: Codes): Promise<void> {
  const expected = FORBIDDEN + UNAUTHENTICATED + NOT_FOUND + (others['HTTP 404'] ?? 0);
  await eventually(`${String(expected)} refusals to be told`, () => refused > expected - NOT_WORTH_TELLING);
}

// the code of the moment that the server believes in
async function addTotp(email: string): Promise<void> {
  const client = await FactorClient.signIn(t, email);
  const begun = await client.post('/account/second-factor/totp', { name: 'Phone' });
  const { enrolment, secret } = (begun.body as { data: TotpEnrolment }).data;
  const code = await codeOf(secret, Math.round(ahead / 30_000));
  expect((await client.post('/account/second-factor/totp/confirm', { enrolment, code })).status).toBe(201);
}

async function sleepFor(email: string, days: number): Promise<void> {
  const lastSeenAt = new Date(t.app.get(Clock).now().getTime() - days * DAY_MS);
  await t.connection.collection('users').updateOne({ email }, { $set: { lastSeenAt } });
}

async function kindsOf(day: number): Promise<unknown[]> {
  const from = firstMonday + day * DAY_MS;
  const firstSeen = { $gte: new Date(from), $lt: new Date(from + DAY_MS) };
  return (await t.connection.collection('incidents').find({ firstSeen }).toArray()).map(({ kind }) => kind as unknown);
}

describe('of the traffic that the simulator makes', () => {
  it.each(played.filter(({ kind }) => kind !== null))(
    '$name, $variant, is one incident: $kind (seed $seed)',
    async ({ day, kind }) => {
      expect(await kindsOf(day)).toEqual([kind]);
    },
  );

  it.each(played.filter(({ kind }) => kind === null))(
    '$name, $variant, is no incident (seed $seed)',
    async ({ day }) => {
      expect(await kindsOf(day)).toEqual([]);
    },
  );
});
