import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idFloor } from '../../common/ids/time-ordered-ids.js';
import { LOOK_MS, LookBack } from './look-back.js';

const START = 1_795_000_000_000;

describe('looking back into the log', () => {
  it('sees every moment since the first look, however late the looks come and however many of them fail', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 9_000 }), fc.boolean()), { maxLength: 30 }), (looks) => {
        const back = new LookBack(idFloor(START - 60_000));
        let [now, seen] = [START, ''];
        for (const [wait, works] of looks) {
          now += wait;
          const piece = back.next(idFloor(now), now);
          if (piece === null || !works) continue;
          if (seen !== '' && now - 60_000 < START) expect(piece.after <= seen).toBe(true);
          seen = piece.upTo;
          back.done(piece);
        }
      }),
    );
  });

  it('leaves alone what is still on its way, what this process has not published, and what was before it', () => {
    const back = new LookBack(idFloor(START));
    expect(back.next(idFloor(START + 500), START + 500)).toBeNull();
    const piece = back.next(idFloor(START + 4_000), START + 10_000);
    expect(piece).toEqual({ after: idFloor(START + 10_000 - LOOK_MS - 5_000), upTo: idFloor(START + 4_000) });
    expect(new LookBack(idFloor(START + 5_000)).next(idFloor(START + 9_000), START + 9_000)?.after).toBe(
      idFloor(START + 5_000),
    );
  });

  it('does not go back over an hour without a database', () => {
    const back = new LookBack(idFloor(START));
    const first = back.next(idFloor(START + 5_000), START + 5_000);
    if (first !== null) back.done(first);
    expect(back.next(idFloor(START + 3_600_000), START + 3_600_000)?.after).toBe(idFloor(START + 3_540_000));
  });
});
