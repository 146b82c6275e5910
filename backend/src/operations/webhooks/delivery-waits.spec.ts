import { describe, expect, it } from 'vitest';
import { nextTry } from './delivery-waits.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const HOUR_MS = 3_600_000;

function waits(random: number): number[] {
  const found: number[] = [];
  for (let attempts = 1; ; attempts += 1) {
    const next = nextTry(attempts, NOW, random);
    if (next === null) return found;
    found.push(next.getTime() - NOW.getTime());
  }
}

describe('a delivery that failed', () => {
  it('is tried again after ten seconds, and never sooner than the time before', () => {
    const all = waits(0.5);
    expect(all[0]).toBe(10_000);
    expect([...all].sort((a, b) => a - b)).toEqual(all);
  });

  it('is given up after about a day', () => {
    const total = waits(0.5).reduce((sum, wait) => sum + wait, 0);
    expect(total).toBeGreaterThan(22 * HOUR_MS);
    expect(total).toBeLessThan(26 * HOUR_MS);
  });

  it('does not come back in the same second as all others', () => {
    expect(waits(0)[0]).toBe(9_000);
    expect(waits(1)[0]).toBe(11_000);
  });
});
