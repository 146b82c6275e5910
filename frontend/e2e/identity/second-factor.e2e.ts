import { addAuthenticator } from '../support/authenticator';
import { expect, test } from '../support/identity-fixtures';

const confirmed = { name: 'Confirm that it is you' };

test.describe.configure({ timeout: 120_000 });

test('an app is added, and its code finishes the next sign-in', async ({ identity, makeAccount, page }) => {
  const person = await makeAccount();
  await identity.signIn(person);
  await expect(page).toHaveURL(/\/account$/);
  await identity.open('/account/enrol');
  const { secret } = await identity.enrolApp();
  await expect(page).toHaveURL(/\/account$/);
  await identity.signOut();

  await identity.signIn(person);
  await expect(page.getByRole('heading', confirmed)).toBeVisible();
  await page.getByLabel('Code from your app').fill('000000');
  await expect(page.getByRole('alert')).toContainText('This code is not right');
  await identity.giveCode(secret);
  await expect(page).toHaveURL(/\/account$/);
});

test('a backup code opens once', async ({ identity, makeAccount, page }) => {
  const person = await makeAccount();
  await identity.signIn(person);
  await expect(page).toHaveURL(/\/account$/);
  await identity.open('/account/enrol');
  const { codes } = await identity.enrolApp();
  const [code] = codes;
  await expect(page).toHaveURL(/\/account$/);
  await identity.signOut();

  const useCode = async (): Promise<void> => {
    await identity.signIn(person);
    await page.getByRole('button', { name: 'Use a backup code' }).click();
    await page.getByLabel('Backup code').fill(code ?? '');
    await page.getByRole('button', { name: 'Confirm' }).click();
  };
  await useCode();
  await expect(page).toHaveURL(/\/account$/);
  await identity.signOut();
  await useCode();
  await expect(page.getByRole('alert')).toContainText('This code is not right');
});

test('a passkey is made, finishes a sign-in, and signs in by itself', async ({ identity, makeAccount, page }) => {
  await addAuthenticator(page);
  const person = await makeAccount();
  await identity.signIn(person);
  await expect(page).toHaveURL(/\/account$/);
  await identity.enrolPasskey();
  await identity.signOut();

  await identity.signIn(person);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(/\/account$/);
  await identity.signOut();

  await identity.open('/login');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(/\/account$/);
});

test('a browser offers the passkey in the email field', async ({ identity, makeAccount, page }) => {
  await addAuthenticator(page, { offers: true });
  const person = await makeAccount();
  await identity.signIn(person);
  await expect(page).toHaveURL(/\/account$/);
  await identity.enrolPasskey();
  await identity.signOut();

  await identity.open('/login');
  await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();
  await page.getByLabel('Email').focus();
  await expect(page).toHaveURL(/\/account$/);
});

test('a passkey of nobody here is told apart from a wrong password', async ({ identity, page }) => {
  await addAuthenticator(page);
  await identity.open('/login');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  await expect(page).toHaveURL(/\/login$/);
});

test('whoever goes back from the second step begins again', async ({ identity, makeAccount, page }) => {
  const person = await makeAccount();
  await identity.signIn(person);
  await expect(page).toHaveURL(/\/account$/);
  await identity.open('/account/enrol');
  await identity.enrolApp();
  await expect(page).toHaveURL(/\/account$/);
  await identity.signOut();
  await identity.signIn(person);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Email')).toBeVisible();
});
