import { expect, test } from '../support/identity-fixtures';
import { PASSWORD } from '../pages/identity.page';

test('somebody registers, finds the mail, confirms the address and signs in', async ({ identity, newcomer, page }) => {
  await identity.register(newcomer);
  await page.getByRole('link', { name: 'Open the local mailbox' }).click();
  const article = page.getByRole('article');
  await expect(article.getByText(newcomer).first()).toBeVisible();
  await expect(article.locator('iframe').contentFrame().locator('a').first()).toBeVisible();
  const link = await article.getByRole('list', { name: 'Links in the mail' }).getByRole('link').first().textContent();
  expect(link).toContain('/verify-email#token=');

  await page.goto(await identity.linkIn(newcomer, '/verify-email'));
  await expect(page.getByRole('heading', { name: 'Confirm your email address' })).toBeVisible();
  expect(page.url()).not.toContain('token');
  await page.getByRole('button', { name: 'Confirm address' }).click();
  await expect(page.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible();
  await identity.signIn({ email: newcomer, password: PASSWORD });
  await expect(page).toHaveURL(/\/account$/);
});

test('an unconfirmed address cannot sign in, and gets another mail there', async ({ identity, newcomer, page }) => {
  await identity.register(newcomer);
  await identity.signIn({ email: newcomer, password: PASSWORD });
  const notice = page.locator('app-sign-in-form').getByRole('alert');
  await expect(notice).toContainText('Your email address is not confirmed yet.');
  await notice.getByRole('button', { name: 'Send the link again' }).click();
  await expect(notice).toContainText('A new link is on its way');
});

test('a link works once', async ({ identity, newcomer, page }) => {
  await identity.register(newcomer);
  const link = await identity.linkIn(newcomer, '/verify-email');
  for (const heading of ['Your address is confirmed', 'This link does not work any more']) {
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('button', { name: 'Confirm address' }).click();
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
  }
});

test('registering a known address looks the same, and its owner is told by mail', async ({
  identity,
  makeAccount,
  page,
}) => {
  const known = await makeAccount();
  await identity.register(known.email);
  await expect(async () => {
    const response = await page.request.get(`${identity.origin}/api/v1/dev/mailbox`);
    const { data } = (await response.json()) as { data: { to: string; text: string }[] };
    const mails = data.filter((mail) => mail.to === known.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).not.toContain('/verify-email');
  }).toPass();
});

test('a password that everybody takes is refused at its field', async ({ identity, newcomer, page }) => {
  await identity.open('/register');
  await page.getByLabel('First name').fill('Maya');
  await page.getByLabel('Last name').fill('Haddad');
  await page.getByLabel('Email').fill(newcomer);
  await page.getByLabel('Password', { exact: true }).fill('password123');
  await expect(page.getByText(/Strength:.*weak/)).toBeVisible();
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.locator('#register-password-note')).toContainText('too easy to guess');
});

test('a forgotten password is replaced by a mail, and every session ends', async ({
  identity,
  elsewhere,
  makeAccount,
  page,
}) => {
  const person = await makeAccount();
  const other = await elsewhere();
  await other.signIn(person);
  await identity.open('/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible();
  await page.getByLabel('Email').fill(person.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(`If ${person.email} has an account`)).toBeVisible();

  await page.goto(await identity.linkIn(person.email, '/reset-password'));
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByRole('heading', { name: 'Your new password is set' })).toBeVisible();
  await identity.signIn({ email: person.email, password: PASSWORD });
  await expect(page).toHaveURL(/\/account$/);
  await other.page.reload();
  await expect(other.page).toHaveURL(/\/login/);
});
