import type { Page } from '@playwright/test';
import { expect, test } from '../support/identity-fixtures';

/** What the server's settings say by default: a session of the desk ends after an hour without use. */
const IDLE_MINUTES = 60;

/** Every answer sets the page's clock right by the server's, which knows nothing of the time that is made to pass here. */
async function keepServerTimeOut(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.route('**/api/v1/**', (route) =>
    route.request().url().includes('/auth/') ? route.continue() : route.abort(),
  );
}

test('the end of an unused session is announced, and the session prolonged or left to end', async ({
  identity,
  makeAccount,
  page,
}) => {
  const person = await makeAccount('admin');
  await page.clock.install();
  await identity.signIn(person, '/admin/login');
  await expect(page).toHaveURL(/\/admin\/dashboard$/);
  const refreshes: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/auth/refresh')) refreshes.push(request.url());
  });

  await keepServerTimeOut(page);
  // Nobody touches the page: its token runs out, and is not renewed for the sake of the live view.
  await page.clock.fastForward((IDLE_MINUTES - 2) * 60_000 + 5_000);
  const warning = page.getByRole('dialog', { name: 'Are you still there?' });
  await expect(warning).toBeVisible();
  await expect(warning.getByRole('timer')).toHaveText(/1:\d\d/);
  expect(refreshes).toHaveLength(0);
  await warning.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(warning).toBeHidden();
  expect(refreshes).toHaveLength(1);
});

test('while somebody works, the session goes on by itself', async ({ identity, makeAccount, page }) => {
  const person = await makeAccount('admin');
  await page.clock.install();
  await identity.signIn(person, '/admin/login');
  await expect(page).toHaveURL(/\/admin\/dashboard$/);
  await keepServerTimeOut(page);
  const refreshed = page.waitForResponse((response) => response.url().endsWith('/auth/refresh'));
  await page.keyboard.press('Shift');
  await page.clock.fastForward(14.5 * 60_000);
  expect((await refreshed).status()).toBe(200);
});

test('two tabs agree: who stays in one stays in the other', async ({ context, identity, makeAccount, page }) => {
  const person = await makeAccount('admin');
  await identity.signIn(person, '/admin/login');
  await expect(page).toHaveURL(/\/admin\/dashboard$/);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
  await identity.signOut();
  await expect(other).toHaveURL(/\/admin\/login/);
});

test('language and theme go with the account to another device', async ({ elsewhere, identity, makeAccount, page }) => {
  const person = await makeAccount();
  await identity.signIn(person);
  await expect(page).toHaveURL(/\/account$/);
  const stored = page.waitForResponse((response) => response.url().endsWith('/account/profile'));
  await page.getByRole('banner').getByRole('button', { name: 'العربية' }).click();
  expect((await stored).ok()).toBe(true);
  const other = await elsewhere();
  await other.signIn(person);
  await expect(other.page.locator('html')).toHaveAttribute('dir', 'rtl');
});
