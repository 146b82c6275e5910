import { render, settle } from '../../../core/testing/app-testing';
import { setUpDesk } from '../../desk/desk.test-support';
import { Countdown } from './countdown';
import { TimeAgo } from './time-ago';

const AT = '2026-11-20T09:30:00.000Z';
const NOW = Date.parse(AT);

describe('how long ago', () => {
  it('is told short, follows the clock, and has the full time on hover', async () => {
    await setUpDesk();
    const { page, fixture } = await render(TimeAgo, { at: AT, now: NOW + 500 });
    await settle();
    const time = page.querySelector('time');
    expect(time?.textContent.trim()).toBe('now');
    expect(time?.dateTime).toBe(AT);
    expect(time?.title).toMatch(/20 Nov 2026|Nov 20, 2026/);
    fixture.componentRef.setInput('now', NOW + 200_000);
    await settle();
    expect(time?.textContent.trim()).toBe('3 min');
  });

  it('is told in Arabic with the same figures', async () => {
    await setUpDesk({ locale: 'ar' });
    const { page } = await render(TimeAgo, { at: AT, now: NOW + 5_000 });
    await settle();
    expect(page.textContent.trim()).toBe('5 ث');
  });
});

describe('what is left', () => {
  it('runs down to nothing and no further', async () => {
    await setUpDesk();
    const { page, fixture } = await render(Countdown, { until: AT, now: NOW - 872_000 });
    await settle();
    expect(page.textContent.trim()).toBe('14:32');
    fixture.componentRef.setInput('now', NOW + 60_000);
    await settle();
    expect(page.textContent.trim()).toBe('00:00');
  });

  it('names the days where there are any', async () => {
    await setUpDesk();
    const { page } = await render(Countdown, { until: AT, now: NOW - 2 * 86_400_000 });
    await settle();
    expect(page.textContent.trim()).toBe('2 d 0:00:00');
  });
});
