import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PendingQueue } from './pending-queue.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what waits to be written', () => {
  it('comes out in order, in batches of the size that was asked for', async () => {
    const queue = new PendingQueue<number>(10, 1_000);
    const all = Promise.all([1, 2, 3].map((n) => queue.add(n)));
    const first = queue.take(2);
    const second = queue.take(2);
    expect([first.items, second.items]).toEqual([[1, 2], [3]]);
    first.succeed();
    second.succeed();
    await expect(all).resolves.toHaveLength(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fails those of a batch that failed and nobody else', async () => {
    const queue = new PendingQueue<number>(10, 1_000);
    const results = Promise.allSettled([queue.add(1), queue.add(2)]);
    queue.take(1).fail(new Error('no'));
    queue.take(1).succeed();
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('is refused when too much waits', async () => {
    const queue = new PendingQueue<number>(1, 1_000);
    const first = queue.add(1);
    await expect(queue.add(2)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    queue.take(1).succeed();
    await first;
  });

  it('is given up unwritten after the deadline', async () => {
    const queue = new PendingQueue<number>(10, 1_000);
    const refused = expect(queue.add(1)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 503 });
    await vi.advanceTimersByTimeAsync(1_000);
    await refused;
    expect(queue.take(10).items).toEqual([]);
  });

  it('does not keep anybody waiting for a batch that hangs', async () => {
    const queue = new PendingQueue<number>(10, 1_000);
    const refused = expect(queue.add(1)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    const batch = queue.take(10);
    await vi.advanceTimersByTimeAsync(1_000);
    await refused;
    batch.succeed();
  });
});
