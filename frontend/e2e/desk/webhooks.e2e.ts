import { expect, test } from '../support/fixtures';
import { allLooks, expectAccessible, wear } from '../support/looks';

test('a webhook is made, tested and deleted; its secret is shown once', async ({ page, enterDesk }) => {
  await enterDesk();
  await page.goto('/admin/webhooks');
  await page.locator('.page-head').getByRole('button', { name: 'New webhook' }).click();
  const dialog = page.getByRole('dialog');
  // a name that nobody ever has (RFC 2606)
  await dialog.getByLabel('Address', { exact: true }).fill('https://hooks.invalid/classy');
  await dialog.getByLabel('Description').fill('Chat of the desk');
  await dialog.getByRole('button', { name: 'Create webhook' }).click();
  await expect(dialog).toContainText(/whsec_[\w+/=]{40,}/);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();

  await page.getByRole('button', { name: 'Send a test event to Chat of the desk' }).click();
  await expect(dialog).toContainText('name not found', { timeout: 20_000 });
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await expect(page.getByRole('table', { name: 'Deliveries' })).toContainText('Test event');

  await page.getByRole('button', { name: 'Delete Chat of the desk' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Nobody is told yet')).toBeVisible();
});

for (const looks of allLooks) {
  test(`the webhooks are accessible in ${looks.locale}, ${looks.theme}`, async ({ page, admin }) => {
    test.slow();
    await wear(page, looks);
    await page.goto('/admin/login?returnUrl=%2Fadmin%2Fwebhooks');
    await page.locator('input[type="email"]').fill(admin.email);
    await page.locator('#sign-in-password').fill(admin.password);
    await page.locator('form:has(#sign-in-password) button[type="submit"]').click();
    await expect(page).toHaveURL(/\/admin\/webhooks$/);
    await page.setViewportSize({ width: 390, height: 900 });
    await page.locator('.page-head .btn.primary').click();
    await page.locator('#webhook-url').fill('https://hooks.invalid/accessible');
    await expectAccessible(page);
    await page.locator('app-webhook-editor button[type="submit"]').click();
    await page.locator('app-secret-dialog .btn.primary').click();
    const card = page.locator('li.card').filter({ hasText: 'hooks.invalid/accessible' });
    await expect(card).toBeVisible();
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await expect(page.locator('app-skeleton')).toHaveCount(0);
      await expectAccessible(page);
    }
    await card.getByRole('button').last().click();
    await page.locator('app-confirm-dialog .btn.danger').click();
    await expect(card).toHaveCount(0);
  });
}
