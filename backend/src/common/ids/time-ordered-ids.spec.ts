import fc from 'fast-check';
import { Types } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { idFloor, idTime, TimeOrderedIds } from './time-ordered-ids.js';

describe('time-ordered ids', () => {
  it('grow whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_700_000_005_000 }), { minLength: 2 }),
        (clock) => {
          const ids = new TimeOrderedIds();
          const made = clock.map((now) => ids.next(now));
          expect([...made].sort()).toEqual(made);
          expect(new Set(made).size).toBe(made.length);
        },
      ),
    );
  });

  it('are ObjectIds that know their time to the millisecond', () => {
    const id = new TimeOrderedIds().next(1_795_000_000_123);
    expect(Types.ObjectId.isValid(id)).toBe(true);
    expect(new Types.ObjectId(id).getTimestamp().getTime()).toBe(1_795_000_000_000);
    expect(idTime(id)).toBe(1_795_000_000_123);
  });

  it('start after the newest one that is stored, even when the clock is behind it', () => {
    const stored = new TimeOrderedIds().next(1_795_000_000_123);
    expect(new TimeOrderedIds(stored).next(1_700_000_000_000) > stored).toBe(true);
  });

  it('made at or after a moment are not below its floor, and those before are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4_000_000_000_000 }),
        fc.integer({ min: -2000, max: 2000 }),
        (moment, offset) => {
          const time = Math.max(1, moment + offset);
          const id = new TimeOrderedIds().next(time);
          expect(id >= idFloor(moment)).toBe(time >= moment);
        },
      ),
    );
  });
});
