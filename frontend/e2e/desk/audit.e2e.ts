import { expect, test } from '../support/fixtures';
import { allLooks, expectAccessible, wear } from '../support/looks';

test('a change is found, opened, proved and taken out', async ({ page, learner, enterDesk }) => {
  await enterDesk();
  await page.goto(`/admin/users?search=${encodeURIComponent(learner.email)}`);
  await page
    .getByRole('table', { name: 'Users' })
    .getByRole('row')
    .filter({ hasText: learner.email })
    .getByRole('link')
    .click();
  await page.getByLabel('First name').fill('Renamed');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status', { name: 'Messages' })).toContainText('is changed');

  await page.getByRole('link', { name: 'Audit log' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit log');
  const table = page.getByRole('table', { name: 'Audit log' });
  await page.getByRole('button', { name: 'What: any' }).click();
  await page.getByRole('checkbox', { name: 'Account changed by an administrator' }).check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/action=account\.administered/);
  await table.getByRole('button', { name: 'Names changed by an administrator' }).first().click();
  const record = page.getByRole('complementary', { name: 'Record' });
  await expect(record.getByRole('row', { name: /firstName/ })).toContainText('Renamed');
  await page.keyboard.press('Escape');
  await expect(record).toHaveCount(0);

  const seal = page.getByRole('region', { name: 'The seal of the audit log' });
  await seal.getByRole('button', { name: 'Verify now' }).click();
  await expect(seal).toContainText('Whole up to');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'As JSON lines' }).click();
  expect((await download).suggestedFilename()).toMatch(/^audit-log-.*\.jsonl$/);
});

for (const looks of allLooks) {
  test(`the audit log is accessible in ${looks.locale}, ${looks.theme}`, async ({ page, admin }) => {
    test.slow();
    await wear(page, looks);
    await page.goto('/admin/login?returnUrl=%2Fadmin%2Faudit');
    await page.locator('input[type="email"]').fill(admin.email);
    await page.locator('#sign-in-password').fill(admin.password);
    await page.locator('form:has(#sign-in-password) button[type="submit"]').click();
    await expect(page).toHaveURL(/\/admin\/audit$/);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/admin/audit');
      await expect(page.locator('app-seal-card')).toBeVisible();
      await page.locator('app-seal-card summary').click();
      await expect(page.locator('app-audit-table .row-open').first()).toBeVisible();
      await expectAccessible(page);
      await page.locator('app-audit-table .row-open').first().click();
      await expect(page.locator('app-record-panel dl').first()).toBeVisible();
      await expectAccessible(page);
    }
  });
}
