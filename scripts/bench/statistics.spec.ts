import { describe, expect, it } from 'vitest';
import { percentile, spreadOf } from './statistics.ts';

describe('percentiles', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

  it.each([
    [50, 50],
    [95, 95],
    [99, 99],
    [100, 100],
    [0, 1],
  ])('%d %% of one to a hundred lie at or below %d', (percent, value) => {
    expect(percentile(hundred, percent)).toBe(value);
  });

  it('of a single value are that value', () => {
    expect(percentile([7], 50)).toBe(7);
    expect(percentile([7], 99)).toBe(7);
  });

  it('of nothing are an error rather than a number', () => {
    expect(() => percentile([], 50)).toThrow('nothing was measured');
  });
});

describe('the spread of rounds', () => {
  it('takes the middle one, whatever their order', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, lowest: 1, highest: 9, rounds: [9, 1, 5] });
  });

  it('takes the mean of the two in the middle of an even number', () => {
    expect(spreadOf([4, 1, 2, 100]).median).toBe(3);
  });

  it('of nothing is an error rather than a number', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured');
  });
});
