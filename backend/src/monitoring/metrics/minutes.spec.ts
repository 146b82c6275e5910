import { describe, expect, it } from 'vitest';
import type { AttemptCell } from '../attempts/attempt-cell.js';
import { ceilMinute, floorMinute, toMinutes } from './minutes.js';

const cell = (slot: number, outcome: AttemptCell['outcome'], count: number): AttemptCell => ({
  slot,
  outcome,
  reason: null,
  method: 'password',
  count,
});

describe('minutes', () => {
  it('are made in order, one document for each that has attempts, with an end of their own', () => {
    const minutes = toMinutes([cell(3, 'failed', 2), cell(1, 'succeeded', 1), cell(3, 'blocked', 4)], 1_000);
    expect(minutes.map(({ _id }) => _id.getTime())).toEqual([60_000, 180_000]);
    expect(minutes[1]).toEqual({
      _id: new Date(180_000),
      cells: [
        { outcome: 'failed', reason: null, method: 'password', count: 2 },
        { outcome: 'blocked', reason: null, method: 'password', count: 4 },
      ],
      expiresAt: new Date(181_000),
    });
  });

  it('begin and end at full minutes', () => {
    expect([floorMinute(119_999), ceilMinute(60_001), ceilMinute(60_000)]).toEqual([60_000, 120_000, 60_000]);
  });
});
