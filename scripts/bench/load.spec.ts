import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runCount, runSeconds } from './load.ts';

describe('a load', () => {
  it('of a count carries out every piece once, never more at a time than it may', async () => {
    const pieces: number[] = [];
    let running = 0;
    let most = 0;
    const load = await runCount(20, 3, async (piece) => {
      pieces.push(piece);
      running += 1;
      most = Math.max(most, running);
      await sleep(2);
      running -= 1;
    });
    expect(pieces.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, piece) => piece));
    expect(most).toBe(3);
    expect(load.count).toBe(20);
    expect(load.seconds).toBeGreaterThan(0);
  });

  it('of some seconds counts what was finished in each lane', async () => {
    const perLane = [0, 0];
    const load = await runSeconds(0.1, 2, async (lane) => {
      await sleep(5);
      perLane[lane] = (perLane[lane] ?? 0) + 1;
    });
    expect(perLane.every((count) => count > 0)).toBe(true);
    expect(load.count).toBe((perLane[0] ?? 0) + (perLane[1] ?? 0));
  });

  it('fails with the first piece that fails', async () => {
    await expect(runCount(5, 2, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });
});
