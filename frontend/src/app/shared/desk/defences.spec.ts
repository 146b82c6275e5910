import type { BlockedIp } from '@classy-book/contracts/blocking';
import fc from 'fast-check';
import {
  BlockIndex,
  MAX_DEFENCES,
  awaitList,
  drop,
  endOfBlock,
  inForceAt,
  nothingInForce,
  put,
  rangeOfBlock,
  takeList,
  type InForce,
} from './defences';

const NOW = Date.parse('2026-11-20T09:30:00Z');

function blockOf(range: string, different: Partial<BlockedIp> = {}): BlockedIp {
  return {
    id: '0'.repeat(24),
    range,
    attempts: 5,
    reason: 'Too many failures',
    source: 'auto',
    permanent: false,
    blockedUntil: '2026-11-20T10:00:00Z',
    createdBy: null,
    createdAt: '2026-11-20T09:30:00Z',
    ...different,
  };
}

const ranges = (state: InForce<BlockedIp>) => inForceAt(state, NOW, endOfBlock).map(rangeOfBlock);
const empty: InForce<BlockedIp> = nothingInForce;

describe('what is in force', () => {
  it('shows the newest first and what was lifted not at all', () => {
    const state = drop(put(put(put(empty, 'a', blockOf('a')), 'b', blockOf('b')), 'c', blockOf('c')), 'b');
    expect(ranges(state)).toEqual(['c', 'a']);
  });

  it('ends by itself, unless it is permanent', () => {
    const state = put(
      put(empty, 'over', blockOf('over', { blockedUntil: '2026-11-20T09:30:00Z' })),
      'for good',
      blockOf('for good', { permanent: true, blockedUntil: null }),
    );
    expect(ranges(state)).toEqual(['for good']);
  });

  it('trusts what happened live over a list that was asked for before', () => {
    const asked = awaitList(put(empty, 'old', blockOf('old')));
    const live = drop(put(asked, 'new', blockOf('new')), 'lifted');
    const state = takeList(live, [blockOf('listed'), blockOf('lifted')], rangeOfBlock);
    expect(ranges(state)).toEqual(['new', 'listed']);
  });

  it('keeps the order of the list, which has the newest first', () => {
    expect(ranges(takeList(awaitList(empty), [blockOf('2'), blockOf('1')], rangeOfBlock))).toEqual(['2', '1']);
  });

  it('keeps a bounded number, however many come', () => {
    let state = empty;
    for (let index = 0; index < MAX_DEFENCES + 50; index += 1)
      state = put(state, String(index), blockOf(String(index)));
    expect(state.byName.size).toBe(MAX_DEFENCES);
    expect(ranges(state)[0]).toBe(String(MAX_DEFENCES + 49));
  });

  it('agrees with a plain list of what was put and dropped, in any order', () => {
    const step = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.boolean());
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const state = steps.reduce(
          (all, [name, lift]) => (lift ? drop(all, name) : put(all, name, blockOf(name))),
          empty,
        );
        const expected: string[] = [];
        for (const [name, lift] of steps) {
          const at = expected.indexOf(name);
          if (at >= 0) expected.splice(at, 1);
          if (!lift) expected.unshift(name);
        }
        expect(ranges(state)).toEqual(expected);
      }),
    );
  });
});

describe('asking for an address', () => {
  const index = new BlockIndex([blockOf('203.0.113.0/24'), blockOf('203.0.113.77/32'), blockOf('2001:db8::/48')]);

  it.each([
    ['203.0.113.77', '203.0.113.77/32'],
    ['203.0.113.78', '203.0.113.0/24'],
    ['::ffff:203.0.113.78', '203.0.113.0/24'],
    ['2001:db8::9', '2001:db8::/48'],
    ['198.51.100.1', undefined],
    ['not an address', undefined],
  ])('finds for %s the narrowest block, %s', (address, range) => {
    expect(index.of(address)?.range).toBe(range);
  });
});
