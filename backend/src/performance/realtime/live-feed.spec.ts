import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ATTEMPTS, BLOCKS, idOf, TestDesk } from './desk.test-support.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = async (ms: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
};

describe('the live feed', () => {
  it('sends everybody to the database when more comes than frames can carry, and nobody loses anything', async () => {
    const desk = new TestDesk();
    desk.limit = 20_000;
    const consoles = [desk.open(), desk.open()];
    await Promise.all(consoles.map((console) => console.join()));
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1) ids.push(...desk.record(...Array<typeof ATTEMPTS>(990).fill(ATTEMPTS)));
    await pass(10_000);
    for (const console of consoles) {
      expect(console.ids(ATTEMPTS)).toEqual(ids);
      expect(console.summaries).toHaveLength(1);
      expect(console.inRoom).toBe(true);
    }
  });

  it('shares the ten frames a second between events and figures, and keeps nothing where nobody watches', async () => {
    const desk = new TestDesk();
    desk.record(ATTEMPTS);
    const console = desk.open();
    await console.join();
    for (let n = 0; n < 100; n += 1) {
      desk.record(ATTEMPTS, BLOCKS);
      if (n % 10 === 0) desk.feed.show({} as Parameters<typeof desk.feed.show>[0]);
      await pass(20);
    }
    await pass(500);
    const times = [...console.frames.map(({ at }) => at), ...console.metricsAt].sort((a, b) => a - b);
    for (const start of times)
      expect(times.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(10);
    expect(console.metricsAt.length).toBeGreaterThan(5);
    expect(console.ids(ATTEMPTS)).toHaveLength(100);
  });
});

describe('whatever happens', () => {
  it('every console gets every event once and in order, in at most ten frames a second', async () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('record' as const),
          count: fc.integer({ min: 1, max: 60 }),
          blocks: fc.boolean(),
        }),
      },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 400 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('stick' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('unstick' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('reconnect' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('away' as const), away: fc.boolean() }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const desk = new TestDesk();
        let console = desk.open();
        const got: Record<string, string[]> = { [ATTEMPTS]: [], [BLOCKS]: [] };
        await console.join();
        const keep = (): void => {
          for (const stream of [ATTEMPTS, BLOCKS]) got[stream]?.push(...console.ids(stream));
          expect(console.busiestSecond).toBeLessThanOrEqual(10);
        };
        const start = idOf(1_000);
        for (const action of steps) {
          if (action.kind === 'record') {
            desk.record(...Array<typeof ATTEMPTS>(action.count).fill(ATTEMPTS), ...(action.blocks ? [BLOCKS] : []));
          } else if (action.kind === 'pass') await pass(action.ms);
          else if (action.kind === 'stick') console.stuck = true;
          else if (action.kind === 'unstick') console.unstick();
          else if (action.kind === 'away') desk.away = action.away;
          else {
            desk.away = false;
            console.desk.close();
            keep();
            console = desk.open();
            const joined = console.join({
              [ATTEMPTS]: got[ATTEMPTS]?.at(-1) ?? start,
              [BLOCKS]: got[BLOCKS]?.at(-1) ?? start,
            });
            await pass(50);
            await joined;
          }
        }
        desk.away = false;
        console.unstick();
        await pass(30_000);
        keep();
        console.desk.close();
        for (const stream of [ATTEMPTS, BLOCKS]) {
          expect(got[stream]).toEqual(desk.stored.filter((e) => e.stream === stream).map(({ event }) => event.id));
        }
      }),
      { numRuns: 300 },
    );
  });
});
