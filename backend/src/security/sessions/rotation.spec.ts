import { describe, expect, it } from 'vitest';
import { isWithinWindow, SUCCESSOR_WINDOW_MS, useBeforeLast } from './rotation.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds);

describe('the successor window', () => {
  it('is open to a token that was used within it, and closed to one that was used before', () => {
    const session = { generation: 3, uses: [ago(90_000), ago(SUCCESSOR_WINDOW_MS + 1), ago(SUCCESSOR_WINDOW_MS)] };
    expect([0, 1, 2].map((generation) => isWithinWindow(session, generation, NOW))).toEqual([false, false, true]);
  });

  it('is closed to a token whose use is no longer remembered', () => {
    const uses = Array<Date>(16).fill(ago(1));
    expect(isWithinWindow({ generation: 20, uses }, 4, NOW)).toBe(true);
    expect(isWithinWindow({ generation: 20, uses }, 3, NOW)).toBe(false);
  });
});

describe('the use before the last one', () => {
  it('is the opening of a session that was used once', () => {
    const session = { generation: 1, uses: [NOW], createdAt: ago(5_000), lastUsedAt: NOW };
    expect(useBeforeLast(session)).toEqual(ago(5_000));
  });

  it('is remembered of one that was used more often', () => {
    const session = { generation: 2, uses: [ago(3_000), NOW], createdAt: ago(5_000), lastUsedAt: NOW };
    expect(useBeforeLast(session)).toEqual(ago(3_000));
  });

  it('is taken for the last one where the uses were lost with the last writes of the database', () => {
    const session = { generation: 9, uses: [NOW], createdAt: ago(5_000), lastUsedAt: NOW };
    expect(useBeforeLast(session)).toEqual(NOW);
  });
});
