import { expect, test as base } from '../support/identity-fixtures';
import { type RunningServer, startServer } from '../support/server';

/** A server whose policy demands a second factor of everybody who may enter the console. */
const test = base.extend<object, { readonly accountServer: RunningServer }>({
  accountServer: [
    async ({ browserName: _ }, use) => {
      const server = await startServer({ SECOND_FACTOR_POLICY: 'required' });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.describe.configure({ timeout: 120_000 });

test('an administrator without a second factor adds one before anything else, then goes on', async ({
  identity,
  makeAccount,
  page,
}) => {
  const person = await makeAccount('admin');
  await identity.open('/admin/monitoring?outcome=failed');
  await expect(page).toHaveURL(/\/admin\/login/);
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/account\/enrol\?returnUrl=/);
  await expect(page.getByText('Your role needs a second factor here')).toBeVisible();

  await identity.open('/admin/dashboard');
  await expect(page).toHaveURL(/\/account\/enrol/);
  await identity.open('/account/security');
  await expect(page).toHaveURL(/\/account\/enrol/);

  await identity.open('/account/enrol?returnUrl=%2Fadmin%2Fmonitoring%3Foutcome%3Dfailed');
  const { secret } = await identity.enrolApp();
  await expect(page).toHaveURL(/\/admin\/monitoring\?outcome=failed$/);
  await identity.signOut();
  await identity.signIn(person, '/admin/login');
  await identity.giveCode(secret);
  await expect(page).toHaveURL(/\/admin\/dashboard$/);
});

test('the owner of an account protects it from a notice, and sets a new password', async ({
  elsewhere,
  identity,
  makeAccount,
  page,
}) => {
  const person = await makeAccount();
  await identity.signIn(person);
  await expect(page).toHaveURL(/\/account$/);
  const stranger = await elsewhere();
  await stranger.signIn(person);
  await page.goto(await identity.linkIn(person.email, '/not-me'));
  await page.getByRole('button', { name: 'Protect my account' }).click();
  await expect(page.getByRole('heading', { name: 'Your account is protected' })).toBeVisible();
  await stranger.page.reload();
  await expect(stranger.page).toHaveURL(/\/login/);
  await page.goto(await identity.linkIn(person.email, '/reset-password'));
  await page.getByLabel('New password').fill('a new quiet river runs');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByRole('heading', { name: 'Your new password is set' })).toBeVisible();
  await identity.signIn({ email: person.email, password: 'a new quiet river runs' });
  await expect(page).toHaveURL(/\/account$/);
});
