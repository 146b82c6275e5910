import fc from 'fast-check';
import {
  covers,
  formatAddress,
  formatRange,
  holds,
  parseAddress,
  parseRange,
  rangeOf,
  shownRange,
  sizeOf,
  widenings,
} from './cidr';

const v4 = fc.bigInt({ min: 0n, max: 0xffff_ffffn }).map((value) => ({ family: 4 as const, value }));
/** Mapped addresses read back as IPv4, so they are left out of the IPv6 round trip. */
const v6 = fc
  .bigInt({ min: 0n, max: (1n << 128n) - 1n })
  .filter((value) => value >> 32n !== 0xffffn)
  .map((value) => ({ family: 6 as const, value }));

describe('addresses', () => {
  it('reads back every address that it writes', () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), (address) => {
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });

  it.each([
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:DB8::A:0:0:1', '2001:db8::a:0:0:1'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
  ])('writes %s as %s', (typed, canonical) => {
    const address = parseAddress(typed);
    expect(address && formatAddress(address)).toBe(canonical);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '1.2.3.-4',
    ':::',
    '1::2::3',
    '12345::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '::1.2.3',
    'g::',
    'localhost',
    '1.2.3.4 ',
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  it('never throws on anything that can be typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f:./]*$/)), (text) => {
        parseRange(text);
        shownRange(text);
        widenings(text);
      }),
    );
  });
});

describe('ranges', () => {
  it('hold every address that they were made around, and nothing on either side', () => {
    fc.assert(
      fc.property(v4, fc.integer({ min: 1, max: 32 }), (address, prefix) => {
        const range = rangeOf(address, prefix);
        expect(holds(range, formatAddress(address))).toBe(true);
        const outside = [range.start - 1n, range.end + 1n].filter((value) => value >= 0n && value <= 0xffff_ffffn);
        for (const value of outside) expect(holds(range, formatAddress({ family: 4, value }))).toBe(false);
      }),
    );
  });

  it('are covered by each range with a shorter prefix around the same address', () => {
    fc.assert(
      fc.property(v6, fc.integer({ min: 0, max: 128 }), fc.integer({ min: 0, max: 128 }), (address, one, other) => {
        const [short, long] = [Math.min(one, other), Math.max(one, other)];
        expect(covers(rangeOf(address, short), rangeOf(address, long))).toBe(true);
        expect(covers(rangeOf(address, long), rangeOf(address, short))).toBe(short === long);
      }),
    );
  });

  it('read back what they write', () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const range = rangeOf(address, prefix);
        // Cutting an IPv6 address short can give ::ffff:0:0, which is read as IPv4.
        fc.pre(range.family === 4 || range.start >> 32n !== 0xffffn);
        expect(parseRange(formatRange(range))).toEqual(range);
      }),
    );
  });

  it('keep the families apart', () => {
    const everything = rangeOf({ family: 6, value: 0n }, 0);
    expect(holds(everything, '192.0.2.1')).toBe(false);
  });

  it('take the prefix of a mapped range for what it is in IPv4', () => {
    const range = parseRange('::ffff:203.0.113.0/120');
    expect(range && formatRange(range)).toBe('203.0.113.0/24');
  });

  it.each(['1.2.3.4/33', '1.2.3.4/', '1.2.3.4/2/3', '::/129', '::ffff:1.2.3.4/24', '1.2.3.4/-1', '/24'])(
    'refuse %s',
    (text) => {
      expect(parseRange(text)).toBeNull();
    },
  );

  it('are shown without the prefix of a single address', () => {
    expect(shownRange('203.0.113.77/32')).toBe('203.0.113.77');
    expect(shownRange('2001:db8::1/128')).toBe('2001:db8::1');
    expect(shownRange('203.0.113.0/24')).toBe('203.0.113.0/24');
    expect(shownRange('not an address')).toBe('not an address');
  });
});

describe('widening a block', () => {
  it('offers /32 and /24 around an IPv4 address', () => {
    expect(widenings('203.0.113.77').map(formatRange)).toEqual(['203.0.113.77/32', '203.0.113.0/24']);
    expect(widenings('203.0.113.77').map(sizeOf)).toEqual([1n, 256n]);
  });

  it('offers /128, /64 and /48 around an IPv6 address', () => {
    expect(widenings('2001:db8:1:2:3:4:5:6').map(formatRange)).toEqual([
      '2001:db8:1:2:3:4:5:6/128',
      '2001:db8:1:2::/64',
      '2001:db8:1::/48',
    ]);
  });

  it('offers nothing for what is no address', () => {
    expect(widenings('203.0.113.0/24')).toEqual([]);
  });
});
