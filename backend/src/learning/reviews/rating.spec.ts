import { describe, expect, it } from 'vitest';
import { ratingOf } from './rating.js';

describe('the rating of a course', () => {
  it('is the mean of the stars', () => {
    const counts = new Map([
      [5, 2],
      [3, 1],
    ]);
    expect(ratingOf(counts)).toEqual({ average: 4.33, count: 3, stars: [0, 0, 1, 0, 2] });
  });

  it('is none before the first review', () => {
    expect(ratingOf(new Map())).toEqual({ average: null, count: 0, stars: [0, 0, 0, 0, 0] });
  });
});
