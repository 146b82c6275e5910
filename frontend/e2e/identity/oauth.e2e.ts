import type { Page } from '@playwright/test';
import { atSchool, expect, test } from '../support/provider-fixtures';

/** Signs in at the provider, whose pages are its own, and agrees. */
async function agreeAs(page: Page, sub: string): Promise<void> {
  await page.locator('input[name="login"]').fill(sub);
  await page.locator('input[name="password"]').fill('any');
  await page.locator('button[type="submit"]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('somebody new signs in through a provider, to the page that was asked for', async ({ identity, page }) => {
  await identity.open('/account/sessions');
  await expect(page).toHaveURL(/\/login\?returnUrl/);
  await page.getByRole('button', { name: 'Continue with The School' }).click();
  await agreeAs(page, atSchool.sub);
  await expect(page).toHaveURL(/\/account\/sessions$/);
  await identity.open('/account');
  await expect(page.getByText(atSchool.email).first()).toBeVisible();
});

test('who cancels at the provider comes back to words and a way on', async ({ identity, page }) => {
  await identity.open('/login');
  await page.getByRole('button', { name: 'Continue with The School' }).click();
  await page.getByRole('link', { name: /Cancel/ }).click();
  await expect(page.getByRole('heading', { name: 'The sign-in was not finished' })).toBeVisible();
  expect(page.url()).not.toContain('state=');
  await page.getByRole('link', { name: 'Begin again' }).click();
  await expect(page).toHaveURL(/\/login$/);
});

test('somebody who is signed in links an account there, and signs in with it', async ({
  identity,
  makeAccount,
  page,
}) => {
  const person = await makeAccount();
  await identity.signIn(person);
  await expect(page).toHaveURL(/\/account$/);
  await identity.open('/account/identities');
  await page.getByRole('button', { name: /Link/ }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await expect(dialog.or(page.locator('input[name="login"]'))).toBeVisible();
  if (await dialog.isVisible()) {
    await dialog.getByLabel('Password', { exact: true }).fill(person.password);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
  }
  await agreeAs(page, 'linker');
  await expect(page.getByText('The account at The School is linked.')).toBeVisible();
  await page.getByRole('link', { name: 'Go to my linked accounts' }).click();
  await expect(page.getByText('linker@school.example.org')).toBeVisible();
});
