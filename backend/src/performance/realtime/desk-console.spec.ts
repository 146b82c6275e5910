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

/** Records `perTick` attempts every 20 ms for a while. */
async function load(desk: TestDesk, ms: number, perTick: number): Promise<string[]> {
  const ids: string[] = [];
  for (let elapsed = 0; elapsed < ms; elapsed += 20) {
    ids.push(...desk.record(...Array<typeof ATTEMPTS>(perTick).fill(ATTEMPTS)));
    await pass(20);
  }
  return ids;
}

describe('a console that joins', () => {
  it('gets what comes after it joined and nothing from before, at once when it was quiet', async () => {
    const desk = new TestDesk();
    desk.record(ATTEMPTS);
    const console = desk.open();
    void console.join();
    await pass(1);
    const ids = desk.record(ATTEMPTS);
    expect(console.ids(ATTEMPTS)).toEqual(ids);
    expect(console.inRoom).toBe(true);
  });

  it('gets what it missed first, marked as replayed, and then the rest, each event once and in order', async () => {
    const desk = new TestDesk();
    const before = desk.record(ATTEMPTS, BLOCKS, ATTEMPTS);
    const missed = desk.record(ATTEMPTS, ATTEMPTS, BLOCKS);
    const console = desk.open();
    const joined = console.join({ [ATTEMPTS]: before[2], [BLOCKS]: before[1] });
    const meanwhile = desk.record(ATTEMPTS, BLOCKS);
    await pass(50);
    expect(await joined).toMatchObject({ count: 3, truncated: false });
    await pass(1_000);
    const after = desk.record(ATTEMPTS);
    await pass(200);
    expect(console.ids(ATTEMPTS)).toEqual([missed[0], missed[1], meanwhile[0], after[0]]);
    expect(console.ids(BLOCKS)).toEqual([missed[2], meanwhile[1]]);
    expect(console.frames.filter(({ replayed }) => replayed).flatMap(({ ids }) => ids)).toHaveLength(3);
    expect(console.inRoom).toBe(true);
  });

  it('becomes live under a steady load', async () => {
    const desk = new TestDesk();
    const [first] = desk.record(ATTEMPTS);
    const ids = await load(desk, 500, 10);
    const console = desk.open();
    void console.join({ [ATTEMPTS]: first });
    ids.push(...(await load(desk, 2_000, 10)));
    expect(console.inRoom).toBe(true);
    await pass(500);
    expect(console.ids(ATTEMPTS)).toEqual(ids);
    expect(console.busiestSecond).toBeLessThanOrEqual(10);
  });

  it('is not sent again what it has from a list that was read a moment before', async () => {
    const desk = new TestDesk();
    void desk.open().join();
    await pass(1);
    desk.record(ATTEMPTS);
    // published, and not sent to anybody yet
    const [seen] = desk.record(ATTEMPTS).slice(-1);
    const console = desk.open();
    void console.join({ [ATTEMPTS]: seen });
    await pass(10);
    const next = desk.record(ATTEMPTS);
    await pass(500);
    expect(console.ids(ATTEMPTS)).toEqual(next);
  });

  it('loses nothing where its `since` is no id that was ever given, and is not blinded by one from the future', async () => {
    const desk = new TestDesk();
    const console = desk.open();
    void console.join({ [ATTEMPTS]: 'f'.repeat(24) });
    await pass(200);
    const ids = desk.record(ATTEMPTS);
    await pass(200);
    expect(console.ids(ATTEMPTS)).toEqual(ids);
  });

  it('gets the newest events when it missed more than the limit', async () => {
    const desk = new TestDesk();
    desk.limit = 100;
    const ids = desk.record(...Array<typeof ATTEMPTS>(250).fill(ATTEMPTS));
    const console = desk.open();
    const joined = console.join({ [ATTEMPTS]: idOf(1) });
    await pass(1_000);
    expect(await joined).toMatchObject({ count: 100, truncated: true });
    expect(console.ids(ATTEMPTS)).toEqual(ids.slice(-100));
  });

  it('leaves the desk when what it missed cannot be looked up', async () => {
    const desk = new TestDesk();
    desk.away = true;
    const console = desk.open();
    const refused = expect(console.join({ [ATTEMPTS]: idOf(1) })).rejects.toThrow('away');
    await pass(50);
    await refused;
    expect(desk.feed.watched).toBe(false);
  });

  it('is told nothing more after it has left, in whatever state it was', async () => {
    const desk = new TestDesk();
    desk.record(...Array<typeof ATTEMPTS>(2_000).fill(ATTEMPTS));
    const console = desk.open();
    void console.join({ [ATTEMPTS]: idOf(1) });
    await pass(150);
    const count = console.frames.length;
    console.desk.close();
    desk.record(ATTEMPTS);
    await pass(5_000);
    expect(console.frames).toHaveLength(count);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a console whose connection does not keep up', () => {
  it('is dropped to figures, holds nothing in memory, and gets everything once when it can', async () => {
    const desk = new TestDesk();
    const slow = desk.open();
    const quick = desk.open();
    await Promise.all([slow.join(), quick.join()]);
    const ids = await load(desk, 500, 5);
    slow.stuck = true;
    ids.push(...(await load(desk, 10_000, 5)));
    expect(slow.inRoom).toBe(false);
    expect(slow.backlog).toBeLessThan(25);
    expect(slow.summaries.at(-1)).toMatchObject({ volatile: true });
    expect(slow.ids(ATTEMPTS).length).toBeLessThan(ids.length / 2);
    slow.unstick();
    ids.push(...(await load(desk, 5_000, 5)));
    await pass(500);
    expect(slow.ids(ATTEMPTS)).toEqual(ids);
    expect(quick.ids(ATTEMPTS)).toEqual(ids);
    expect(slow.inRoom).toBe(true);
    expect(slow.summaries.filter(({ volatile }) => !volatile)).toHaveLength(1);
    expect(slow.busiestSecond).toBeLessThanOrEqual(10);
  });

  it('is told when it missed more than a replay brings', async () => {
    const desk = new TestDesk();
    desk.limit = 50;
    const slow = desk.open();
    await slow.join();
    slow.stuck = true;
    const ids = await load(desk, 4_000, 2);
    slow.unstick();
    await pass(2_000);
    expect(slow.summaries.at(-1)).toEqual({ missed: 50, truncated: true, volatile: false });
    expect(slow.ids(ATTEMPTS).slice(-50)).toEqual(ids.slice(-50));
  });

  it('gets the rest of a replay that the database cut short, when it is back', async () => {
    const desk = new TestDesk();
    const ids = desk.record(...Array<typeof ATTEMPTS>(3_000).fill(ATTEMPTS));
    const console = desk.open();
    void console.join({ [ATTEMPTS]: idOf(1) });
    await pass(250);
    desk.away = true;
    await pass(3_000);
    expect(console.ids(ATTEMPTS).length).toBeLessThan(3_000);
    desk.away = false;
    await pass(3_000);
    expect(console.ids(ATTEMPTS)).toEqual(ids);
  });
});

describe('with events of other processes', () => {
  it('shows one that was both replayed and received only once', async () => {
    const desk = new TestDesk();
    const [first] = desk.record(ATTEMPTS);
    const late = desk.record(ATTEMPTS);
    const console = desk.open(2_000);
    void console.join({ [ATTEMPTS]: first });
    await pass(300);
    // its message arrives after the replay has read it from the database
    desk.feed.accept(desk.stored.slice(-1));
    await pass(3_000);
    expect(console.ids(ATTEMPTS)).toEqual(late);
    expect(console.inRoom).toBe(true);
  });
});

describe('an event of another process', () => {
  it('whose message arrives before the replay has read it is shown only once too', async () => {
    const desk = new TestDesk();
    const [first] = desk.record(ATTEMPTS);
    const late = desk.record(ATTEMPTS, ATTEMPTS);
    const console = desk.open(2_000);
    void console.join({ [ATTEMPTS]: first });
    desk.feed.accept(desk.stored.slice(-2));
    const own = desk.record(ATTEMPTS);
    await pass(3_000);
    expect(console.ids(ATTEMPTS)).toEqual([...late, ...own]);
    expect(console.inRoom).toBe(true);
  });
});

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
