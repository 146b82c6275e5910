import { describe, expect, it } from 'vitest';
import { RateWindow } from './rate-window.js';

describe('events per second', () => {
  it('is the average of the last five seconds', () => {
    const rate = new RateWindow();
    for (let ms = 0; ms < 10_000; ms += 10) rate.add(5, ms);
    expect(rate.perSecond(9_990)).toBeCloseTo(500, -1);
  });

  it('forgets what is older, also after a long silence', () => {
    const rate = new RateWindow();
    rate.add(100, 1_000);
    expect(rate.perSecond(1_100)).toBe(20);
    expect(rate.perSecond(5_900)).toBe(20);
    expect(rate.perSecond(6_100)).toBe(0);
    rate.add(50, 3_600_000);
    expect(rate.perSecond(3_600_000)).toBe(10);
  });
});
