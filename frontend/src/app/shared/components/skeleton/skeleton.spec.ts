import { render } from '../../../core/testing/app-testing';
import { Skeleton } from './skeleton';

it('a skeleton has the size that is asked for and says nothing to a screen reader', async () => {
  const { page } = await render(Skeleton, { width: '120px', height: '2em' });
  expect(page.style.inlineSize).toBe('120px');
  expect(page.style.blockSize).toBe('2em');
  expect(page.getAttribute('aria-hidden')).toBe('true');
});
