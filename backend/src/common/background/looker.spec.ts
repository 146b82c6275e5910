import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Looker } from './looker.js';

class Looking extends Looker {
  looks = 0;
  done = 0;
  private finish: (() => void)[] = [];

  constructor(private readonly there = Infinity) {
    super(1_000, 'it failed');
  }

  /** Ends the look that is going on. */
  async end(): Promise<void> {
    this.finish.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  }

  /** Does what is there, `most` at most; it is told to stop after `stopAfter`. */
  async take(most?: number, stopAfter = Infinity): Promise<number> {
    await this.workOff(() => {
      if (this.done === this.there) return Promise.resolve(false);
      this.done += 1;
      if (this.done === stopAfter) void this.beforeApplicationShutdown();
      return Promise.resolve(true);
    }, most);
    return this.done;
  }

  protected override async look(): Promise<void> {
    this.looks += 1;
    await new Promise<void>((resolve) => this.finish.push(resolve));
  }
}

class Failing extends Looker {
  constructor() {
    super(1_000, 'it failed');
  }

  protected override async look(): Promise<void> {
    await Promise.reject(new Error('away'));
  }
}

describe('what looks for work', () => {
  let looker: Looking;

  beforeEach(() => {
    vi.useFakeTimers();
    looker = new Looking();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('looks again and again', async () => {
    looker.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(looker.looks).toBe(1);
    await looker.end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(looker.looks).toBe(2);
  });

  it('looks once more, and not twice at once, where it is woken while it looks', async () => {
    looker.wake();
    looker.wake();
    looker.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(looker.looks).toBe(1);
    await looker.end();
    expect(looker.looks).toBe(2);
    await looker.end();
    expect(looker.looks).toBe(2);
  });

  it('goes on after a failure, which it logs', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const failing = new Failing();
    failing.wake();
    await vi.advanceTimersByTimeAsync(0);
    failing.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(warn.mock.calls.map(([, sentence]: unknown[]) => sentence)).toEqual(['it failed', 'it failed']);
  });

  it('stops when what is under way has ended, and looks no more', async () => {
    looker.onApplicationBootstrap();
    looker.wake();
    let stopped = false;
    const stopping = looker.beforeApplicationShutdown().then(() => (stopped = true));
    await vi.advanceTimersByTimeAsync(0);
    expect(stopped).toBe(false);
    await looker.end();
    await stopping;
    looker.wake();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(looker.looks).toBe(1);
  });

  it('works off what is there, so much at most, and nothing more once it is to stop', async () => {
    expect(await new Looking(3).take()).toBe(3);
    expect(await new Looking(3).take(2)).toBe(2);
    expect(await new Looking().take(10, 4)).toBe(4);
  });
});
