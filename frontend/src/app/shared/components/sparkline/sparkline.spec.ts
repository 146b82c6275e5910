import { render } from '../../../core/testing/app-testing';
import { byRole } from '../../../core/testing/by-role';
import { Sparkline } from './sparkline';

describe('a small chart', () => {
  const bars = async (values: readonly number[]) => {
    const { page } = await render(Sparkline, { values, label: 'Attempts, 24 h' });
    expect(byRole(page, 'img', 'Attempts, 24 h')).toBeTruthy();
    return [...page.querySelectorAll('rect')].map((bar) => [
      Number(bar.getAttribute('y')),
      Number(bar.getAttribute('height')),
    ]);
  };

  it('draws the highest value to the top and the others in proportion', async () => {
    expect(await bars([5, 10, 2.5])).toEqual([
      [20, 20],
      [0, 40],
      [30, 10],
    ]);
  });

  it('draws a line on the ground where nothing happened', async () => {
    expect(await bars([0, 0])).toEqual([
      [39, 1],
      [39, 1],
    ]);
  });

  it('runs left to right in every language', async () => {
    const { page } = await render(Sparkline, { values: [1], label: 'x' });
    expect(page.getAttribute('dir')).toBe('ltr');
  });
});
