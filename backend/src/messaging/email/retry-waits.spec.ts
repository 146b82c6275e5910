import { describe, expect, it } from 'vitest';
import { nextTry } from './retry-waits.js';

const CREATED = new Date('2026-11-20T08:00:00Z');

describe('a mail that cannot be sent', () => {
  it('is tried again with growing waits for a day, then given up', () => {
    const waits: number[] = [];
    let now = CREATED;
    for (let attempts = 1; attempts < 100; attempts += 1) {
      const next = nextTry(attempts, CREATED, now);
      if (next === null) break;
      waits.push(next.getTime() - now.getTime());
      now = next;
    }
    expect(waits[0]).toBe(15_000);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    const hours = (now.getTime() - CREATED.getTime()) / 3_600_000;
    expect(hours).toBeGreaterThan(18);
    expect(hours).toBeLessThanOrEqual(24);
  });

  it('is tried once where it waited for days, and then given up', () => {
    expect(nextTry(1, CREATED, new Date('2026-11-22T08:00:00Z'))).toBeNull();
  });
});
