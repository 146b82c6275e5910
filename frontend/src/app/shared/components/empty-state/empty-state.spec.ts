import { render } from '../../../core/testing/app-testing';
import { textOf } from '../../../core/testing/by-role';
import { EmptyState } from './empty-state';

describe('an empty list', () => {
  it('says why it is empty', async () => {
    const { page } = await render(EmptyState, { icon: 'search', heading: 'Nothing found', text: 'Try a wider range.' });
    expect(textOf(page)).toMatch(/Nothing found\s+Try a wider range\./);
  });

  it('needs no explanation where the heading is enough', async () => {
    const { page } = await render(EmptyState, { icon: 'search', heading: 'Nothing found' });
    expect(page.querySelectorAll('p')).toHaveLength(1);
  });
});
