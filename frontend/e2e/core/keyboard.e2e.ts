import { expect, test } from '../support/fixtures';

test('the first Tab goes to the skip link, which goes to the content', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  expect(new URL(page.url()).pathname).toBe('/');
});

test('one signs in with the keyboard alone', async ({ page, adminSignIn, admin }) => {
  await adminSignIn.open();
  await adminSignIn.email.focus();
  await page.keyboard.type(admin.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(admin.password);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Show the password' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(adminSignIn.remember).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Forgot your password?' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/dashboard$/);
});

test('? opens the help, Escape closes it, and the focus comes back', async ({ page, desk, enterDesk }) => {
  await enterDesk();
  await desk.accountMenu.focus();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toContainText('Search');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(desk.accountMenu).toBeFocused();
});

test('/ goes to the search, which finds an account or an address on the monitoring page', async ({
  page,
  desk,
  enterDesk,
}) => {
  await enterDesk();
  await page.keyboard.press('/');
  await expect(desk.search).toBeFocused();
  await page.keyboard.type('203.0.113.0/24?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await desk.search.fill('203.0.113.0/24');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/monitoring\?.*address=203\.0\.113\.0(%2F|\/)24/);
  await desk.search.fill('Maya@example.org');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/monitoring\?.*email=maya(%40|@)example\.org/);
});

test('a menu is walked with the arrow keys', async ({ page, desk, enterDesk }) => {
  await enterDesk();
  await desk.themeMenu.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Light' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(desk.themeMenu).toBeFocused();
});

test('on a narrow screen the navigation is a drawer that keeps the focus until it is closed', async ({
  page,
  desk,
  enterDesk,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await enterDesk();
  await expect(desk.navigation).toHaveCount(0);
  await desk.openMenu.click();
  const drawer = page.getByRole('dialog', { name: 'Desk navigation' });
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('Tab');
    expect(await drawer.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await desk.openMenu.click();
  await desk.goTo('Monitoring');
  await expect(desk.heading).toHaveText('Monitoring');
  await expect(drawer).toBeHidden();
});

test('the folded rail stays folded after a reload and keeps its names', async ({ page, desk, enterDesk }) => {
  await enterDesk();
  await page.getByRole('button', { name: 'Fold the menu' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Unfold the menu' })).toBeVisible();
  await desk.goTo('Monitoring');
  await expect(desk.heading).toHaveText('Monitoring');
});
