import { expect, test } from '../support/fixtures';

test('a stranger who wants a page of the desk signs in first and then gets it, with its filters', async ({
  page,
  adminSignIn,
  admin,
}) => {
  await page.goto('/admin/monitoring?outcome=failed');
  await expect(page).toHaveURL(/\/admin\/login\?returnUrl=/);
  await adminSignIn.signIn(admin);
  await expect(page).toHaveURL(/\/admin\/monitoring\?.*outcome=failed/);
});

for (const returnUrl of ['https://evil.example/', '//evil.example/', '/\\evil.example/', 'javascript:alert(1)']) {
  test(`a sign-in never leads to ${returnUrl}`, async ({ page, adminSignIn, admin, baseURL }) => {
    await adminSignIn.open(`?returnUrl=${encodeURIComponent(returnUrl)}`);
    await adminSignIn.signIn(admin);
    await expect(page).toHaveURL(`${String(baseURL)}/admin/dashboard`);
  });
}

test('those who are signed in do not see the sign-in pages', async ({ page, enterDesk }) => {
  await enterDesk();
  await page.goto('/login');
  await expect(page).toHaveURL(/\/admin\/dashboard$/);
});

test('an address with nothing behind it says so, in the desk and outside', async ({ page, desk, enterDesk }) => {
  await page.goto('/no/such/page');
  await expect(desk.heading).toHaveText('There is nothing at this address');
  await expect(page).toHaveTitle('Page not found · Classy Book');
  await enterDesk();
  await page.goto('/admin/no-such-page');
  await expect(desk.heading).toHaveText('There is nothing at this address');
  await expect(desk.navigation).toBeVisible();
});

test('pages have titles, breadcrumbs, and take the focus to their heading', async ({ page, desk, enterDesk }) => {
  await enterDesk();
  await expect(page).toHaveTitle('Overview · Classy Book');
  await desk.goTo('Blocked addresses');
  await expect(page).toHaveTitle('Blocked addresses · Classy Book');
  await expect(desk.heading).toBeFocused();
  await expect(desk.breadcrumbs).toContainText('Security desk');
  await expect(desk.breadcrumbs.locator('[aria-current="page"]')).toHaveText('Blocked addresses');
  await expect(desk.navigation.getByRole('link', { name: 'Blocked addresses' })).toHaveAttribute(
    'aria-current',
    'page',
  );
});

test('a part of the app that does not load leads to a page that says so and helps', async ({
  page,
  desk,
  enterDesk,
  problems,
}) => {
  await enterDesk();
  await expect(desk.heading).toHaveText('Overview');
  await page.waitForLoadState('networkidle');
  await page.route(/\/(chunk|blocked)[^/]*\.js$/, (route) => route.abort());
  await desk.goTo('Blocked addresses');
  await expect(page.getByRole('heading', { name: 'A part of the app did not load' })).toBeVisible();
  await page.unroute(/\/(chunk|blocked)[^/]*\.js$/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(desk.heading).toHaveText(/Blocked addresses|Overview/);
  // The error is on the console for whoever looks: this once it is expected.
  problems.length = 0;
});

test('a server that does not answer on load does not cost the session', async ({ page, enterDesk, desk }) => {
  await enterDesk();
  await page.route(/\/api\/v1\//, (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The server does not answer' })).toBeVisible();
  await page.unroute(/\/api\/v1\//);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(desk.heading).toHaveText('Overview');
});

for (const path of ['/', '/login', '/admin/login']) {
  test(`the first load of ${path} is under 150 kB of compressed JavaScript`, async ({ page }) => {
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script')
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(path, { waitUntil: 'load' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThan(150_000);
  });
}
