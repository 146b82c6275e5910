import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idFloor } from '../../common/ids/time-ordered-ids.js';
import { behindCursor, growingWindows, windowOf } from './id-window.js';

const ids = fc.integer({ min: 1_000, max: 4_000_000_000_000 }).map((ms) => idFloor(ms));

describe('windows of ids', () => {
  it('hold what is behind a cursor and not the cursor itself', () => {
    const all = windowOf(undefined, undefined);
    expect(behindCursor(all, 'a'.repeat(24), -1)).toEqual({ from: '0'.repeat(24), to: 'a'.repeat(24) });
    expect(behindCursor(all, `${'a'.repeat(23)}f`, 1)).toEqual({ from: `${'a'.repeat(22)}b0`, to: 'f'.repeat(24) });
    expect(behindCursor(windowOf(10_000, 20_000), idFloor(50_000), -1)).toEqual(windowOf(10_000, 20_000));
  });

  it('that grow follow one another without gaps or overlaps, from one end of the whole to the other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(ids, { minLength: 4, maxLength: 4 }),
        fc.constantFrom(1 as const, -1 as const),
        (four, direction) => {
          const [from = '', a = '', b = '', to = ''] = [...four].sort();
          const [first, edge] = direction === 1 ? [a, b] : [b, a];
          const pieces = growingWindows({ from, to }, first, edge, direction);
          const upwards = direction === 1 ? pieces : [...pieces].reverse();
          expect(upwards[0]?.from).toBe(from);
          expect(upwards.at(-1)?.to).toBe(to);
          upwards.slice(1).forEach((piece, index) => {
            expect(piece.from).toBe(upwards[index]?.to);
          });
          expect(pieces.length).toBeLessThanOrEqual(5);
          const [nearest] = pieces;
          expect(nearest !== undefined && nearest.from <= edge && edge < nearest.to).toBe(true);
        },
      ),
    );
  });
});
