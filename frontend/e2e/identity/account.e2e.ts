import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/account-fixtures';
import { addAuthenticator } from '../support/authenticator';
import { totpCode } from '../support/totp';

const NEW_PASSWORD = 'three quiet rivers run';

test('a name is changed and shown at once', async ({ account, makeAccount }) => {
  await account.signIn(await makeAccount());
  await account.page.getByLabel('First name').fill('Maryam');
  await account.page.getByRole('button', { name: 'Save' }).click();
  await expect(account.page.getByText('Your name was saved.')).toBeVisible();
  await account.page.reload();
  await expect(account.page.getByLabel('First name')).toHaveValue('Maryam');
});

test('a new email address is asked for by a link; until then the old one holds', async ({ account, makeAccount }) => {
  const person = await makeAccount();
  await account.signIn(person);
  await account.page.getByRole('button', { name: 'Change address' }).click();
  await account.page.getByLabel('New email address').fill(`new-${person.email}`);
  await account.page.getByRole('button', { name: 'Send the link' }).click();
  await expect(account.page.getByText(`A link is on its way to new-${person.email}`)).toBeVisible();
  await expect(account.panel('Email address').getByText(person.email, { exact: true })).toBeVisible();
});

test('a new password ends the other sessions and opens the account from then on', async ({
  account,
  elsewhere,
  makeAccount,
}) => {
  const person = await makeAccount();
  const other = await elsewhere();
  await other.signIn(person);
  await account.signIn(person);
  await account.open('/security');
  const { page } = account;
  await page.getByLabel('Current password').fill('not this one');
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('The current password is not right.')).toBeVisible();
  await page.getByLabel('Current password').fill(person.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password was changed.')).toBeVisible();

  await other.sections.getByRole('link', { name: 'Sessions' }).click();
  await expect(other.page).toHaveURL(/\/login/);
  await account.sections.getByRole('link', { name: 'Sessions' }).click();
  await expect(page.getByText('You are signed in only here')).toBeVisible();
  await other.signIn({ email: person.email, password: NEW_PASSWORD });
});

test('a password that everybody takes is refused', async ({ account, makeAccount }) => {
  const person = await makeAccount();
  await account.signIn(person);
  await account.open('/security');
  await account.page.getByLabel('Current password').fill(person.password);
  await account.page.getByLabel('New password').fill('password123');
  await account.page.getByRole('button', { name: 'Change password' }).click();
  await expect(account.page.getByText('This password is too easy to guess')).toBeVisible();
});

