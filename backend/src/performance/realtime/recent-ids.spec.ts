import { describe, expect, it } from 'vitest';
import { RecentIds } from './recent-ids.js';

describe('recent ids', () => {
  it('tell the first time from the second, and forget the oldest', () => {
    const recent = new RecentIds(3);
    expect(['a', 'b', 'a', 'c', 'd'].map((id) => recent.firstTime(id))).toEqual([true, true, false, true, true]);
    expect(recent.firstTime('a')).toBe(true);
    expect(recent.firstTime('d')).toBe(false);
  });
});
