import {
  incidentKinds,
  incidentListQuerySchema,
  incidentSeverities,
  incidentStates,
} from '@classy-book/contracts/incidents';
import fc from 'fast-check';
import { incidentOf } from '../../../shared/desk/incidents.test-support';
import {
  assignees,
  filterFromUrl,
  filterToQuery,
  filterToUrl,
  incidentSorts,
  matches,
  nextSort,
  noFilter,
  timeRanges,
  type IncidentsFilter,
  type TimeRange,
} from './incident-filter';

const NOW = Date.parse('2026-11-20T09:30:00Z');

const filters: fc.Arbitrary<IncidentsFilter> = fc.record({
  states: fc.subarray([...incidentStates]),
  severities: fc.subarray([...incidentSeverities]),
  kinds: fc.subarray([...incidentKinds]),
  assignee: fc.constantFrom(null, ...assignees),
  account: fc.constantFrom('', 'maya@example.org'),
  address: fc.constantFrom('', '203.0.113.77', '2001:db8::/48'),
  range: fc.constantFrom(null, ...(Object.keys(timeRanges) as TimeRange[])),
  dryRun: fc.boolean(),
  sort: fc.constantFrom(...incidentSorts),
});

describe('the filter of the incidents', () => {
  it('survives a reload and is accepted by the API', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const search = new URLSearchParams();
        for (const [name, value] of Object.entries(filterToUrl(filter))) if (value !== null) search.set(name, value);
        const back = new URLSearchParams(search.toString());
        expect(filterFromUrl((name) => back.get(name))).toEqual(filter);
        const query = { ...filterToQuery(filter, NOW), sort: filter.sort, limit: '100' };
        expect(incidentListQuerySchema.safeParse(query).success).toBe(true);
      }),
    );
  });

  it('reads anything without failing', () => {
    const names = ['state', 'severity', 'kind', 'assignee', 'account', 'address', 'range', 'dryRun', 'sort'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (given) => {
        const filter = filterFromUrl((name) => given[name] ?? null);
        expect(incidentListQuerySchema.safeParse({ ...filterToQuery(filter, NOW), limit: '100' }).success).toBe(true);
      }),
    );
  });

  it.each<[string, Partial<IncidentsFilter>, Parameters<typeof incidentOf>[1], boolean]>([
    ['anything', {}, {}, true],
    ['a dry run, where those are not asked for', {}, { dryRun: true }, false],
    ['a state that is asked for', { states: ['open'] }, {}, true],
    ['another state', { states: ['resolved'] }, {}, false],
    ['another severity', { severities: ['low'] }, {}, false],
    ['a second kind of the same incident', { kinds: ['scanner'] }, { kinds: ['brute_force', 'scanner'] }, true],
    ['my own', { assignee: 'me' }, { assignee: { id: 'me', email: 'm@example.org' } }, true],
    ['one that somebody has', { assignee: 'none' }, { assignee: { id: 'x', email: 'x@example.org' } }, false],
    ['another account', { account: 'leo@example.org' }, {}, false],
    ['a network that holds the address', { address: '203.0.113.77' }, { networks: ['203.0.113.0/24'] }, true],
    ['a network inside the range', { address: '203.0.113.0/24' }, {}, true],
    ['a network elsewhere', { address: '198.51.100.1' }, {}, false],
  ])('announces what the server would list: %s', (_, filter, incident, wanted) => {
    expect(matches({ ...noFilter, ...filter }, incidentOf(1, incident), 'me')).toBe(wanted);
  });

  it('turns the order round at the second press', () => {
    expect(nextSort('lastSeen', '-severity')).toBe('-lastSeen');
    expect(nextSort('lastSeen', '-lastSeen')).toBe('lastSeen');
  });
});
