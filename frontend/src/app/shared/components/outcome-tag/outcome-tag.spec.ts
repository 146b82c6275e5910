import { render, settle } from '../../../core/testing/app-testing';
import { setUpDesk } from '../../desk/desk.test-support';
import { OutcomeTag } from './outcome-tag';

it.each([
  ['succeeded', 'Succeeded', 'ok'],
  ['failed', 'Failed', 'danger'],
  ['blocked', 'Blocked', 'info'],
])('an attempt that %s is told in a word as well as a colour', async (outcome, word, tone) => {
  await setUpDesk();
  const { page } = await render(OutcomeTag, { outcome });
  await settle();
  const tag = page.querySelector('.tag');
  expect(tag?.textContent).toBe(word);
  expect(tag?.classList.contains(tone)).toBe(true);
});
