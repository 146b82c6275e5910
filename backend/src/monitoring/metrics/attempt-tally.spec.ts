import { describe, expect, it } from 'vitest';
import type { TalliedAttempt } from '../attempts/attempt-figures.service.js';
import { AttemptTally } from './attempt-tally.js';

const attempt = (different: Partial<TalliedAttempt> = {}): TalliedAttempt => ({
  ...{ at: 0, outcome: 'failed', reason: 'wrong_password', method: 'password' },
  ...{ account: 'ada@example.org', address: '192.0.2.1', country: 'DE', device: 'curl' },
  ...different,
});

describe('attempts that are added up', () => {
  it('are counted by kind, and by who, from where and with what', () => {
    const tally = new AttemptTally();
    tally.add(attempt());
    tally.add(attempt({ outcome: 'succeeded', reason: null, address: '192.0.2.2' }));
    expect(tally.cells).toEqual([
      { outcome: 'failed', reason: 'wrong_password', method: 'password', count: 1 },
      { outcome: 'succeeded', reason: null, method: 'password', count: 1 },
    ]);
    expect(tally.tops(5).account).toEqual([{ value: 'ada@example.org', succeeded: 1, failed: 1, blocked: 0 }]);
    expect(tally.tops(5).address.map(({ value }) => value)).toEqual(['192.0.2.1', '192.0.2.2']);
  });

  it('name those with the most attempts first, and no more than were asked for', () => {
    const tally = new AttemptTally();
    for (const account of ['a', 'b', 'b', 'c', 'c', 'c']) tally.add(attempt({ account }));
    expect(tally.tops(2).account.map(({ value }) => value)).toEqual(['c', 'b']);
  });

  it('come to the same in one step or in two', () => {
    const all = ['a', 'b', 'b', 'c'].map((account, n) =>
      attempt({ account, outcome: n % 2 === 0 ? 'failed' : 'blocked', reason: null }),
    );
    const whole = new AttemptTally();
    const merged = new AttemptTally();
    for (const one of all) {
      whole.add(one);
      const part = new AttemptTally();
      part.add(one);
      for (const cell of part.cells) merged.addCell(cell);
      merged.addTops(part.tops(10));
    }
    expect(merged.cells).toEqual(whole.cells);
    expect(merged.tops(10)).toEqual(whole.tops(10));
  });
});
