import { readFile } from 'node:fs/promises';
import { UsersPage } from '../pages/users.page';
import { Attacker, clearDefences, statusWith } from '../support/attempts';
import { expect, strangerEmail, test } from '../support/fixtures';
import { allLooks, expectAccessible, wear } from '../support/looks';

let users: UsersPage;
let client: Attacker;

test.beforeEach(async ({ page, baseURL, admin, learner, enterDesk }) => {
  await clearDefences(baseURL ?? '', admin);
  users = new UsersPage(page);
  client = new Attacker(baseURL ?? '', undefined, learner.email);
  await enterDesk();
});

test('somebody is found by the beginning of their email, and opened with the keyboard', async ({ page, learner }) => {
  await users.open();
  await users.search.fill('LEARN');
  await expect(page).toHaveURL(/search=learn/);
  await expect(users.row(learner.email)).toBeVisible();
  await expect(users.table.getByRole('row')).toHaveCount(2);
  await page.reload();
  await expect(users.search).toHaveValue('learn');
  await expect(users.row(learner.email)).toBeVisible();
  await users.heading.click();
  await page.keyboard.press('j');
  await expect(users.row(learner.email).getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/users\/[0-9a-f]{24}$/);
  await expect(page.getByText(learner.email).first()).toBeVisible();
  await page.goBack();
  await expect(users.search).toHaveValue('learn');
});

test('an account is locked on its page, shows the time that is left, and is opened again', async ({
  page,
  learner,
}) => {
  await users.openPerson(learner.email, 'Security');
  await page.getByRole('button', { name: 'Lock account' }).click();
  await users.dialog.getByRole('radio', { name: '30 min' }).check();
  await users.dialog.getByLabel('Reason').fill('Shared the password');
  await users.dialog.getByRole('button', { name: 'Lock', exact: true }).click();
  const locks = page.getByRole('region', { name: 'Locks' });
  await expect(locks).toContainText('Locked by an administrator');
  await expect(locks).toContainText('Shared the password');
  await expect(locks).toContainText(/29:\d\d/);
  expect((await client.signIn(learner.password)).code).toBe('ACCOUNT_LOCKED');
  await users.open('?state=locked');
  await expect(users.row(learner.email)).toContainText('Locked');
  await users.openPerson(learner.email, 'Security');
  await locks.getByRole('button', { name: 'Unlock: Locked by an administrator' }).click();
  await expect(locks).toContainText('Nothing is locked.');
  expect((await client.signIn(learner.password)).status).toBe(200);
});

test('a lock by the rules is lifted without touching another', async ({ page, learner }) => {
  await client.guess(5);
  await users.openPerson(learner.email, 'Security');
  const locks = page.getByRole('region', { name: 'Locks' });
  await expect(locks).toContainText('Locked after failed sign-ins');
  await expect(locks).toContainText('5 failed sign-ins');
  await locks.getByRole('button', { name: 'Unlock: Locked after failed sign-ins' }).click();
  await expect(locks).toContainText('Nothing is locked.');
});

test('one session is ended on the page of its person', async ({ page, baseURL, learner }) => {
  const { accessToken } = await client.signIn(learner.password);
  if (accessToken === null) throw new Error('the learner could not sign in');
  await users.openPerson(learner.email, 'Sessions');
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await sessions
    .getByRole('button', { name: /^End the session on/ })
    .first()
    .click();
  await users.dialog.getByRole('button', { name: 'End session' }).click();
  await expect(users.toasts).toContainText('is over');
  expect(await statusWith(baseURL ?? '', accessToken, '/auth/me')).toBe(401);
});

test('several are signed out at once; who was refused is told with the reason', async ({ page, admin, learner }) => {
  await client.signIn(learner.password);
  await users.open();
  await users.row(learner.email).getByRole('checkbox').check();
  await users.row(admin.email).getByRole('checkbox').check();
  await users.selection.getByRole('button', { name: 'End sessions' }).click();
  await users.dialog.getByRole('button', { name: 'End sessions' }).click();
  await expect(users.dialog).toContainText('1 done');
  await expect(users.dialog).toContainText('1 refused');
  await expect(users.dialog.getByRole('listitem').first()).toContainText(admin.email);
  await expectAccessible(page);
});

