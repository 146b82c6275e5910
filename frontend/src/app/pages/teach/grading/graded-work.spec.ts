import { pointsOf } from './graded-work';

describe('points that were typed', () => {
  it('may have a comma or a point', () => {
    expect(pointsOf(' 2,5 ', 5)).toBe(2.5);
    expect(pointsOf('2.5', 5)).toBe(2.5);
    expect(pointsOf('0', 5)).toBe(0);
  });

  it.each(['', 'x', '-1', '6', '1e1', '1.', '٣x', '5.01'])(
    'are none where they are no number within the most: %s',
    (typed) => {
      expect(pointsOf(typed, 5)).toBeNull();
    },
  );
});
