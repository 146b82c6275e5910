import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Coalescer } from './coalescer.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function counting(least = 1) {
  const told: { readonly count: number; readonly at: number }[] = [];
  const start = performance.now();
  const coalescer = new Coalescer<number>({
    tell: (count) => {
      told.push({ count, at: performance.now() - start });
      return Promise.resolve();
    },
    isWorthTelling: (count) => count >= least,
  });
  const add = (key: string): void => {
    coalescer.add(key, (count = 0) => count + 1);
  };
  return { told, coalescer, add };
}

describe('what comes in floods', () => {
  it('is told at once the first time, and together a second later', async () => {
    const { told, add } = counting();
    add('a');
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual([{ count: 1, at: 0 }]);
    for (let round = 0; round < 50; round += 1) add('a');
    await vi.advanceTimersByTimeAsync(900);
    expect(told).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(told.map(({ count }) => count)).toEqual([1, 50]);
  });

  it('is told every five seconds once it has gone on for a minute', async () => {
    const { told, add } = counting();
    for (let tenth = 0; tenth < 1_800; tenth += 1) {
      add('a');
      await vi.advanceTimersByTimeAsync(100);
    }
    const late = told.filter(({ at }) => at > 70_000).map(({ at }) => at);
    for (const [index, at] of late.slice(1).entries()) expect(at - (late[index] ?? 0)).toBeGreaterThanOrEqual(4_900);
    expect(told.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(1_740);
    expect(told.length).toBeLessThan(90);
  });

  it('is not told while it is not worth it, and forgotten after ten minutes', async () => {
    const { told, add } = counting(5);
    for (let round = 0; round < 4; round += 1) add('a');
    await vi.advanceTimersByTimeAsync(601_000);
    for (let round = 0; round < 4; round += 1) add('a');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([]);
    add('a');
    await vi.advanceTimersByTimeAsync(0);
    expect(told.map(({ count }) => count)).toEqual([5]);
  });

  it('of many at once is told fifty times a second, and of everybody in the end', async () => {
    const { told, add } = counting();
    for (let key = 0; key < 120; key += 1) add(String(key));
    await vi.advanceTimersByTimeAsync(950);
    expect(told).toHaveLength(50);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toHaveLength(120);
  });

  it('is told at the end without waiting, and not any more afterwards', async () => {
    const { told, coalescer, add } = counting();
    add('a');
    await vi.advanceTimersByTimeAsync(0);
    add('a');
    await coalescer.end();
    add('a');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told.map(({ count }) => count)).toEqual([1, 1]);
  });

  it('goes on after a telling that failed', async () => {
    let fails = true;
    let told = 0;
    const coalescer = new Coalescer<number>({
      tell: async (count) => {
        await Promise.resolve();
        if (fails) throw new Error('away');
        told += count;
      },
      isWorthTelling: () => true,
    });
    coalescer.add('a', () => 1);
    await vi.advanceTimersByTimeAsync(0);
    fails = false;
    coalescer.add('a', (count = 0) => count + 1);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(told).toBe(1);
  });
});
