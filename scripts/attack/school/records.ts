import type { Random } from '../random.ts';
import { seededRandom } from '../random.ts';
import { strangersOf, type Visit, visitsOf } from './day.ts';
import { LockoutModel } from './lockout-model.ts';
import { makeSchool, type Person, type School } from './people.ts';

/** A record of the audit log, as far as the detection rules read it. */
export interface DayRecord {
  readonly id: string;
  readonly action: string;
  readonly actor: {
    readonly kind: 'user' | 'anonymous' | 'system';
    readonly name: string;
    readonly userId: string | null;
  };
  readonly resourceId: string;
  readonly details: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  readonly ipAddress: string | null;
  readonly timestamp: Date;
}

type Draft = Omit<DayRecord, 'id' | 'timestamp'> & { readonly at: number };

/** Which day is made. The same seed gives the same day. */
export interface DayOptions {
  readonly seed: number;
  /** Midnight in UTC, which is the school's own time. */
  readonly midnight: Date;
  readonly people?: number;
  /** `ADDRESS_FAILURES` of the installation: a school behind one address raises it. */
  readonly addressFailures?: number;
}

const PEOPLE = 300;
const ADDRESS_FAILURES = 50;
const BETWEEN_TRIES_MS = 7_000;
const HOUR_MS = 3_600_000;
const SYSTEM = { kind: 'system', name: 'system', userId: null } as const;
const ANYBODY = { kind: 'anonymous', name: 'anonymous', userId: null } as const;
const STRANGERS = 40;

/** A school day as it stands in the audit log afterwards, in the order of time. */
export function dayRecords(options: DayOptions): readonly DayRecord[] {
  const random = seededRandom(options.seed);
  const school = makeSchool(random, options.people ?? PEOPLE);
  const lockout = new LockoutModel(options.addressFailures ?? ADDRESS_FAILURES);
  const drafts = [
    ...attemptDrafts(random, visitsOf(school, random), lockout),
    ...strangerDrafts(random),
    ...officeDrafts(random, school),
  ].sort((one, other) => one.at - other.at);
  return drafts.map(({ at, ...draft }, index) => {
    const moment = options.midnight.getTime() + at;
    return { ...draft, id: idOf(moment, index), timestamp: new Date(moment) };
  });
}

interface Try {
  readonly at: number;
  readonly visit: Visit;
  readonly kind: 'slip' | 'email' | 'code' | 'right';
}

function attemptDrafts(random: Random, visits: readonly Visit[], lockout: LockoutModel): Draft[] {
  const lastSeen = new Map<number, number>();
  const devices = new Set<string>();
  const tries = visits.flatMap((visit) => triesOf(visit, random)).sort((one, other) => one.at - other.at);
  return tries.flatMap((one) => {
    const { person, address, triesCommon } = one.visit;
    const email = one.kind === 'email' ? `x${person.email}` : person.email;
    const refused = lockout.refusal(email, address, one.at);
    if (refused !== null) return [attempt(one, email, { outcome: 'blocked', reason: refused })];
    if (one.kind === 'code') return [attempt(one, email, { outcome: 'failed', reason: 'wrong_second_factor' })];
    if (one.kind !== 'right') {
      const reason = one.kind === 'email' ? 'unknown_account' : 'wrong_password';
      const said = { outcome: 'failed', reason, ...(triesCommon ? { commonGuess: true } : {}) } as const;
      return [
        attempt(one, email, said),
        ...lockout.failed(email, address, one.at).map((what) => lockDraft(what, one, email)),
      ];
    }
    lockout.succeeded(email);
    const idleDays = lastSeen.has(person.index) ? 0 : person.idleDays;
    lastSeen.set(person.index, one.at);
    const device = `${person.email} ${one.visit.userAgent}`;
    const isNew = !devices.has(device) && random.chance(0.1);
    devices.add(device);
    const success = attempt(one, email, { outcome: 'succeeded', reason: null, idleDays });
    return isNew ? [success, unfamiliar(one, person)] : [success];
  });
}

function triesOf(visit: Visit, random: Random): Try[] {
  const kinds: Try['kind'][] = Array.from({ length: visit.slips }, () => 'slip');
  if (visit.mistypesEmail) kinds.unshift('email');
  if (!visit.givesUp) kinds.push(...Array.from({ length: visit.wrongCodes }, () => 'code' as const), 'right');
  let { at } = visit;
  return kinds.map((kind) => {
    at += BETWEEN_TRIES_MS + random.below(20_000);
    return { at, visit, kind };
  });
}

