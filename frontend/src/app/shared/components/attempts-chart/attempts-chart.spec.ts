import { render, settle } from '../../../core/testing/app-testing';
import { allByRole, byRole, nameOf, textOf } from '../../../core/testing/by-role';
import { setUpDesk } from '../../desk/desk.test-support';
import { AttemptsChart } from './attempts-chart';
import type { Buckets, TimeRange } from './buckets';

const START = Date.parse('2026-11-20T09:15:00Z');
const counts = Array.from({ length: 90 }, (_, index) => ({ succeeded: 1, failed: index === 60 ? 20 : 0, blocked: 0 }));
const buckets: Buckets = { start: START, bucketMs: 10_000, counts, countedUntil: START };
const texts = {
  outcome: { succeeded: 'Succeeded', failed: 'Failed', blocked: 'Blocked' },
  axis: String,
  bucket: (moment: number) => new Date(moment).toISOString().slice(11, 19),
  count: String,
  number: String,
};

describe('the attempts chart', () => {
  async function draw(different: Readonly<Record<string, unknown>> = {}) {
    await setUpDesk();
    const drawn = await render(AttemptsChart, {
      buckets,
      heading: 'Attempts per 10 s',
      texts,
      dark: false,
      brushable: true,
      ...different,
    });
    await settle();
    return drawn;
  }

  it('says what it shows to those who do not see it', async () => {
    const { page } = await draw();
    expect(nameOf(byRole(page, 'img'))).toBe(
      'Chart: 110 attempts, of which 90 succeeded, 20 failed and 0 were blocked. Most, 21, at 09:25:00.',
    );
  });

  it('can be read as a table of a few rows', async () => {
    const { page } = await draw();
    byRole(page, 'button', 'As a table').click();
    await settle();
    const rows = allByRole(byRole(page, 'table'), 'row').map((row) => textOf(row).replace(/\s+/g, ' ').trim());
    expect(rows).toHaveLength(16);
    expect(rows[0]).toBe('From Succeeded Failed Blocked');
    expect(rows[11]).toBe('09:25:00 6 20 0');
  });

  it('tells loading from nothing', async () => {
    const { page, fixture } = await draw({ buckets: null });
    expect(nameOf(byRole(page, 'img'))).toBe('The chart is loading');
    fixture.componentRef.setInput('buckets', { ...buckets, counts: [{ succeeded: 0, failed: 0, blocked: 0 }] });
    await settle();
    expect(nameOf(byRole(page, 'img'))).toBe('No attempts in this time');
  });

  it('gives the time under a stroke of the pointer, and nothing for a click', async () => {
    const { page, fixture } = await draw();
    const ranges: TimeRange[] = [];
    fixture.componentInstance.brushed.subscribe((range) => ranges.push(range));
    const plot = page.querySelector('.plot');
    const canvas = page.querySelector('.canvas');
    if (plot === null || canvas === null) throw new Error('there is no plot');
    Object.defineProperty(canvas, 'clientWidth', { value: 944 });
    plot.setPointerCapture = () => undefined;
    const pointer = (type: string, clientX: number) =>
      plot.dispatchEvent(
        Object.assign(new MouseEvent(type, { clientX, button: 0 }), { isPrimary: true, pointerId: 1 }),
      );
    for (const to of [402, 602]) {
      pointer('pointerdown', 402);
      pointer('pointermove', to);
      pointer('pointerup', to);
    }
    expect(ranges).toEqual([{ from: START + 400_000, to: START + 600_000 }]);
  });
});
