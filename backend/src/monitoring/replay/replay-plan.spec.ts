import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planReplay } from './replay-plan.js';
import type { ReplayRange } from './replay.port.js';

const id = (n: number): string => n.toString(16).padStart(24, '0');
const range = (stream: ReplayRange['stream'], after: number, upTo: number): ReplayRange => ({
  stream,
  after: id(after),
  upTo: id(upTo),
});

describe('a replay', () => {
  it('brings everything where that is not too much, and leaves out streams without events', () => {
    const ranges = [range('monitoring:login-attempt', 0, 9), range('monitoring:ip-blocked', 0, 9)];
    expect(planReplay(ranges, [[id(3), id(1)], []], 10)).toEqual({ ranges: [ranges[0]], count: 2, truncated: false });
  });

  it('keeps exactly the newest events of all streams together where there are too many', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 60 }),
        (numbers, limit) => {
          const streams = ['monitoring:login-attempt', 'monitoring:ip-blocked', 'monitoring:account-locked'] as const;
          const of = (index: number): number[] => numbers.filter((n) => n % 3 === index);
          const newestFirst = (list: number[]): string[] =>
            [...list]
              .sort((a, b) => b - a)
              .map(id)
              .slice(0, limit + 1);
          const plan = planReplay(
            streams.map((stream) => range(stream, 0, 500)),
            streams.map((_, index) => newestFirst(of(index))),
            limit,
          );
          const sent = streams.flatMap((stream, index) => {
            const kept = plan.ranges.find((r) => r.stream === stream);
            return kept === undefined ? [] : of(index).filter((n) => id(n) > kept.after && id(n) <= kept.upTo);
          });
          expect(sent.sort((a, b) => a - b)).toEqual([...numbers].sort((a, b) => a - b).slice(-limit));
          expect(plan.count).toBe(sent.length);
          expect(plan.truncated).toBe(numbers.length > limit);
        },
      ),
    );
  });
});
