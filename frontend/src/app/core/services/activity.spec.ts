import { TestBed } from '@angular/core/testing';
import { Activity } from './activity';

describe('the use of a page', () => {
  let activity: Activity;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
    activity = TestBed.inject(Activity);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(['pointerdown', 'keydown', 'wheel', 'touchstart'])('is noticed by %s', (name) => {
    const before = Date.now();
    vi.setSystemTime(before + 1_000);
    expect(activity.usedSince(before)).toBe(false);
    document.body.dispatchEvent(new Event(name, { bubbles: true }));
    expect(activity.usedSince(before)).toBe(true);
    expect(activity.usedSince(before + 1_000)).toBe(false);
  });

  it('is a move of the pointer, not a page that moves under it', () => {
    const before = Date.now() - 1;
    document.body.dispatchEvent(new MouseEvent('pointermove', { bubbles: true }));
    expect(activity.usedSince(before)).toBe(false);
    const moved = Object.assign(new MouseEvent('pointermove', { bubbles: true }), {});
    Object.defineProperty(moved, 'movementX', { value: 3 });
    document.body.dispatchEvent(moved);
    expect(activity.usedSince(before)).toBe(true);
  });
});