test('a role is changed and changed back, and the log tells it', async ({ page, learner }) => {
  await users.openPerson(learner.email);
  for (const role of ['Teacher', 'Learner']) {
    await page.getByRole('button', { name: 'Change role' }).click();
    await users.dialog.getByRole('radio', { name: new RegExp(`^${role}`) }).check();
    await users.dialog.getByRole('button', { name: 'Change role' }).click();
    await expect(users.toasts).toContainText(`now has the role ${role}`);
    await expect(page.getByRole('region', { name: 'Role' })).toContainText(role);
  }
  await users.tab('Audit');
  await page.getByText('Done to this account').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Role changed' }).first()).toBeVisible();
});

test('a deactivated account lets nobody in until it is activated', async ({ page, learner }) => {
  await users.openPerson(learner.email);
  await page.getByRole('button', { name: 'Deactivate' }).click();
  await users.dialog.getByLabel('Reason').fill('On leave');
  await users.dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByRole('button', { name: 'Activate', exact: true })).toBeVisible();
  expect((await client.signIn(learner.password)).status).not.toBe(200);
  await page.getByRole('button', { name: 'Activate', exact: true }).click();
  await users.dialog.getByLabel('Reason').fill('Back again');
  await users.dialog.getByRole('button', { name: 'Activate', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Deactivate' })).toBeVisible();
  expect((await client.signIn(learner.password)).status).toBe(200);
});

test('the list is saved as a file, as it is filtered', async ({ page, admin, learner }) => {
  await users.open('?search=learner');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  expect(text).toContain(learner.email);
  expect(text).not.toContain(admin.email);
});

test('an invitation is sent, listed and withdrawn', async ({ page }) => {
  const email = strangerEmail();
  await users.open();
  await page.getByRole('button', { name: 'Invite' }).click();
  await users.dialog.getByLabel('Email').fill(email);
  await users.dialog.getByLabel('Role').selectOption({ label: 'Teacher' });
  await users.dialog.getByRole('button', { name: 'Send invitation' }).click();
  await expect(users.toasts).toContainText(email);
  await page.getByRole('link', { name: 'Invitations' }).click();
  const open = page.getByRole('table', { name: 'Open invitations' });
  await expect(open).toContainText(email);
  await open.getByRole('button', { name: `Withdraw the invitation of ${email}` }).click();
  await users.dialog.getByRole('button', { name: 'Withdraw' }).click();
  await expect(open).not.toContainText(email);
});

for (const looks of allLooks) {
  test(`the pages about people are accessible in ${looks.locale}, ${looks.theme}`, async ({ page, learner }) => {
    test.slow();
    await wear(page, looks);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/admin/users');
      await expect(page.locator('td .row-open').first()).toBeVisible();
      await page.locator('td.select input').first().check();
      await expectFinished();
      await page.locator('.page-head .btn.primary').click();
      await expect(page.locator('app-invite-dialog')).toBeVisible();
      await expectFinished();
      await page.keyboard.press('Escape');
      await page.goto('/admin/users/invitations');
      await expect(page.locator('app-invitations-table [aria-busy="false"]')).toHaveCount(1);
      await expectFinished();
      await page.goto(`/admin/users?search=${learner.email}`);
      await page.locator('td .row-open').first().click();
      // the list has tabs too
      await expect(page).toHaveURL(/\/admin\/users\/[0-9a-f]{24}/);
      for (const tab of ['', 'sign-ins', 'sessions', 'security', 'audit']) {
        await page.locator(tab === '' ? 'app-link-tabs a >> nth=0' : `app-link-tabs a[href$="tab=${tab}"]`).click();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await expectFinished();
      }
    }

    /** Nothing that axe can find, and every text there in the language of the page. */
    async function expectFinished(): Promise<void> {
      await expect(page.locator('h1')).toBeVisible();
      // What the shell says about the second factor has texts of its own, which may come later.
      await expect(page.locator('main .btn:empty')).toHaveCount(0);
      await expect(page.locator('body')).not.toContainText(/\b(users|desk)\.[a-z]+[.A-Z]/);
      await expectAccessible(page);
    }
  });
}
