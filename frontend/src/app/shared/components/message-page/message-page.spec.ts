import { render } from '../../../core/testing/app-testing';
import { byRole, textOf } from '../../../core/testing/by-role';
import { MessagePage } from './message-page';

it('a message page has one heading, which can take the focus, and its explanation', async () => {
  const { page } = await render(MessagePage, { icon: 'lock', heading: 'Shut', text: 'Come back later.', code: '403' });
  expect(byRole(page, 'heading', 'Shut').tabIndex).toBe(-1);
  expect(textOf(page)).toMatch(/403.*Come back later\./s);
});
