import { expect, test } from '../support/account-fixtures';
import { allLooks, expectAccessible, wear } from '../support/looks';

const paths = ['', '/security', '/sessions', '/identities', '/api-keys', '/preferences', '/files', '/data'] as const;
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

for (const looks of allLooks) {
  test(`the account’s pages are accessible in ${looks.locale}, ${looks.theme}`, async ({ account, makeAccount }) => {
    test.slow();
    const { page } = account;
    await wear(page, looks);
    await account.signIn(await makeAccount('admin'));
    for (const path of paths) {
      await account.open(path);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      for (const size of sizes) {
        await page.setViewportSize(size);
        await expectAccessible(page);
      }
      await page.setViewportSize({ width: 320, height: 640 });
      const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(surplus, `pixels wider than the screen under ${path}`).toBeLessThanOrEqual(0);
    }
  });

  test(`the account’s dialogs are accessible in ${looks.locale}, ${looks.theme}`, async ({ account, makeAccount }) => {
    test.slow();
    const { page } = account;
    await wear(page, looks);
    await account.signIn(await makeAccount('admin'));
    for (const [path, opener] of [
      ['', 'app-profile-page app-panel:last-of-type button'],
      ['/security', 'app-factors-section .buttons button:first-child'],
      ['/api-keys', 'app-api-keys-page app-panel button'],
      ['/data', 'app-data-page .danger button'],
    ] as const) {
      await account.open(path);
      await page.locator(opener).click();
      await expect(account.dialog).toBeVisible();
      await page.locator('[role="dialog"] button[type="submit"]').click();
      await expectAccessible(page);
    }
  });
}
