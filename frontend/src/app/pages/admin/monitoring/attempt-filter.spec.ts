import { attemptFilterSchema, attemptMethods, attemptOutcomes, attemptReasons } from '@classy-book/contracts/attempts';
import { liveFilterSchema } from '@classy-book/contracts/realtime';
import fc from 'fast-check';
import { attemptOf } from '../../../shared/desk/attempts.test-support';
import {
  activeFilters,
  filterFromUrl,
  filterToQuery,
  filterToStream,
  filterToUrl,
  matches,
  noFilter,
  rangePresets,
  readCountry,
  type DeskFilter,
  type RangePreset,
} from './attempt-filter';

const NOW = Date.parse('2026-11-20T09:30:00Z');
const from = fc.integer({ min: NOW - 30 * 86_400_000, max: NOW - 1 });
const time = fc.oneof(
  fc.constantFrom(...(Object.keys(rangePresets) as RangePreset[])),
  fc.tuple(from, fc.integer({ min: 1, max: 86_400_000 })).map(([start, length]) => ({
    from: new Date(start).toISOString(),
    to: new Date(start + length).toISOString(),
  })),
);
const filters: fc.Arbitrary<DeskFilter> = fc.record({
  time,
  outcome: fc.subarray([...attemptOutcomes]),
  reason: fc.subarray([...attemptReasons]),
  method: fc.subarray([...attemptMethods]),
  address: fc.constantFrom('', '203.0.113.77', '203.0.113.0/24', '2001:db8::/32'),
  email: fc.constantFrom('', 'maya.haddad@example.org', 'a+b%&=?#@example.org'),
  country: fc.constantFrom('', 'none', 'DE'),
  sort: fc.constantFrom('-timestamp' as const, 'timestamp' as const),
});

function through(filter: DeskFilter): DeskFilter {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filterToUrl(filter))) if (value !== null) search.set(name, value);
  const back = new URLSearchParams(search.toString());
  return filterFromUrl((name) => back.get(name));
}

describe('the filter in the URL', () => {
  it('survives a reload, whatever was chosen', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(through(filter)).toEqual(filter);
      }),
    );
  });

  it('leaves the URL plain where nothing is filtered', () => {
    expect(Object.values(filterToUrl(noFilter)).every((value) => value === null)).toBe(true);
  });

  it('reads anything that stands in a URL without failing, and the API accepts what is left of it', () => {
    const params = fc.dictionary(fc.constantFrom(...Object.keys(filterToUrl(noFilter))), fc.string());
    fc.assert(
      fc.property(params, (given) => {
        const filter = filterFromUrl((name) => given[name] ?? null);
        expect(attemptFilterSchema.safeParse(filterToQuery(filter, NOW)).success).toBe(true);
      }),
    );
  });

  it('leaves out what it does not know', () => {
    const given = new URLSearchParams('outcome=failed,exploded&range=3y&address=localhost&from=yesterday&sort=up');
    expect(filterFromUrl((name) => given.get(name))).toEqual({ ...noFilter, outcome: ['failed'] });
  });

  it('ignores a time range that ends before it begins', () => {
    const given = new URLSearchParams('from=2026-11-20T10:00:00Z&to=2026-11-20T09:00:00Z');
    expect(filterFromUrl((name) => given.get(name)).time).toBe('15m');
  });
});

describe('the filter as a query', () => {
  it('is accepted by the API, whatever was chosen', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(attemptFilterSchema.safeParse(filterToQuery(filter, NOW)).success).toBe(true);
      }),
    );
  });

  it('is understood by the live stream too, without its time and its order', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const { from: _from, to: _to, ...rest } = filterToQuery(filter, NOW);
        expect(filterToStream(filter)).toEqual(rest);
        expect(liveFilterSchema.safeParse(filterToStream(filter)).success).toBe(true);
      }),
    );
  });

  it.each([
    ['de', 'DE'],
    [' None ', 'none'],
    ['', ''],
    ['DEU', null],
    ['*', null],
  ])('reads the country %j as %j', (text, country) => {
    expect(readCountry(text)).toBe(country);
  });

  it('asks for the last quarter of an hour when nothing is chosen, without an end', () => {
    expect(filterToQuery(noFilter, NOW)).toEqual({ from: '2026-11-20T09:15:00.000Z' });
  });
});

describe('live attempts', () => {
  const at = (moment: string) => attemptOf({ timestamp: moment });

  it('are shown when nothing is filtered', () => {
    expect(matches(noFilter, at('2026-11-20T09:29:59Z'), NOW)).toBe(true);
  });

  it.each<[string, Partial<DeskFilter>, Partial<Parameters<typeof attemptOf>[0]>, boolean]>([
    ['outcome', { outcome: ['failed', 'blocked'] }, { outcome: 'blocked' }, true],
    ['outcome', { outcome: ['failed'] }, { outcome: 'succeeded', reason: null }, false],
    ['reason', { reason: ['wrong_password'] }, { reason: 'wrong_password' }, true],
    ['reason', { reason: ['wrong_password'] }, { reason: null }, false],
    ['method', { method: ['admin_password'] }, { method: 'password' }, false],
    ['account', { email: 'maya@example.org' }, { email: 'maya@example.org' }, true],
    ['account', { email: 'maya@example.org' }, { email: 'leo@example.org' }, false],
    ['address', { address: '203.0.113.77' }, { ipAddress: '203.0.113.77' }, true],
    ['range', { address: '203.0.113.0/24' }, { ipAddress: '203.0.113.200' }, true],
    ['range', { address: '203.0.113.0/24' }, { ipAddress: '203.0.114.1' }, false],
    ['IPv6 range', { address: '2001:db8::/32' }, { ipAddress: '2001:db8:1::9' }, true],
    ['country', { country: 'DE' }, { country: 'DE' }, true],
    ['country', { country: 'DE' }, { country: null }, false],
    ['no country', { country: 'none' }, { country: null }, true],
    ['mapped address', { address: '203.0.113.77' }, { ipAddress: '::ffff:203.0.113.77' }, true],
  ])('are filtered by %s: %j of %j is %s', (_, filter, attempt, shown) => {
    const candidate = attemptOf({ timestamp: '2026-11-20T09:29:00Z', ...attempt });
    expect(matches({ ...noFilter, ...filter }, candidate, NOW)).toBe(shown);
  });

  it('are left out where a past time range is shown', () => {
    const past = { ...noFilter, time: { from: '2026-11-20T08:00:00Z', to: '2026-11-20T09:00:00Z' } };
    expect(matches(past, at('2026-11-20T08:59:59.999Z'), NOW)).toBe(true);
    expect(matches(past, at('2026-11-20T09:00:00Z'), NOW)).toBe(false);
  });
});

it('counts the filters that keep something out', () => {
  expect(activeFilters(noFilter)).toBe(0);
  expect(activeFilters({ ...noFilter, sort: 'timestamp' })).toBe(0);
  expect(activeFilters({ ...noFilter, time: '1h', outcome: ['failed'], email: 'a@example.org' })).toBe(3);
});
