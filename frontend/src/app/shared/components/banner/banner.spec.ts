import { render } from '../../../core/testing/app-testing';
import { textOf } from '../../../core/testing/by-role';
import { Banner } from './banner';

it.each(['ok', 'info', 'warn', 'danger'] as const)('a banner says what it is about, and looks %s', async (kind) => {
  const { page } = await render(Banner, { kind, heading: 'The lock is over.' });
  expect(textOf(page)).toMatch(/The lock is over\./);
  expect(page.classList).toContain(kind);
});
