import { expect, strangerEmail, test } from '../support/fixtures';
import { allLooks, expectAccessible, wear } from '../support/looks';

const heading = 'h1';

for (const looks of allLooks) {
  test.describe(`in ${looks.locale}, ${looks.theme}`, () => {
    test.beforeEach(async ({ page }) => {
      await wear(page, looks);
    });

    for (const path of ['/', '/login', '/admin/login', '/no/such/page', '/error']) {
      test(`${path} is accessible`, async ({ page }) => {
        await page.goto(path);
        await page.locator(heading).waitFor();
        await expect(page.locator(heading)).toHaveCount(1);
        await expectAccessible(page);
      });
    }

    test('a refused sign-in is accessible', async ({ page }) => {
      await page.goto('/admin/login');
      await page.locator('input[type="email"]').fill(strangerEmail());
      await page.locator('#sign-in-password').fill('wrong');
      await page.locator('button[type="submit"]').click();
      await expect(page.locator('[role="alert"] app-banner')).toBeVisible();
      await expectAccessible(page);
    });

    test('a learner’s pages are accessible', async ({ page, learner }) => {
      await page.goto('/login');
      await page.locator('input[type="email"]').fill(learner.email);
      await page.locator('#sign-in-password').fill(learner.password);
      await page.locator('button[type="submit"]').click();
      await expect(page).toHaveURL(/\/account$/);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await expectAccessible(page);
      await page.goto('/admin/dashboard');
      await expect(page.locator('app-forbidden-page')).toBeVisible();
      await expectAccessible(page);
    });

    test('the frame of the desk is accessible, with its menus, its help and its drawer', async ({ page, admin }) => {
      await page.goto('/admin/login');
      await page.locator('input[type="email"]').fill(admin.email);
      await page.locator('#sign-in-password').fill(admin.password);
      await page.locator('button[type="submit"]').click();
      await expect(page).toHaveURL(/dashboard/);
      await page.locator('app-account-menu button').click();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menu')).toHaveCount(0);
      // a page that has just been looked at by axe may still be taking its focus back
      await expect(async () => {
        await page.keyboard.press('?');
        await expect(page.locator('app-shortcut-help')).toBeVisible({ timeout: 2_000 });
      }).toPass();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 390, height: 844 });
      // the wide frame gives way first: until then the first button of the header is another one
      await expect(page.locator('app-rail')).toHaveCount(0);
      await page.locator('header button').first().click();
      await expect(page.locator('app-rail')).toBeVisible();
      await expectAccessible(page);
    });
  });
}
