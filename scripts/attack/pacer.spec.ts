import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { paceOut, startsWithin } from './pacer.ts';

const never = (): Promise<void> => Promise.resolve();

describe('the pace', () => {
  it.each([
    [5, 20, 100],
    [500, 0.5, 250],
    [0.5, 60, 30],
    [3, 0.1, 1],
    [10, 0.1, 1],
  ])('%d a second for %d seconds are %d starts', (rate, seconds, starts) => {
    expect(startsWithin(rate, seconds)).toBe(starts);
  });

  it('starts every piece once, in order', async () => {
    const started: number[] = [];
    const paced = await paceOut({ rate: 2_000, count: 50, seconds: 5, inFlight: 4 }, (start) => {
      started.push(start);
      return Promise.resolve();
    });
    expect(started).toEqual(Array.from({ length: 50 }, (_, start) => start));
    expect(paced).toMatchObject({ started: 50, unsent: 0 });
  });

  it('does not wait for the answers: no piece ends before the last one has started', async () => {
    const lastStarted = Promise.withResolvers<undefined>();
    const paced = await paceOut({ rate: 1_000, count: 20, inFlight: 100 }, async (start) => {
      if (start === 19) lastStarted.resolve(undefined);
      await lastStarted.promise;
    });
    expect(paced.started).toBe(20);
  });

  it('never has more on the way than it may, and says how many were held back', async () => {
    let running = 0;
    let most = 0;
    const paced = await paceOut({ rate: 10_000, count: 10, inFlight: 2 }, async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(60);
      running -= 1;
    });
    expect(most).toBe(2);
    expect(paced.held).toBeGreaterThan(0);
    expect(paced.started).toBe(10);
  });

  it('gives up what is due when the time is over, and says how many that were', async () => {
    const paced = await paceOut({ rate: 100, count: 1_000, seconds: 0.2, inFlight: 1 }, async () => {
      await sleep(400);
    });
    expect(paced.started).toBeLessThan(10);
    expect(paced.unsent).toBeGreaterThan(50);
  });

  it('stops when it is told to, after what is on its way has ended', async () => {
    const stop = new AbortController();
    let ended = 0;
    const paced = await paceOut({ rate: 10, count: 1_000, inFlight: 10, signal: stop.signal }, async (start) => {
      if (start === 1) stop.abort();
      await sleep(50);
      ended += 1;
    });
    expect(paced).toMatchObject({ started: 2, unsent: 0 });
    expect(ended).toBe(2);
  });

  it('does nothing when it was told to stop before', async () => {
    const paced = await paceOut({ rate: 10, count: 5, inFlight: 1, signal: AbortSignal.abort() }, never);
    expect(paced.started).toBe(0);
  });
});
