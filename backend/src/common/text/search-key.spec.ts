import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchKey } from './search-key.js';

describe('the form in which names are searched', () => {
  it.each([
    ['Zoë', 'zoe'],
    ['ZOE\u0301', 'zoe'],
    ['Ａｄａ', 'ada'],
    ['  Ann   Marie ', 'ann marie'],
    ['مُحَمَّد', 'محمد'],
    ['İstanbul', 'istanbul'],
    ['Ångström', 'angstrom'],
  ])('of %j is %j', (name, key) => {
    expect(searchKey(name)).toBe(key);
  });

  it('is the same when it is taken twice, and for every normal form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const key = searchKey(name);
        expect(searchKey(key)).toBe(key);
        expect(searchKey(name.normalize('NFD'))).toBe(key);
      }),
    );
  });
});
