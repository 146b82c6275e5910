import { MonitoringPage } from '../pages/monitoring.page';
import { Attacker, clearDefences, statusWith } from '../support/attempts';
import { expect, test } from '../support/fixtures';

let attacker: Attacker;
let desk: MonitoringPage;

test.beforeEach(async ({ page, baseURL, admin, enterDesk }) => {
  await clearDefences(baseURL ?? '', admin);
  attacker = new Attacker(baseURL ?? '');
  desk = new MonitoringPage(page);
  await enterDesk();
});

test('an address is blocked from the drawer, and let in again with Undo', async () => {
  await attacker.guess(2);
  await desk.open();
  await desk.openFirst(attacker.account);
  await desk.drawer.getByRole('button', { name: 'Block address' }).click();
  await expect(desk.dialog.getByLabel('Reason')).toHaveValue('2 refused sign-ins in 24 hours');
  await desk.dialog.getByRole('radio', { name: '1 hour' }).check();
  await desk.dialog.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(desk.drawer).toContainText(`Blocked as ${attacker.address}`);
  expect((await attacker.signIn('wrong')).code).toBe('ADDRESS_BLOCKED');
  await desk.toasts.getByRole('button', { name: 'Undo' }).click();
  await expect(desk.drawer.getByRole('button', { name: 'Block address' })).toBeVisible();
  expect((await attacker.signIn('wrong')).code).toBe('INVALID_CREDENTIALS');
});

test('a whole range is blocked from the drawer, and lifted after asking', async ({ page }) => {
  await attacker.guess(1);
  await desk.open();
  await desk.openFirst(attacker.account);
  const range = attacker.address.replace(/\d+$/, '0/24');
  await desk.drawer.getByRole('button', { name: `Block ${range}` }).click();
  await expect(desk.dialog.getByRole('radio', { name: /256 addresses/ })).toBeChecked();
  await desk.dialog.getByRole('button', { name: 'Block', exact: true }).click();
  const neighbour = new Attacker(new URL(page.url()).origin, attacker.address.replace(/\d+$/, '254'));
  await expect(desk.drawer).toContainText(`Blocked as ${range}`);
  expect((await neighbour.signIn('wrong')).code).toBe('ADDRESS_BLOCKED');
  await desk.drawer.getByRole('button', { name: `Unblock ${range}` }).click();
  await page
    .getByRole('dialog', { name: 'Lift the whole block?' })
    .getByRole('button', { name: 'Lift the block' })
    .click();
  await expect(desk.drawer.getByRole('button', { name: 'Block address' })).toBeVisible();
  expect((await neighbour.signIn('wrong')).code).toBe('INVALID_CREDENTIALS');
});

test('an account is locked and unlocked from the drawer', async () => {
  await attacker.guess(1);
  await desk.open();
  await desk.openFirst(attacker.account);
  await desk.drawer.getByRole('button', { name: 'Lock account' }).click();
  await desk.dialog.getByRole('button', { name: 'Lock', exact: true }).click();
  // There is no such account: the server says so, and nothing is locked.
  await expect(desk.toasts).not.toBeEmpty();
  await expect(desk.drawer.getByRole('button', { name: 'Lock account' })).toBeVisible();
});

test('the sessions of a learner are ended, and their account is locked and opened again', async ({
  baseURL,
  learner,
}) => {
  const client = new Attacker(baseURL ?? '', undefined, learner.email);
  const { accessToken } = await client.signIn(learner.password);
  if (accessToken === null) throw new Error('the learner could not sign in');
  expect(await statusWith(baseURL ?? '', accessToken, '/auth/me')).toBe(200);
  await desk.open(`?email=${learner.email}`);
  await desk.openFirst(learner.email);
  await desk.drawer.getByRole('button', { name: 'End sessions' }).click();
  await desk.dialog.getByRole('button', { name: 'End sessions' }).click();
  await expect(desk.toasts).toContainText(/sessions? of learner@example\.org ended/);
  expect(await statusWith(baseURL ?? '', accessToken, '/auth/me')).toBe(401);

  await desk.drawer.getByRole('button', { name: 'Lock account' }).click();
  await desk.dialog.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(desk.drawer).toContainText('Account locked');
  expect((await client.signIn(learner.password)).code).toBe('ACCOUNT_LOCKED');
  await desk.drawer.getByRole('button', { name: 'Unlock account' }).click();
  await expect(desk.drawer.getByRole('button', { name: 'Lock account', exact: true })).toBeVisible();
  expect((await client.signIn(learner.password)).status).toBe(200);
});

test('the desk is worked with the keyboard alone', async ({ page }) => {
  await attacker.guess(3);
  await desk.open(`?email=${attacker.account}`);
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
  await expect(
    desk
      .rowsOf(attacker.account)
      .nth(1)
      .getByRole('button', { name: /Open details/ }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(desk.drawer).toBeVisible();
  await expect(page.getByRole('heading', { name: `Sign-in attempt from ${attacker.address}` })).toBeFocused();
  await page.keyboard.press('b');
  await expect(page.getByRole('dialog', { name: 'Block an address' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Block an address' })).toBeHidden();
  await expect(desk.drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(desk.drawer).toBeHidden();
  await expect(
    desk
      .rowsOf(attacker.account)
      .nth(1)
      .getByRole('button', { name: /Open details/ }),
  ).toBeFocused();
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: /^Paused/ })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Pause or go on');
});

test('the administrator is warned before they block themselves', async ({ page, clientAddress }) => {
  await page.goto('/admin/blocked-ips');
  await page.getByRole('button', { name: 'Block an address' }).click();
  await desk.dialog.getByLabel('Address or range').fill(clientAddress);
  await desk.dialog.getByLabel('Reason').fill('A slip');
  await expect(desk.dialog.getByRole('alert')).toContainText(`${clientAddress} is your own address`);
  await expect(desk.dialog.getByRole('button', { name: 'Block', exact: true })).toBeDisabled();
  await desk.dialog.getByLabel(/block it all the same/).check();
  await expect(desk.dialog.getByRole('button', { name: 'Block', exact: true })).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(desk.dialog).toBeHidden();
});

test('an address is blocked by hand, listed, found by an address it holds, and lifted', async ({ page }) => {
  const range = attacker.address.replace(/\d+$/, '0/24');
  await page.goto('/admin/blocked-ips');
  await page.getByRole('button', { name: 'Block an address' }).click();
  await desk.dialog.getByLabel('Address or range').fill(attacker.address.replace(/\d+$/, '7/24'));
  await desk.dialog.getByLabel('Reason').fill('Scanner');
  await desk.dialog.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(desk.dialog).toContainText(`Did you mean ${range}?`);
  await desk.dialog.getByLabel('Address or range').fill(range);
  await desk.dialog.getByRole('radio', { name: 'Permanent' }).check();
  await desk.dialog.getByRole('button', { name: 'Block', exact: true }).click();
  const row = page.getByRole('table', { name: 'Blocked addresses' }).getByRole('row').filter({ hasText: range });
  await expect(row).toContainText('permanent');
  expect((await attacker.signIn('wrong')).code).toBe('ADDRESS_BLOCKED');

  await page.goto(`/admin/blocked-ips?address=${attacker.address}`);
  await expect(row).toHaveCount(1);
  await row.getByRole('button', { name: `Unblock ${range}` }).click();
  await desk.dialog.getByRole('button', { name: 'Lift the block' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'In force' }).click();
  await page.getByRole('radio', { name: 'Over' }).click();
  await expect(page).toHaveURL(/state=expired/);
});
