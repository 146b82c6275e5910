import type { Page } from '@playwright/test';
import { Attacker, clearDefences } from '../support/attempts';
import { expect, test, type Account } from '../support/fixtures';
import { allLooks, expectAccessible, wear } from '../support/looks';

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

async function signIn(page: Page, admin: Account): Promise<void> {
  await page.goto('/admin/login');
  await page.locator('input[type="email"]').fill(admin.email);
  await page.locator('#sign-in-password').fill(admin.password);
  await page.locator('button[type="submit"]').click();
  await expect(page).toHaveURL(/dashboard/);
}

async function loaded(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.locator('app-skeleton')).toHaveCount(0);
}

/** No defect that axe can find, and every text there in the language of the page. */
async function expectFinished(page: Page): Promise<void> {
  await expect(page.locator('body')).not.toContainText(/\b(desk|monitoring|overview|blocked)\.[a-z]/);
  await expectAccessible(page);
}

for (const looks of allLooks) {
  for (const size of sizes) {
    test(`the desk is accessible in ${looks.locale}, ${looks.theme}, at ${String(size.width)} pixels`, async ({
      page,
      baseURL,
      admin,
    }) => {
      test.slow();
      await clearDefences(baseURL ?? '', admin);
      const attacker = new Attacker(baseURL ?? '');
      await attacker.guess(6);
      await wear(page, looks);
      await page.setViewportSize(size);
      await signIn(page, admin);

      await loaded(page);
      await expectFinished(page);

      await page.goto('/admin/blocked-ips');
      await loaded(page);
      await expectFinished(page);

      await page.goto(`/admin/monitoring?email=${attacker.account}`);
      await loaded(page);
      await expect(page.locator('.row-open')).not.toHaveCount(0);
      await expectFinished(page);
      await page.locator('.as-table, app-attempts-chart .head button').first().click();
      await page.locator('app-filter-chip button').nth(2).click();
      await expectFinished(page);
      await page.keyboard.press('Escape');

      await page.locator('.row-open').first().click();
      await expect(page.locator('app-attempt-drawer app-sparkline')).toHaveCount(2);
      await expectFinished(page);
      await page.locator('app-attempt-drawer footer button').last().click();
      await expect(page.locator('app-confirm-dialog')).toBeVisible();
      await expectFinished(page);
      await page.keyboard.press('Escape');
      await page.locator('app-attempt-drawer footer button').nth(-2).click();
      await expect(page.locator('app-lock-dialog, app-toast-outlet .toast').first()).toBeVisible();
      await expectFinished(page);
    });
  }
}
