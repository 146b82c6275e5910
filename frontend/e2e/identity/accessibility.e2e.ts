import { expect, test } from '../support/identity-fixtures';
import { allLooks, expectAccessible, wear } from '../support/looks';

const token = 'token-of-a-mail-link-1234567890';

const paths = [
  '/register',
  '/forgot-password',
  `/verify-email#token=${token}`,
  `/confirm-email#token=${token}`,
  `/undo-email#token=${token}`,
  `/not-me#token=${token}`,
  '/not-me',
  `/reset-password#token=${token}`,
  `/invitation#token=${token}`,
  '/oauth/nobody/callback?code=abc&state=def',
  '/dev/mailbox',
];

for (const looks of allLooks) {
  test.describe(`in ${looks.locale}, ${looks.theme}`, () => {
    test.beforeEach(async ({ page }) => {
      await wear(page, looks);
    });

    test('the public pages of identity are accessible', async ({ identity, page }) => {
      test.slow();
      for (const path of paths) {
        await identity.open(path);
        await expect(page.locator('h1')).toHaveCount(1);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await expectAccessible(page, ['iframe']);
      }
    });

    test('the steps of a second factor are accessible, wide and narrow', async ({ identity, makeAccount, page }) => {
      test.slow();
      const person = await makeAccount();
      await identity.open('/login');
      await page.locator('input[type="email"]').fill(person.email);
      await page.locator('#sign-in-password').fill(person.password);
      await page.locator('button[type="submit"]').click();
      await expect(page).toHaveURL(/\/account$/);
      await identity.open('/account/enrol');
      await expect(page.locator('app-factor-choice button').first()).toBeVisible();
      await expectAccessible(page);
      await page.locator('app-factor-choice button').first().click();
      await page.locator('button[type="submit"]').click();
      await expect(page.locator('app-totp-setup img')).toBeVisible();
      await expectAccessible(page);
      await page.setViewportSize({ width: 320, height: 700 });
      await expectAccessible(page);
      await identity.confirmShownKey();
      await expect(page.locator('app-backup-codes li')).toHaveCount(10);
      await expectAccessible(page);
      await page.locator('app-backup-codes .primary').click();
      await expect(page).toHaveURL(/\/account$/);

      await page.context().clearCookies();
      await identity.open('/login');
      await page.locator('input[type="email"]').fill(person.email);
      await page.locator('#sign-in-password').fill(person.password);
      await page.locator('button[type="submit"]').click();
      await expect(page.locator('app-factor-step')).toBeVisible();
      await expectAccessible(page);
    });
  });
}
