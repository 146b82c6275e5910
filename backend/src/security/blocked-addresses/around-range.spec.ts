import { describe, expect, it } from 'vitest';
import { parseRange } from '../../common/network/addresses.js';
import { aroundAndSelf } from './around-range.js';
import { growingMinutes } from './growing.js';
import { reasonWords } from './reason-words.js';

function around(text: string): string[] {
  const range = parseRange(text);
  if ('problem' in range) throw new Error(text);
  return aroundAndSelf(range);
}

describe('the ranges around a range', () => {
  it('are those that hold it, and itself', () => {
    const ranges = around('203.0.113.128/25');
    expect(ranges).toHaveLength(26);
    expect(ranges.slice(-3)).toEqual(['203.0.112.0/23', '203.0.113.0/24', '203.0.113.128/25']);
    expect(ranges[0]).toBe('0.0.0.0/0');
    expect(around('2001:db8::5')).toHaveLength(129);
    expect(around('2001:db8::5')).toContain('2001:db8::/64');
  });
});

describe('the words of a reason', () => {
  it('are searched without case, marks and signs, each once', () => {
    expect(reasonWords('Scanner: wp-login, SCANNER, Café №5')).toEqual(['scanner', 'wp', 'login', 'cafe', 'no5']);
    expect(reasonWords(' -- ')).toEqual([]);
    expect(reasonWords(Array.from({ length: 50 }, (_, n) => `w${String(n)}`).join(' '))).toHaveLength(20);
  });
});

describe('a growing block', () => {
  it('lasts from an hour to thirty days', () => {
    expect([0, 1, 2, 3, 4, 5, 99].map(growingMinutes)).toEqual([60, 240, 1_440, 10_080, 43_200, 43_200, 43_200]);
  });
});
