import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';

/** Lets the server's answers to sign-in and refresh say that the session ends sooner. */
async function shortenSession(page: Page, seconds: number): Promise<void> {
  await page.route(/\/api\/v1\/auth\/(admin\/login|refresh)$/, async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { data?: { sessionExpiresAt: string } };
    if (body.data) body.data.sessionExpiresAt = new Date(Date.now() + seconds * 1_000).toISOString();
    await route.fulfill({ response, json: body });
  });
}

test('two minutes before its end the session asks, and is prolonged', async ({ page, signInToDesk }) => {
  await shortenSession(page, 110);
  await signInToDesk();
  const warning = page.getByRole('dialog', { name: 'Are you still there?' });
  await expect(warning).toContainText(/1:[345]\d/);
  await expect(page.getByRole('button', { name: 'Stay signed in' })).toBeVisible();
  await page.unroute(/\/api\/v1\/auth\/(admin\/login|refresh)$/);
  await page.keyboard.press('Escape');
  await expect(warning).toBeVisible();
  await warning.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(warning).toBeHidden();
  await expect(page.getByRole('timer')).toContainText(/59:\d\d|1 h 0 min/);
});

test('at its end the session leads to the door, says why, and comes back afterwards', async ({
  page,
  adminSignIn,
  admin,
  signInToDesk,
}) => {
  await shortenSession(page, 4);
  await signInToDesk();
  await expect(page).toHaveURL(/\/admin\/login\?returnUrl=%2Fadmin%2Fdashboard$/);
  await expect(adminSignIn.notice).toContainText('Your session has ended');
  await page.unroute(/\/api\/v1\/auth\/(admin\/login|refresh)$/);
  await adminSignIn.signIn(admin);
  await expect(page).toHaveURL(/\/admin\/dashboard$/);
});

test('a session that the server has forgotten ends with the next call, and says so', async ({
  page,
  context,
  desk,
  adminSignIn,
  signInToDesk,
}) => {
  await signInToDesk();
  await context.clearCookies();
  await page.reload();
  await expect(page).toHaveURL(/\/admin\/login/);
  await expect(adminSignIn.notice).toContainText('Your session has ended');
  await expect(desk.navigation).toHaveCount(0);
});

test('calls that are refused together lead to one refresh and are repeated', async ({ page, signInToDesk, desk }) => {
  await signInToDesk();
  let refreshes = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/auth/refresh')) refreshes += 1;
  });
  const refused = new Set<string>();
  await page.route(/\/api\/v1\/monitoring\//, async (route) => {
    const url = route.request().url();
    if (refreshes > 0 || refused.has(url)) return route.fallback();
    refused.add(url);
    const error = { code: 'UNAUTHENTICATED', message: 'The token has expired.', requestId: 'test' };
    return route.fulfill({ status: 401, json: { success: false, error } });
  });
  await desk.goTo('Monitoring');
  await expect(desk.heading).toHaveText('Monitoring');
  await expect(page.getByRole('cell').first()).toBeVisible();
  expect(refused.size).toBeGreaterThanOrEqual(2);
  expect(refreshes).toBe(1);
});

test('signing out in one tab signs out in the others', async ({ context, page, desk, signInToDesk }) => {
  await signInToDesk();
  const other = await context.newPage();
  await other.goto('/account');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Profile');
  await desk.signOut();
  await expect(page).toHaveURL(/\/admin\/login$/);
  await expect(page.getByRole('alert')).toContainText('You are signed out.');
  await expect(other).toHaveURL(/\/login$/);
  await other.goto('/account');
  await expect(other).toHaveURL(/\/login\?returnUrl=%2Faccount$/);
});

test('signing in in one tab opens the others', async ({ context, page, adminSignIn, signInToDesk }) => {
  const other = await context.newPage();
  await other.goto('/admin/login?returnUrl=%2Fadmin%2Fmonitoring');
  await other.getByLabel('Email').waitFor();
  await signInToDesk();
  await expect(other).toHaveURL(/\/admin\/monitoring$/);
  await expect(page).toHaveURL(/\/admin\/dashboard$/);
  expect(adminSignIn.page).toBe(page);
});

test('several tabs that are opened at once all stay signed in', async ({ context, signInToDesk }) => {
  await signInToDesk();
  const tabs = await Promise.all(Array.from({ length: 4 }, () => context.newPage()));
  await Promise.all(tabs.map((tab) => tab.goto('/account')));
  for (const tab of tabs) await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Profile');
});
