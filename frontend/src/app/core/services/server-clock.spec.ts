import { ServerClock } from './server-clock';

describe('the server’s clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-20T10:00:00.400Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is this device’s where the two agree but for the second and the way of the answer', () => {
    const clock = new ServerClock();
    clock.observe('Fri, 20 Nov 2026 09:59:58 GMT');
    expect(clock.offsetMs()).toBe(0);
    expect(clock.now()).toBe(Date.now());
  });

  it('is taken over where this device is wrong', () => {
    const clock = new ServerClock();
    clock.observe('Fri, 20 Nov 2026 12:00:00 GMT');
    expect(new Date(clock.now()).toISOString()).toBe('2026-11-20T12:00:00.000Z');
    expect(clock.secondsUntil('2026-11-20T12:00:30.000Z')).toBe(30);
  });

  it('stays as it is where an answer has no date or nonsense', () => {
    const clock = new ServerClock();
    clock.observe(null);
    clock.observe('tomorrow');
    expect(clock.offsetMs()).toBe(0);
  });

  it('does not count below zero', () => {
    expect(new ServerClock().secondsUntil('2026-11-20T09:00:00Z')).toBe(0);
  });
});