function attempt({ at, visit, kind }: Try, email: string, said: DayRecord['details']): Draft {
  const { person, address, userAgent } = visit;
  const userId = kind === 'email' || said['outcome'] === 'blocked' ? null : person.userId;
  const isIn = said['outcome'] === 'succeeded';
  const details = {
    email,
    userId,
    method: 'password',
    factor: null,
    sessionId: isIn ? sessionOf(at) : null,
    userAgent,
  };
  const actor = isIn ? { kind: 'user' as const, name: email, userId } : ANYBODY;
  return {
    at,
    action: 'sign-in.attempted',
    actor,
    resourceId: email,
    details: { ...details, ...said },
    ipAddress: address,
  };
}

function lockDraft(what: 'account' | 'address', { at, visit }: Try, email: string): Draft {
  const { address, person } = visit;
  return what === 'account'
    ? {
        ...{ at: at + 1, action: 'account.locked', actor: SYSTEM, resourceId: email, ipAddress: address },
        details: { email, userId: person.userId, source: 'auto', reason: '5 failed sign-ins' },
      }
    : { at: at + 1, action: 'address.blocked', actor: SYSTEM, resourceId: address, ipAddress: address, details: {} };
}

function unfamiliar({ at, visit }: Try, { email, userId }: Person): Draft {
  const actor = { kind: 'user' as const, name: email, userId };
  const details = { userId, email, sessionId: sessionOf(at), newDevice: true, newCountry: false, country: 'DE' };
  return { at: at + 1, action: 'sign-in.unfamiliar', actor, resourceId: userId, details, ipAddress: visit.address };
}

// machines and people from elsewhere: old bookmarks, a bot that looks for one file, somebody who means another school
function strangerDrafts(random: Random): Draft[] {
  return strangersOf(random, STRANGERS).map(({ at, address, userAgent }): Draft => {
    const from = { at, actor: ANYBODY, ipAddress: address };
    if (random.chance(0.3)) {
      const email = `guest${String(random.below(1_000))}@example.net`;
      const said = { email, userId: null, outcome: 'failed', reason: 'unknown_account', userAgent };
      return { ...from, action: 'sign-in.attempted', resourceId: email, details: said };
    }
    const isProbe = random.chance(0.5);
    const paths = isProbe
      ? [random.pick(['/.env', '/wp-login.php', '/.git/config', '/xmlrpc.php'])]
      : Array.from({ length: 5 + random.below(3) }, (_, index) => `/old/page-${String(index)}.html`);
    const details = { count: paths.length, paths, probes: isProbe ? paths : [] };
    return { ...from, action: 'requests.refused', resourceId: address, details };
  });
}

// what the office does between nine and four
function officeDrafts(random: Random, { people, address }: School): Draft[] {
  const [admin] = people;
  const [teacher, ...others] = random.shuffle(people.slice(1));
  if (admin === undefined || teacher === undefined) return [];
  const at = (): number => Math.floor((9 + random.next() * 7) * HOUR_MS);
  const byAdmin = { actor: { kind: 'user' as const, name: admin.email, userId: admin.userId }, ipAddress: address };
  const promoted = {
    email: teacher.email,
    userId: teacher.userId,
    change: 'role_changed',
    from: 'user',
    role: 'instructor',
  };
  const exported = (resource: string, rows: number): Draft => {
    const details = { resource, rows };
    return { ...byAdmin, at: at(), action: 'records.exported', resourceId: resource, details };
  };
  const keyId = '6'.repeat(24);
  const key = { keyId, name: 'Timetable', userId: admin.userId, email: admin.email };
  return [
    exported('users', 300),
    exported('login_attempts', 4_200),
    { ...byAdmin, at: at(), action: 'account.administered', resourceId: teacher.email, details: promoted },
    // the timetable program asks for something that it may not, and its provider moves it to another network
    {
      ...{ at: at(), action: 'api-key.refused', actor: ANYBODY, resourceId: keyId, ipAddress: address },
      details: { ...key, reason: 'not_permitted', permission: 'users:read', count: 1 },
    },
    {
      ...{ at: at(), action: 'api-key.unfamiliar', actor: byAdmin.actor, resourceId: keyId, ipAddress: '198.18.7.7' },
      details: { ...key, country: null, newCountry: false },
    },
    ...others.slice(0, 3).map(({ email, userId }): Draft => {
      const actor = { kind: 'user' as const, name: email, userId };
      const details = { permission: 'users:read', route: 'GET /api/v1/admin/users' };
      return { at: at(), action: 'access.refused', actor, resourceId: details.route, details, ipAddress: address };
    }),
  ];
}

function sessionOf(at: number): string {
  return at.toString(16).padStart(24, '7');
}

// in order of time, as the recorder makes them
function idOf(moment: number, index: number): string {
  const seconds = Math.floor(moment / 1000).toString(16);
  return `${seconds}${(moment % 1000).toString(16).padStart(4, '0')}${index.toString(16).padStart(6, '0')}000000`;
}
