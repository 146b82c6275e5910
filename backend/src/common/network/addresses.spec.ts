import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey, countedNetwork, normaliseAddress, parseRange } from './addresses.js';

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:CB00:7107', '203.0.113.7'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::1', '::1'],
  ])('%s has one canonical form, %s', (typed, canonical) => {
    expect(normaliseAddress(typed)).toBe(canonical);
  });

  it.each([
    '',
    '1.2.3',
    '0x7f000001',
    '0177.0.0.1',
    '2130706433',
    '1.2.3.4.5',
    '256.1.1.1',
    'fe80::1%eth0',
    ':::',
    'localhost',
  ])('is not what %j is', (typed) => {
    expect(normaliseAddress(typed)).toBeNull();
  });

  it('sorts by its key as it does by its numbers', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), (a, b) => {
        const number = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
        expect(addressKey(a) < addressKey(b)).toBe(number(a) < number(b));
      }),
    );
  });
});

describe('a range', () => {
  it('that is one address is a /32 or a /128', () => {
    expect(parseRange('203.0.113.7')).toMatchObject({ cidr: '203.0.113.7/32' });
    expect(parseRange('2001:db8::1')).toMatchObject({ cidr: '2001:db8::1/128' });
  });

  it('off its boundary is refused with the range that was probably meant', () => {
    expect(parseRange('203.0.113.7/24')).toEqual({ problem: 'off_boundary', suggestion: '203.0.113.0/24' });
    expect(parseRange('2001:db8::1/64')).toEqual({ problem: 'off_boundary', suggestion: '2001:db8::/64' });
  });

  it('written as mapped IPv6 is the IPv4 range', () => {
    expect(parseRange('::ffff:203.0.113.0/120')).toMatchObject({ cidr: '203.0.113.0/24', family: 4 });
  });

  it.each([
    '203.0.113.0/33',
    '2001:db8::/129',
    '203.0.113.0/',
    '203.0.113.0/-1',
    '203.0.113.0/08',
    '1.2.3.4/5/6',
    '/24',
    'x/8',
  ])('is not what %j is', (typed) => {
    expect(parseRange(typed)).toEqual({ problem: 'not_a_range', suggestion: null });
  });

  it('holds its first and its last address and neither neighbour', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 1, max: 32 }), (ip, prefix) => {
        const typed = parseRange(`${ip}/${String(prefix)}`);
        const range = 'problem' in typed ? parseRange(typed.suggestion ?? '') : typed;
        if ('problem' in range) throw new Error('the suggestion of a range must be a range');
        const size = BigInt(`0x${range.end}`) - BigInt(`0x${range.start}`) + 1n;
        expect(size).toBe(2n ** BigInt(32 - prefix));
        const key = addressKey(ip);
        expect(key >= range.start && key <= range.end).toBe(true);
      }),
    );
  });
});

describe('what an address counts as', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ])('%s counts as %s', (address, network) => {
    expect(countedNetwork(address)).toBe(network);
  });
});
