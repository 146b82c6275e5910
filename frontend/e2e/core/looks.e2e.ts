import { expect, test } from '../support/fixtures';

test('the language is switched without a reload, turns the page round, and is remembered', async ({ page, desk }) => {
  await page.goto('/');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await desk.turnInto('العربية');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(desk.heading).toHaveText('مكان للتعلم يحرس بابه بنفسه');
  await expect(page).toHaveTitle('كلاسي بوك');
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);

  await page.goto('/login');
  await expect(page).toHaveTitle('تسجيل الدخول · كلاسي بوك');
  await desk.turnInto('English');
  await expect(page).toHaveTitle('Sign in · Classy Book');
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
});

test('the first visit speaks the browser’s language', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'ar-EG', ...(baseURL === undefined ? {} : { baseURL }) });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await context.close();
});

test('the theme is chosen, remembered, and set before the first paint', async ({ page, desk }) => {
  await page.goto('/');
  const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await desk.chooseTheme(/Light/);
  const light = await background();
  await desk.chooseTheme(/Dark/);
  await expect.poll(background).not.toBe(light);
  const dark = await background();

  // Without any of the app's own scripts, only what stands in the head decides.
  await page.route(/main-.*\.js$/, (route) => route.abort());
  await page.reload({ waitUntil: 'domcontentloaded' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await background()).toBe(dark);
});

test('the theme follows the system until one is chosen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(background).not.toBe(dark);
});

for (const width of [320, 390, 768, 1024, 1920]) {
  test(`nothing is wider than a screen of ${String(width)} pixels`, async ({ page, enterDesk }) => {
    await page.setViewportSize({ width, height: 800 });
    await enterDesk();
    const paths = ['/', '/account', '/admin/dashboard', '/admin/monitoring', '/admin/blocked-ips', '/nothing/here'];
    for (const path of paths) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const surplus = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(surplus, path).toBeLessThanOrEqual(0);
    }
  });
}
