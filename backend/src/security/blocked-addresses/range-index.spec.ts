import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey, type AddressRange, parseRange } from '../../common/network/addresses.js';
import { RangeIndex } from './range-index.js';

function range(text: string): AddressRange {
  const parsed = parseRange(text);
  if ('problem' in parsed) return range(parsed.suggestion ?? '');
  return parsed;
}

function entry(text: string) {
  const { start, prefix, family, cidr } = range(text);
  return { start, prefix: family === 4 ? prefix + 96 : prefix, value: cidr };
}

describe('the index of ranges', () => {
  it('finds every range that holds an address, nested ones too', () => {
    const index = new RangeIndex<string>();
    for (const cidr of ['203.0.113.0/24', '203.0.113.7/32', '203.0.0.0/16', '2001:db8::/32', '198.51.100.0/24']) {
      index.set(entry(cidr));
    }
    expect([...index.containing('203.0.113.7')].sort()).toEqual(['203.0.0.0/16', '203.0.113.0/24', '203.0.113.7/32']);
    expect([...index.containing('2001:db8:ffff::1')]).toEqual(['2001:db8::/32']);
    expect([...index.containing('192.0.2.1')]).toEqual([]);
  });

  it('does not take an IPv6 address for the IPv4 address of the same low bits', () => {
    const index = new RangeIndex<string>();
    index.set(entry('0.0.0.0/8'));
    expect([...index.containing('::1')]).toEqual([]);
  });

  it('answers like a look through the whole list, after any adding and removing', () => {
    const cidr = fc
      .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 24, max: 32 }))
      .map(([low, prefix]) => range(`203.0.113.${String(low)}/${String(prefix)}`).cidr);
    const step = fc.record({ add: fc.boolean(), cidr });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 0, max: 9 }), (steps, low) => {
        const index = new RangeIndex<string>();
        const list = new Set<string>();
        for (const { add, cidr: text } of steps) {
          const item = entry(text);
          if (add) {
            index.set(item);
            list.add(text);
          } else {
            index.delete(item.start, item.prefix);
            list.delete(text);
          }
        }
        const address = `203.0.113.${String(low)}`;
        const key = addressKey(address);
        const expected = [...list].filter((text) => range(text).start <= key && range(text).end >= key);
        expect([...index.containing(address)].sort()).toEqual(expected.sort());
        expect(index.size).toBe(list.size);
      }),
    );
  });

  it('knows the ranges around a range and those inside it', () => {
    const index = new RangeIndex<string>();
    for (const cidr of ['203.0.0.0/16', '203.0.113.0/24', '203.0.113.7/32', '203.0.114.0/24']) index.set(entry(cidr));
    const { start, prefix } = entry('203.0.113.0/24');
    expect([...index.around(start, prefix)].sort()).toEqual(['203.0.0.0/16', '203.0.113.0/24']);
    expect([...index.within(start, prefix)]).toEqual(['203.0.113.7/32']);
    expect(index.get(start, prefix)).toBe('203.0.113.0/24');
  });

  it('answers right with a hundred thousand ranges of both families and many widths', () => {
    const index = new RangeIndex<number>();
    const bounds: { start: string; end: string }[] = [];
    for (let n = 0; n < 100_000; n += 1) {
      const v4 = n % 2 === 0;
      const prefix = v4 ? 113 + (n % 16) : 33 + (n % 64);
      const spread = BigInt((n * 2_654_435_761) % 2 ** 32);
      const { start, end } = boundsOf(v4 ? (0xffffn << 32n) | spread : (0x2001n << 112n) | (spread << 64n), prefix);
      const before = index.get(start, prefix);
      index.set({ start, prefix, value: before ?? bounds.length });
      if (before === undefined) bounds.push({ start, end });
    }
    expect(index.size).toBe(bounds.length);
    for (let n = 0; n < 30; n += 1) {
      const hit = bounds[(n * 1_697) % bounds.length]?.start ?? '';
      const address = n % 3 === 0 ? `198.${String(n)}.7.9` : addressOf(hit);
      const key = addressKey(address);
      const expected = bounds.flatMap(({ start, end }, at) => (start <= key && key <= end ? [at] : []));
      expect([...index.containing(address)].sort((a, b) => a - b)).toEqual(expected);
    }
  });
});

function boundsOf(address: bigint, prefix: number): { start: string; end: string } {
  const width = BigInt(128 - prefix);
  const start = (address >> width) << width;
  const text = (key: bigint): string => key.toString(16).padStart(32, '0');
  return { start: text(start), end: text(start | ((1n << width) - 1n)) };
}

function addressOf(key: string): string {
  if (key.startsWith('0'.repeat(20)))
    return (key.slice(24).match(/../g) ?? []).map((byte) => parseInt(byte, 16)).join('.');
  return (key.match(/.{4}/g) ?? []).join(':');
}
