import fc from 'fast-check';
import { nearEnd, rowsInView } from './row-window';

describe('the rows in view', () => {
  it('hold every row that can be seen, and only few more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -40_000, max: 2_000 }),
        fc.integer({ min: 0, max: 1_200 }),
        fc.constantFrom(36, 64),
        fc.integer({ min: 0, max: 1_000 }),
        (top, view, row, count) => {
          const window = rowsInView({ top, view, row, count });
          expect(window.first).toBeGreaterThanOrEqual(0);
          expect(window.last).toBeLessThanOrEqual(count);
          expect(window.last).toBeGreaterThanOrEqual(window.first);
          expect(window.last - window.first).toBeLessThanOrEqual(Math.ceil(view / row) + 26);
          for (let index = 0; index < count; index += 1) {
            const seen = top + (index + 1) * row > 0 && top + index * row < view;
            if (seen) expect(index >= window.first && index < window.last).toBe(true);
          }
        },
      ),
    );
  });

  it('ask for more before the end comes into view', () => {
    expect(nearEnd(rowsInView({ top: 0, view: 700, row: 36, count: 100 }), 100)).toBe(false);
    expect(nearEnd(rowsInView({ top: -2_900, view: 700, row: 36, count: 100 }), 100)).toBe(true);
    expect(nearEnd(rowsInView({ top: 0, view: 700, row: 36, count: 5 }), 5)).toBe(true);
  });
});
