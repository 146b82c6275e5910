import { UsersPage } from '../pages/users.page';
import { expect, test } from '../support/fixtures';
import { allLooks, expectAccessible, wear } from '../support/looks';

test('a role is made, given, changed, taken back and deleted', async ({ page, learner, enterDesk }) => {
  const users = new UsersPage(page);
  await enterDesk();
  await page.goto('/admin/roles');
  await page.getByRole('button', { name: 'New role' }).click();
  await users.dialog.getByLabel('Name', { exact: true }).fill('Night watch');
  await expect(users.dialog.getByLabel('Key', { exact: true })).toHaveValue('night_watch');
  await users.dialog.getByRole('checkbox', { name: /^Own account/ }).check();
  await users.dialog.getByRole('checkbox', { name: /^Watch sign-ins/ }).check();
  await users.dialog.getByRole('button', { name: 'Create role' }).click();
  await expect(users.toasts).toContainText('The role Night watch is created');
  const matrix = page.getByRole('table', { name: 'What each role may do' });
  await expect(matrix.getByRole('columnheader', { name: 'Night watch' })).toBeVisible();

  await users.openPerson(learner.email);
  await giveRole('Night watch');
  await page.goto('/admin/roles');
  await expect(page.getByRole('button', { name: 'Delete the role Night watch' })).toBeDisabled();
  await page.getByRole('button', { name: 'Change the role Night watch' }).click();
  await users.dialog.getByLabel('Name', { exact: true }).fill('Night shift');
  await users.dialog.getByRole('checkbox', { name: /^Enter the desk/ }).check();
  await users.dialog.getByRole('button', { name: 'Save role' }).click();
  await expect(matrix.getByRole('columnheader', { name: 'Night shift' })).toBeVisible();

  await users.openPerson(learner.email);
  await giveRole('Learner');
  await page.goto('/admin/roles');
  await page.getByRole('button', { name: 'Delete the role Night shift' }).click();
  await users.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(matrix.getByRole('columnheader', { name: 'Night shift' })).toHaveCount(0);

  async function giveRole(name: string): Promise<void> {
    await page.getByRole('button', { name: 'Change role' }).click();
    await users.dialog.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
    await users.dialog.getByRole('button', { name: 'Change role' }).click();
    await expect(users.toasts).toContainText(`now has the role ${name}`);
  }
});

for (const looks of allLooks) {
  test(`the roles are accessible in ${looks.locale}, ${looks.theme}`, async ({ page, admin }) => {
    test.slow();
    await wear(page, looks);
    await page.goto('/admin/login?returnUrl=%2Fadmin%2Froles');
    await page.locator('input[type="email"]').fill(admin.email);
    await page.locator('#sign-in-password').fill(admin.password);
    await page.locator('form:has(#sign-in-password) button[type="submit"]').click();
    await expect(page).toHaveURL(/\/admin\/roles$/);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/admin/roles');
      await expect(page.locator('app-permission-matrix')).toBeVisible();
      await expectAccessible(page);
      await page.locator('.page-head .btn.primary').click();
      await expect(page.locator('app-role-editor')).toBeVisible();
      await page.locator('app-role-editor button[type="submit"]').click();
      await expect(page.locator('app-role-editor .error').first()).toBeVisible();
      await expectAccessible(page);
    }
  });
}
