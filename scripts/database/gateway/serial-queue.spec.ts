import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SerialQueue } from './serial-queue.ts';

describe('SerialQueue', () => {
  it('runs what has the same key in order, never two at once', async () => {
    const queue = new SerialQueue();
    const events: string[] = [];
    const work = (name: string, ms: number) => async (): Promise<string> => {
      events.push(`${name} starts`);
      await pause(ms);
      events.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all([
      queue.run('k', work('a', 20)),
      queue.run('k', work('b', 5)),
      queue.run('k', work('c', 0)),
    ]);
    expect(results).toEqual(['a', 'b', 'c']);
    expect(events).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });

  it('runs different keys side by side', async () => {
    const queue = new SerialQueue();
    const never = new Promise<void>(() => undefined);
    void queue.run('one', () => never);
    await expect(queue.run('two', () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('goes on after a failure, and remembers no key when nothing waits', async () => {
    const queue = new SerialQueue();
    const failed = queue.run('k', () => Promise.reject(new Error('no')));
    const next = queue.run('k', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
    expect(queue.size).toBe(0);
  });
});
