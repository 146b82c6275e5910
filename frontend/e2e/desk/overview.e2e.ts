import { Attacker, clearDefences } from '../support/attempts';
import { expect, test } from '../support/fixtures';

test('the overview shows the figures, what needs a decision, and how the system is', async ({
  page,
  baseURL,
  admin,
  enterDesk,
}) => {
  await clearDefences(baseURL ?? '', admin);
  const attacker = new Attacker(baseURL ?? '');
  await enterDesk();
  await expect(page.getByRole('list', { name: 'Figures of the last 24 hours' }).getByRole('listitem')).toHaveCount(6);
  await expect(page.getByText('Database')).toBeVisible();
  await attacker.guess(6);
  const unlock = page.getByRole('button', { name: `Unlock ${attacker.account}` });
  const extend = page.getByRole('button', { name: `24 h more for ${attacker.address}` });
  await expect(unlock).toBeVisible();
  await extend.click();
  await expect(extend).toBeHidden();
  await unlock.click();
  await expect(unlock).toBeHidden();
  expect((await attacker.signIn('wrong')).code).toBe('ADDRESS_BLOCKED');
});