test('an app is added, renamed, gets new backup codes, and is removed', async ({ account, makeAccount }) => {
  const { page } = account;
  await account.signIn(await makeAccount());
  await account.open('/security');
  const factors = account.panel('Second factor');
  await factors.getByRole('button', { name: 'Add an app' }).click();
  await account.dialog.getByLabel('Name').fill('My phone');
  await account.dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(account.dialog.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  const secret = (await account.dialog.locator('code').innerText()).replaceAll(/\s/g, '');
  await account.dialog.getByLabel('Code from your app').fill(totpCode(secret));
  const codes = account.dialog.getByRole('list', { name: 'Backup codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const [first] = await codes.allInnerTexts();
  const download = page.waitForEvent('download');
  await account.dialog.getByRole('link', { name: 'Download' }).click();
  const file = await (await download).path();
  expect(await readFile(file, 'utf8')).toContain(first);
  await account.dialog.getByRole('button', { name: 'I have kept them in a safe place' }).click();
  await expect(factors.getByText('On', { exact: true })).toBeVisible();
  await expect(factors.getByText('10 codes are left')).toBeVisible();

  await factors.getByRole('button', { name: 'Rename My phone' }).click();
  await account.dialog.getByLabel('Name').fill('Work phone');
  await account.dialog.getByRole('button', { name: 'Save' }).click();
  await factors.getByRole('button', { name: 'Make new codes' }).click();
  await account.dialog.getByRole('button', { name: 'Make new codes' }).click();
  await expect(codes).toHaveCount(10);
  expect(await codes.allInnerTexts()).not.toContain(first);
  await account.dialog.getByRole('button', { name: 'I have kept them in a safe place' }).click();

  await factors.getByRole('button', { name: 'Remove Work phone' }).click();
  await expect(account.dialog).toContainText('a password alone opens your account');
  await account.dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(factors.getByText('Off', { exact: true })).toBeVisible();
});

test('a passkey is added and removed', async ({ account, makeAccount }) => {
  const { page } = account;
  await addAuthenticator(page);
  await account.signIn(await makeAccount());
  await account.open('/security');
  const factors = account.panel('Second factor');
  await factors.getByRole('button', { name: 'Add a passkey' }).click();
  await account.dialog.getByLabel('Name').fill('This laptop');
  await account.dialog.getByRole('button', { name: 'Create the passkey' }).click();
  await account.dialog.getByRole('button', { name: 'I have kept them in a safe place' }).click();
  await expect(factors.getByText('This laptop')).toBeVisible();
  await factors.getByRole('button', { name: 'Remove This laptop' }).click();
  await account.dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(factors.getByText('This laptop')).toBeHidden();
});

test('a session on another device is ended and is out with its next step', async ({
  account,
  elsewhere,
  makeAccount,
}) => {
  const person = await makeAccount();
  const other = await elsewhere();
  await other.signIn(person);
  await account.signIn(person);
  await account.open('/sessions');
  await expect(account.panel('This session').getByText('This one')).toBeVisible();
  await account
    .panel('Other sessions')
    .getByRole('button', { name: /^End the session of/ })
    .click();
  await account.dialog.getByRole('button', { name: 'End session' }).click();
  await expect(account.page.getByText('You are signed in only here')).toBeVisible();
  await other.sections.getByRole('link', { name: 'Sessions' }).click();
  await expect(other.page).toHaveURL(/\/login/);
});

test('“this was not me” ends the others and leads to a new password', async ({ account, elsewhere, makeAccount }) => {
  const person = await makeAccount();
  const other = await elsewhere();
  await other.signIn(person);
  await account.signIn(person);
  await account.open('/security');
  await account
    .panel('Recent sign-ins')
    .getByRole('button', { name: /^This was not me/ })
    .last()
    .click();
  await account.dialog.getByRole('button', { name: 'End the other sessions' }).click();
  await expect(account.page.getByText('The other sessions have ended. Set a new password now')).toBeVisible();
  await expect(account.page.getByLabel('Current password')).toBeFocused();
  await other.sections.getByRole('link', { name: 'Sessions' }).click();
  await expect(other.page).toHaveURL(/\/login/);
});

test('an API key is shown once, does what it may, and nothing after it was revoked', async ({
  account,
  makeAccount,
  origin,
  request,
}) => {
  const { page } = account;
  await account.signIn(await makeAccount('admin'));
  await account.open('/api-keys');
  await page.getByRole('button', { name: 'Create a key' }).click();
  await account.dialog.getByLabel('Name', { exact: true }).fill('Nightly report');
  await account.dialog.getByRole('checkbox', { name: /monitoring:read/ }).check();
  await account.dialog.getByRole('button', { name: 'Create', exact: true }).click();
  const key = await account.dialog.locator('#new-key').innerText();
  const ask = async (path: string): Promise<number> => {
    const answer = await request.get(`${origin}/api/v1${path}`, { headers: { Authorization: `Bearer ${key}` } });
    return answer.status();
  };
  expect(await ask('/monitoring/login-attempts')).toBe(200);
  expect(await ask('/admin/users')).toBe(403);
  await account.dialog.getByRole('button', { name: 'I have kept it' }).click();
  await expect(page.getByText(key)).toHaveCount(0);

  await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
  await account.dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(account.panel('Your keys').getByText('Revoked', { exact: true })).toBeVisible();
  expect(await ask('/monitoring/login-attempts')).toBe(401);
});

test('a learner has no keys to make', async ({ account, makeAccount }) => {
  await account.signIn(await makeAccount());
  await expect(account.sections.getByRole('link', { name: 'Linked accounts' })).toBeVisible();
  await expect(account.sections.getByRole('link', { name: 'API keys' })).toHaveCount(0);
});

test('language and theme follow to another device', async ({ account, elsewhere, makeAccount }) => {
  const person = await makeAccount();
  await account.signIn(person);
  await account.open('/preferences');
  const stored = account.page.waitForResponse(/\/account\/profile$/);
  await account.page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await account.page.getByRole('radio', { name: 'العربية' }).check({ force: true });
  await expect(account.heading).toHaveText('اللغة والمظهر');
  await stored;
  const other = await elsewhere();
  await other.signIn(person);
  await expect(other.heading).toHaveText('الملف الشخصي');
  await expect(other.page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('one’s data is saved as a file without secrets', async ({ account, makeAccount }) => {
  const person = await makeAccount();
  await account.signIn(person);
  await account.open('/data');
  const download = account.page.waitForEvent('download');
  await account.page.getByRole('button', { name: 'Download' }).click();
  const saved = await readFile(await (await download).path(), 'utf8');
  expect(JSON.parse(saved)).toMatchObject({ account: { email: person.email } });
  expect(saved).not.toMatch(/passwordHash|argon2/i);
});

test('an account that is to be deleted says so everywhere, and stays when its owner wants that', async ({
  account,
  makeAccount,
}) => {
  const { page } = account;
  const person = await makeAccount();
  await account.signIn(person);
  await account.open('/data');
  await page.getByRole('button', { name: 'Delete my account…' }).click();
  await account.dialog.getByRole('textbox').fill(person.email);
  await account.dialog.getByRole('button', { name: 'Delete my account' }).click();
  await expect(account.dialog).toBeHidden();
  await account.sections.getByRole('link', { name: 'Profile' }).click();
  await expect(account.heading).toHaveText('Profile');
  await expect(page.getByText(/^Your account will be deleted on .* 20\d\d/).first()).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Keep my account' }).click();
  await expect(page.getByRole('button', { name: 'Keep my account' })).toBeHidden();
  await page.reload();
  await expect(account.heading).toHaveText('Profile');
  await expect(page.getByRole('button', { name: 'Keep my account' })).toHaveCount(0);
});

test('a deactivated account lets nobody in', async ({ account, makeAccount }) => {
  const { page } = account;
  const person = await makeAccount();
  await account.signIn(person);
  await page.getByRole('button', { name: 'Deactivate…' }).click();
  await account.dialog.getByRole('textbox').fill(person.email);
  await account.dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.locator('input[type="email"]').fill(person.email);
  await page.locator('#sign-in-password').fill(person.password);
  await page.locator('button[type="submit"]').click();
  await expect(page.getByRole('alert')).toContainText('not right');
});

test('the pages are walked with the keyboard, and the focus goes to each heading', async ({ account, makeAccount }) => {
  await account.signIn(await makeAccount());
  const security = account.sections.getByRole('link', { name: 'Security' });
  await security.focus();
  await account.page.keyboard.press('Enter');
  await expect(account.heading).toHaveText('Security');
  await expect(account.heading).toBeFocused();
  await expect(security).toHaveAttribute('aria-current', 'page');
});
