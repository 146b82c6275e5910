import { render } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { MetricCard, type MetricView } from './metric-card';

const metric: MetricView = {
  label: 'Failed',
  value: '3,917',
  change: { text: '+312%', spoken: '312% more than the day before', tone: 'danger' },
  series: [1, 2, 3],
  seriesLabel: 'Failed in the last 24 hours, by the hour',
  tone: 'danger',
};

describe('a figure', () => {
  async function show(inputs: Readonly<Record<string, unknown>>) {
    return (await render(MetricCard, inputs)).page;
  }

  it('tells its change in words to those who do not see the sign and the colour', async () => {
    const page = await show({ metric });
    expect(textOf(page).replace(/\s+/g, ' ').trim()).toBe('Failed 3,917 312% more than the day before');
    expect(page.querySelector('em')?.textContent).toContain('+312%');
    expect(allByRole(page, 'img')).toHaveLength(0);
  });

  it('shows its last day where there is room, and a note where there is no history', async () => {
    expect(byRole(await show({ metric, chart: true }), 'img', metric.seriesLabel)).toBeTruthy();
    const page = await show({ metric: { ...metric, series: [] }, chart: true, note: 'None now' });
    expect(textOf(page)).toContain('None now');
  });

  it('says nothing while it is on its way', async () => {
    expect(textOf(await show({ metric: null, chart: true })).trim()).toBe('');
  });
});
