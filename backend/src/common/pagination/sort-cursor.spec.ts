import { describe, expect, it } from 'vitest';
import { behindPlace, readSortCursor, writeSortCursor } from './sort-cursor.js';

describe('the cursor of a sorted list', () => {
  it('comes back as it went out', () => {
    const cursor = { sort: 'title', value: 'قراءة', id: '6561f0c2a1b2c3d4e5f60718' };
    expect(readSortCursor(writeSortCursor(cursor), 'title', 'string')).toEqual(cursor);
  });

  it.each([
    '',
    'x',
    '%%%',
    writeSortCursor({ sort: 'other', value: 'a', id: '1' }),
    Buffer.from('[]').toString('base64url'),
  ])('is refused where it is not one of this list: %j', (text) => {
    expect(() => readSortCursor(text, 'title', 'string')).toThrow('Some fields are not as they should be.');
  });

  it('is refused where it holds something else than is sorted by', () => {
    const cursor = writeSortCursor({ sort: 'title', value: 5, id: '1' });
    expect(() => readSortCursor(cursor, 'title', 'string')).toThrow();
    expect(readSortCursor(cursor, 'title', 'number').value).toBe(5);
  });

  it('goes on behind its place, missing values counting as the smallest', () => {
    expect(behindPlace('at', 1, 5, 'b')).toEqual({ $or: [{ at: { $gt: 5 } }, { at: 5, _id: { $gt: 'b' } }] });
    expect(behindPlace('at', -1, 5, 'b')).toEqual({
      $or: [{ at: { $lt: 5 } }, { at: 5, _id: { $lt: 'b' } }, { at: null }],
    });
    expect(behindPlace('at', -1, null, 'b')).toEqual({ at: null, _id: { $lt: 'b' } });
  });
});
