import { blockSorts, blockSources, blockedIpListQuerySchema, type BlockRecord } from '@classy-book/contracts/blocking';
import fc from 'fast-check';
import {
  blockStates,
  filterFromUrl,
  filterToQuery,
  filterToUrl,
  isInForce,
  matches,
  noFilter,
  type BlockedFilter,
} from './blocked-filter';
import { MAX_ROWS, append, noRows } from '../../../shared/lists/list-rows';
import { idOf, lift, put, type BlockedRows } from './blocked-rows';

const NOW = Date.parse('2026-11-20T09:30:00Z');

function blockOf(range: string, different: Partial<BlockRecord> = {}): BlockRecord {
  return {
    id: range,
    range,
    attempts: 5,
    reason: '5 failed sign-ins',
    source: 'auto',
    permanent: false,
    blockedUntil: '2026-11-20T10:00:00Z',
    createdBy: null,
    createdAt: '2026-11-20T09:30:00Z',
    hits: 0,
    lastHitAt: null,
    endedAt: null,
    ending: null,
    endedBy: null,
    ...different,
  };
}

const filters: fc.Arbitrary<BlockedFilter> = fc.record({
  state: fc.constantFrom(...blockStates),
  source: fc.constantFrom(null, ...blockSources),
  address: fc.constantFrom('', '203.0.113.77', '2001:db8::/48'),
  q: fc.constantFrom('', 'scanner of wordpress'),
  by: fc.constantFrom('', 'nada@example.org'),
  sort: fc.constantFrom(...blockSorts),
});

describe('the filter of the blocked addresses', () => {
  it('survives a reload and is accepted by the API', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const search = new URLSearchParams();
        for (const [name, value] of Object.entries(filterToUrl(filter))) if (value !== null) search.set(name, value);
        const back = new URLSearchParams(search.toString());
        expect(filterFromUrl((name) => back.get(name))).toEqual(filter);
        expect(blockedIpListQuerySchema.safeParse(filterToQuery(filter)).success).toBe(true);
      }),
    );
  });

  it('reads anything without failing', () => {
    const params = fc.dictionary(fc.constantFrom('state', 'source', 'address', 'q', 'by', 'sort'), fc.string());
    fc.assert(
      fc.property(params, (given) => {
        const filter = filterFromUrl((name) => given[name] ?? null);
        expect(blockedIpListQuerySchema.safeParse(filterToQuery(filter)).success).toBe(true);
      }),
    );
  });

  it.each<[string, Partial<BlockedFilter>, Partial<BlockRecord>, boolean]>([
    ['one in force', {}, {}, true],
    ['one that is over', {}, { blockedUntil: '2026-11-20T09:30:00Z' }, false],
    [
      'one that is over, where those are asked for',
      { state: 'expired' },
      { blockedUntil: '2026-11-20T09:29:00Z' },
      true,
    ],
    ['a permanent one', {}, { permanent: true, blockedUntil: null }, true],
    ['another source', { source: 'manual' }, {}, false],
    ['a range that holds the address', { address: '203.0.113.77' }, { range: '203.0.113.0/24' }, true],
    ['a range beside the address', { address: '203.0.114.77' }, { range: '203.0.113.0/24' }, false],
    ['a range inside the one asked for', { address: '203.0.0.0/16' }, { range: '203.0.113.0/24' }, true],
    ['one that was lifted', {}, { endedAt: '2026-11-20T09:29:00Z' }, false],
    ['the beginning of a word', { q: 'FAIL 5' }, {}, true],
    ['the middle of a word', { q: 'ailed' }, {}, false],
    ['somebody else', { by: 'nada@example.org' }, {}, false],
  ])('shows live what the server would list: %s', (_, filter, block, shown) => {
    expect(matches({ ...noFilter, ...filter }, blockOf('203.0.113.0/24', block), NOW)).toBe(shown);
  });
});

describe('the rows of the blocked addresses', () => {
  const ranges = (rows: BlockedRows) => rows.shown.map((row) => row.range);

  it('show a new block on top, and end the one that its range had', () => {
    const rows = append(noRows, { items: [blockOf('b'), blockOf('a')], next: null }, idOf);
    expect(ranges(put(rows, blockOf('c')))).toEqual(['c', 'b', 'a']);
    const changed = put(rows, blockOf('a', { id: 'another', createdBy: 'nada' }));
    expect(ranges(changed)).toEqual(['a', 'b', 'a']);
    expect(changed.shown.map(({ ending, endedBy }) => [ending, endedBy])).toEqual([
      [null, null],
      [null, null],
      ['replaced', 'nada'],
    ]);
  });

  it('show a block once, also when a page brings it again', () => {
    const rows = put(append(noRows, { items: [blockOf('b')], next: 'x' }, idOf), blockOf('a'));
    expect(ranges(put(rows, blockOf('a')))).toEqual(['a', 'b']);
    expect(ranges(append(rows, { items: [blockOf('a'), blockOf('z')], next: null }, idOf))).toEqual(['a', 'b', 'z']);
  });

  it('end a block that was lifted or is over, permanent or not', () => {
    const forGood = { permanent: true, blockedUntil: null };
    const rows = append(noRows, { items: [blockOf('a', forGood), blockOf('b')], next: null }, idOf);
    const [lifted, other] = lift(rows, 'a', 'nada').shown;
    expect(lifted).toMatchObject({ ending: 'lifted', endedBy: 'nada' });
    expect(lifted && isInForce(lifted, NOW)).toBe(false);
    expect(other?.ending).toBeNull();
    expect(lift(rows, 'b', 'system').shown[1]).toMatchObject({ ending: 'expired', endedBy: null });
  });

  it('are never more than a thousand', () => {
    let rows: BlockedRows = noRows;
    for (let index = 0; index < MAX_ROWS + 5; index += 1) rows = put(rows, blockOf(String(index)));
    expect(rows.shown).toHaveLength(MAX_ROWS);
    expect(ranges(rows)[0]).toBe(String(MAX_ROWS + 4));
  });
});
