import { describe, expect, it } from 'vitest';
import { newestBurst } from './newest-burst.js';

const every = (count: number, ms: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ at: from + index * ms }));

describe('what belongs together in time', () => {
  it('is everything where no pause is longer than the pace explains', () => {
    expect(newestBurst(every(30, 60_000))).toHaveLength(30);
    expect(newestBurst([...every(20, 300), ...every(20, 300, 7_500)])).toHaveLength(40);
    expect(newestBurst([])).toEqual([]);
  });

  it('begins behind a pause that is too long', () => {
    expect(newestBurst([...every(20, 300), ...every(15, 300, 14_000)])).toHaveLength(15);
    expect(newestBurst([...every(20, 20_000), ...every(15, 20_000, 900_000)])).toHaveLength(15);
  });

  it('is not told from a few alone', () => {
    expect(newestBurst([...every(20, 300), ...every(4, 300, 60_000)])).toHaveLength(24);
  });

  it('does not depend on their order', () => {
    expect(newestBurst([...every(20, 300), ...every(15, 300, 14_000)].reverse())).toHaveLength(15);
  });
});
