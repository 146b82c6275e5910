import { describe, expect, it } from 'vitest';
import { keyNetwork, newIn } from './key-places.js';

describe('the network of a key', () => {
  it('is the /24 of IPv4 and the /64 of IPv6', () => {
    expect(keyNetwork('203.0.113.77')).toBe('203.0.113.0/24');
    expect(keyNetwork('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  });
});

describe('what is new of a place', () => {
  const known = { networks: ['203.0.113.0/24'], countries: ['DE'] };

  it('is the network, the country, both or none', () => {
    expect(newIn(known, { network: '203.0.113.0/24', country: 'DE' })).toEqual({ network: false, country: false });
    expect(newIn(known, { network: '198.51.100.0/24', country: 'DE' })).toEqual({ network: true, country: false });
    expect(newIn(known, { network: '203.0.113.0/24', country: 'FR' })).toEqual({ network: false, country: true });
    expect(newIn(known, { network: '198.51.100.0/24', country: null })).toEqual({ network: true, country: false });
    expect(newIn({}, { network: '198.51.100.0/24', country: 'FR' })).toEqual({ network: true, country: true });
  });

  it('is nothing any more for a key that was used from twenty networks', () => {
    const many = { ...known, networks: Array.from({ length: 20 }, (_, index) => `198.51.${String(index)}.0/24`) };
    expect(newIn(many, { network: '192.0.2.0/24', country: 'DE' })).toEqual({ network: false, country: false });
  });
});
