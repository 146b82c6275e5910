import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';

describe('seeded random numbers', () => {
  it('spread evenly: ten thousand draws of ten fill each tenth with about a thousand', () => {
    const random = seededRandom(2026);
    const drawn = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 10_000; draw += 1) {
      const value = random.below(10);
      drawn[value] = (drawn[value] ?? 0) + 1;
    }
    for (const count of drawn) {
      expect(count).toBeGreaterThan(850);
      expect(count).toBeLessThan(1_150);
    }
  });

  it('differ from the first draw on between neighbouring seeds', () => {
    const first = Array.from({ length: 1_000 }, (_, seed) => seededRandom(seed).next());
    expect(new Set(first).size).toBe(1_000);
  });

  it('shuffle without losing or doubling anything', () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    const shuffled = seededRandom(5).shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((one, other) => one - other)).toEqual(items);
  });
});
