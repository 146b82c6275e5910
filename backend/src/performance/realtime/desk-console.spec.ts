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

describe('a console with a filter', () => {
  const only = (desk: TestDesk, ids: readonly string[], email: string): string[] =>
    desk.idsOf(email).filter((id) => ids.includes(id));

  it('is sent only what the filter keeps, replayed and live, and the other streams whole', async () => {
    const desk = new TestDesk();
    const before = desk.record(...Array<typeof ATTEMPTS>(30).fill(ATTEMPTS));
    const console = desk.open(0, 'person1');
    const joined = console.join({ [ATTEMPTS]: before[8] });
    const ids = [...before.slice(9), ...(await load(desk, 1_000, 3))];
    const blocks = desk.record(BLOCKS, BLOCKS);
    await pass(300);
    expect((await joined).count).toBe(7);
    expect(console.ids(ATTEMPTS)).toEqual(only(desk, ids, 'person1'));
    expect(console.ids(BLOCKS)).toEqual(blocks);
    expect(console.inRoom).toBe(true);
  });

  it('that has nothing to show stands where those that see everything stand', async () => {
    const desk = new TestDesk();
    const console = desk.open(0, 'nobody');
    await console.join();
    const ids = await load(desk, 500, 3);
    await pass(200);
    expect(console.frames).toEqual([]);
    expect(console.desk.positions[ATTEMPTS]?.localeCompare(ids.at(-1) ?? '')).toBe(1);
  });

  it('loses and doubles nothing when the filter changes again and again under load, also while it is replayed', async () => {
    const desk = new TestDesk();
    const console = desk.open(0, 'person0');
    await console.join();
    const ids: string[] = [];
    const expected: string[] = [];
    for (let change = 0; change < 40; change += 1) {
      const person = `person${String(change % 3)}`;
      const boundary = console.desk.positions[ATTEMPTS] ?? '';
      void console.refilter(person);
      ids.push(...(await load(desk, 20 + (change % 7) * 60, 4)));
      const end = console.desk.positions[ATTEMPTS] ?? '';
      expected.push(...desk.idsOf(person).filter((id) => id > boundary && id <= end));
    }
    const boundary = console.desk.positions[ATTEMPTS] ?? '';
    await pass(1_000);
    const last = console.desk.group.selection?.filter.email ?? '';
    expected.push(...desk.idsOf(last).filter((id) => id > boundary));
    expect(console.ids(ATTEMPTS)).toEqual(expected);
    expect(ids.length).toBeGreaterThan(1_000);
    expect(console.busiestSecond).toBeLessThanOrEqual(10);
  });

  it('whose connection does not keep up gets the rest of what the filter keeps', async () => {
    const desk = new TestDesk();
    const slow = desk.open(0, 'person2');
    await slow.join();
    slow.stuck = true;
    const ids = await load(desk, 6_000, 5);
    expect(slow.inRoom).toBe(false);
    slow.unstick();
    ids.push(...(await load(desk, 2_000, 5)));
    await pass(500);
    expect(slow.ids(ATTEMPTS)).toEqual(only(desk, ids, 'person2'));
  });
});

describe('an event that another process stored late', () => {
  it('is sent to a console that comes back with a greater id, with those that it may have already', async () => {
    const desk = new TestDesk();
    // ids of one moment: everything lies within the time that an event may be late
    const [late, seen, next] = desk.record(ATTEMPTS, ATTEMPTS, ATTEMPTS);
    const console = desk.openBeside(5_000);
    const plan = console.join({ [ATTEMPTS]: seen });
    await pass(3_000);
    expect((await plan).count).toBe(1);
    expect(console.ids(ATTEMPTS)).toEqual([late, seen, next]);
  });
});
