import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Looker } from './looker.js';

describe('what looks for work', () => {
  let finish: (() => void)[];
  let looks: number;
  let looker: Looker;
  const warn = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    finish = [];
    looks = 0;
    const logger = Object.assign(new Logger(), { warn });
    looker = new Looker(1_000, logger, 'it failed', async () => {
      looks += 1;
      await new Promise<void>((resolve) => finish.push(resolve));
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    warn.mockReset();
  });

  const end = async (): Promise<void> => {
    finish.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };

  it('looks again and again', async () => {
    looker.start();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(looks).toBe(1);
    await end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(looks).toBe(2);
  });

  it('looks once more, and not twice at once, where it is woken while it looks', async () => {
    looker.wake();
    looker.wake();
    looker.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(looks).toBe(1);
    await end();
    expect(looks).toBe(2);
    await end();
    expect(looks).toBe(2);
  });

  it('goes on after a failure, which it logs', async () => {
    const failing = new Looker(1_000, Object.assign(new Logger(), { warn }), 'it failed', () =>
      Promise.reject(new Error('away')),
    );
    failing.wake();
    await vi.advanceTimersByTimeAsync(0);
    failing.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it('stops when what is under way has ended, and looks no more', async () => {
    looker.start();
    looker.wake();
    let stopped = false;
    const stopping = looker.stop().then(() => (stopped = true));
    await vi.advanceTimersByTimeAsync(0);
    expect(stopped).toBe(false);
    await end();
    await stopping;
    looker.wake();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(looks).toBe(1);
  });
});
