import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FramePacer } from './frame-pacer.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function pacerOf(waiting: { count: number }): { pacer: FramePacer; sentAt: number[] } {
  const sentAt: number[] = [];
  const pacer = new FramePacer(() => {
    if (waiting.count === 0) return false;
    waiting.count -= 1;
    sentAt.push(performance.now());
    return true;
  });
  return { pacer, sentAt };
}

describe('the pace of frames', () => {
  it('lets the first frame after a quiet time go out at once', () => {
    const waiting = { count: 1 };
    const { pacer, sentAt } = pacerOf(waiting);
    pacer.wake();
    expect(sentAt).toHaveLength(1);
    vi.advanceTimersByTime(5_000);
    waiting.count = 1;
    pacer.wake();
    expect(sentAt).toHaveLength(2);
  });

  it('never sends more than ten in any second, however often it is woken', () => {
    const waiting = { count: 1_000 };
    const { pacer, sentAt } = pacerOf(waiting);
    for (let ms = 0; ms < 5_000; ms += 7) {
      pacer.wake();
      vi.advanceTimersByTime(7);
    }
    for (const start of sentAt) {
      expect(sentAt.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(10);
    }
    expect(sentAt.length).toBeGreaterThan(40);
  });

  it('sends what came during the gap as soon as the gap is over', () => {
    const waiting = { count: 1 };
    const { pacer, sentAt } = pacerOf(waiting);
    pacer.wake();
    vi.advanceTimersByTime(30);
    waiting.count = 1;
    pacer.wake();
    vi.advanceTimersByTime(69);
    expect(sentAt).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sentAt).toHaveLength(2);
  });

  it('keeps no timer when there is nothing to send, nor after it was stopped', () => {
    const waiting = { count: 1 };
    const { pacer, sentAt } = pacerOf(waiting);
    pacer.wake();
    vi.advanceTimersByTime(200);
    expect(vi.getTimerCount()).toBe(0);
    waiting.count = 5;
    pacer.wake();
    pacer.stop();
    vi.advanceTimersByTime(1_000);
    expect(sentAt).toHaveLength(2);
  });
});
