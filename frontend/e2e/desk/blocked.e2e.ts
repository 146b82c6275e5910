import { Attacker, clearDefences } from '../support/attempts';
import { expect, test } from '../support/fixtures';
import { expectAccessible, wear } from '../support/looks';

test('a list is pasted, looked at and blocked; the allow list wins; what was is kept', async ({
  page,
  baseURL,
  admin,
  enterDesk,
}) => {
  await clearDefences(baseURL ?? '', admin);
  const attacker = new Attacker(baseURL ?? '');
  const range = attacker.address.replace(/\d+$/, '0/24');
  await enterDesk();
  await page.goto('/admin/blocked-ips');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Block a list' }).click();
  await dialog.getByLabel('Addresses and ranges').fill(`${range},a network,permanent\n${attacker.address}\nnowhere`);
  await dialog.getByLabel('Reason').fill('From the feed');
  await dialog.getByRole('button', { name: 'Check the list' }).click();
  const lines = dialog.getByRole('listitem');
  await expect(lines).toHaveCount(3);
  await expect(lines.nth(1)).toContainText('covered by a wider range');
  await expect(lines.nth(2)).toContainText('not possible');
  expect((await attacker.signIn('wrong')).code).toBe('INVALID_CREDENTIALS');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Block 1 line' }).click();
  const row = page.getByRole('table', { name: 'Blocked addresses' }).getByRole('row').filter({ hasText: range });
  await expect(row).toContainText('a network');
  expect((await attacker.signIn('wrong')).code).toBe('ADDRESS_BLOCKED');

  await page.getByRole('button', { name: 'Allow an address' }).click();
  await dialog.getByLabel('Address or range').fill(attacker.address);
  await dialog.getByLabel('Why').fill('A partner');
  await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Allow list' })).toContainText('A partner');
  expect((await attacker.signIn('wrong')).code).toBe('INVALID_CREDENTIALS');
  const box = page.locator('app-address-check');
  await box.getByLabel('Address or range').fill(attacker.address);
  await box.getByRole('button', { name: 'Check' }).click();
  await expect(box).toContainText(`${attacker.address} is let in: it is on the allow list.`);
  await page.getByRole('button', { name: `Remove ${attacker.address} from the allow list` }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('list', { name: 'Allow list' })).toHaveCount(0);

  await page.getByRole('checkbox', { name: `Select ${range}` }).check();
  await page.getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Unblock' }).click();
  await dialog.getByRole('button', { name: 'Lift the block' }).click();
  await expect(row).toHaveCount(0);
  await page.goto(`/admin/blocked-ips?state=expired&address=${attacker.address}`);
  await row.getByRole('button', { name: `History of ${range}` }).click();
  await expect(dialog).toContainText(`lifted · ${admin.email}`);
});

test('a list of addresses can be checked in Arabic, in the dark, on a phone', async ({ page, admin, baseURL }) => {
  await clearDefences(baseURL ?? '', admin);
  await wear(page, { locale: 'ar', theme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/admin/login');
  await page.locator('input[type="email"]').fill(admin.email);
  await page.locator('#sign-in-password').fill(admin.password);
  await page.locator('button[type="submit"]').click();
  await expect(page).toHaveURL(/dashboard/);
  await page.goto('/admin/blocked-ips');
  await page.getByRole('button', { name: 'احظر قائمة' }).click();
  await page.locator('#bulk-text').fill('203.0.113.7\nnowhere');
  await page.locator('#bulk-reason').fill('قائمة اليوم');
  await page.getByRole('button', { name: 'تحقّق من القائمة' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
});
