import { describe, expect, it } from 'vitest';
import { isApiKey, makeApiKey, shownPrefix } from './api-key-format.js';

describe('an API key', () => {
  it('is recognised, and is never made twice', () => {
    const keys = Array.from({ length: 500 }, makeApiKey);
    expect(keys.filter((key) => !isApiKey(key))).toEqual([]);
    expect(new Set(keys).size).toBe(500);
  });

  it('is not recognised with one character changed, missing or added', () => {
    const key = makeApiKey();
    for (let place = 4; place < key.length; place += 1) {
      const other = key[place] === 'a' ? 'b' : 'a';
      expect(isApiKey(key.slice(0, place) + other + key.slice(place + 1)), `place ${String(place)}`).toBe(false);
    }
    expect(isApiKey(key.slice(0, -1))).toBe(false);
    expect(isApiKey(`${key}0`)).toBe(false);
    expect(isApiKey(` ${key}`)).toBe(false);
    expect(isApiKey(`${key}\n`)).toBe(false);
  });

  it('shows ten characters at most of itself', () => {
    expect(shownPrefix(makeApiKey())).toMatch(/^cbk_[0-9A-Za-z]{6}$/);
  });
});
