import { expect, someAddress, strangerEmail, test } from '../support/fixtures';

test('an administrator signs in and stays signed in after a reload, with no token in any storage', async ({
  page,
  desk,
  signInToDesk,
}) => {
  await signInToDesk();
  await expect(desk.heading).toHaveText('Overview');
  const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
  expect(stored).not.toMatch(/eyJ[\w-]+\./);
  await page.reload();
  await expect(page).toHaveURL(/\/admin\/dashboard$/);
  await expect(desk.heading).toHaveText('Overview');
});

test('a learner signs in to the account and cannot enter the desk', async ({ page, learnerSignIn, learner }) => {
  await learnerSignIn.open();
  await learnerSignIn.signIn(learner);
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByText(learner.email).first()).toBeVisible();
  await page.goto('/admin/monitoring');
  await expect(page.getByRole('heading', { name: 'This page is not for your account' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/admin/monitoring');
});

test('a learner is not let in through the door of the desk', async ({ page, adminSignIn, learner }) => {
  await adminSignIn.open();
  await adminSignIn.signIn(learner);
  await expect(adminSignIn.notice).toContainText('The email or the password is not right.');
  expect(new URL(page.url()).pathname).toBe('/admin/login');
});

test('a refused sign-in says the same for a known and an unknown account', async ({ adminSignIn, admin }) => {
  const told: string[] = [];
  for (const email of [admin.email, strangerEmail()]) {
    await adminSignIn.open();
    await adminSignIn.signIn({ email, password: 'not-the-password' });
    await expect(adminSignIn.notice).toContainText('not right');
    told.push(await adminSignIn.notice.innerText());
  }
  expect(told[0]).toBe(told[1]);
});

test('a locked account counts its lock down, live, to its end', async ({ page, request, adminSignIn }) => {
  const email = strangerEmail();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await request.post('/api/v1/auth/admin/login', {
      data: { email, password: `wrong-${String(attempt)}` },
      headers: { 'X-Forwarded-For': someAddress() },
    });
  }
  await page.clock.install();
  await adminSignIn.open();
  await adminSignIn.signIn({ email, password: 'wrong' });
  await expect(adminSignIn.notice).toContainText('locked after too many failures');
  await expect(adminSignIn.countdown).toHaveText(/Try again in 1[45]:\d\d/);
  await expect(adminSignIn.submit).toBeDisabled();

  const before = await adminSignIn.countdown.innerText();
  await page.clock.runFor(3_000);
  await expect(adminSignIn.countdown).not.toHaveText(before);

  await adminSignIn.email.fill('somebody-else@example.org');
  await expect(adminSignIn.submit).toBeEnabled();
  await adminSignIn.email.fill(email);
  await expect(adminSignIn.submit).toBeDisabled();

  await page.clock.fastForward('15:00');
  await expect(adminSignIn.notice).toContainText('You can sign in again');
  await expect(adminSignIn.submit).toBeEnabled();
});

test('a blocked address is told apart from a locked account', async ({ request, adminSignIn, clientAddress }) => {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await request.post('/api/v1/auth/login', {
      data: { email: `spray-${String(attempt)}@example.org`, password: 'wrong' },
      headers: { 'X-Forwarded-For': clientAddress },
    });
  }
  await adminSignIn.open();
  await adminSignIn.signIn({ email: 'someone@example.org', password: 'wrong' });
  await expect(adminSignIn.notice).toContainText('Sign-in from your address is blocked');
  await expect(adminSignIn.countdown).toHaveText(/(29|30):\d\d/);
});

test('a server that does not answer is told apart from a refusal, and one can try again', async ({
  page,
  context,
  adminSignIn,
  admin,
}) => {
  await adminSignIn.open();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await adminSignIn.signIn(admin);
  await expect(adminSignIn.notice).toContainText('The server did not answer. Your password was not refused.');
  await context.setOffline(false);
  await adminSignIn.submit.click();
  await expect(page).toHaveURL(/\/admin\/dashboard$/);
});

test('the password can be shown, pasted and sent with Enter', async ({ page, context, adminSignIn, admin }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await adminSignIn.open();
  await page.evaluate((text) => navigator.clipboard.writeText(text), admin.password);
  await adminSignIn.email.fill(admin.email);
  await adminSignIn.password.focus();
  await page.keyboard.press('Control+V');
  await expect(adminSignIn.password).toHaveValue(admin.password);
  await page.getByRole('button', { name: 'Show the password' }).click();
  await expect(adminSignIn.password).toHaveAttribute('type', 'text');
  await adminSignIn.password.press('Enter');
  await expect(page).toHaveURL(/\/admin\/dashboard$/);
});

test('a form that is incomplete says so at the field and sends nothing', async ({ page, adminSignIn }) => {
  const calls: string[] = [];
  page.on('request', (request) => {
    // A passkey that the browser may offer in the email field is prepared for as soon as somebody is there.
    const prepares = request.url().endsWith('/auth/passkeys/options');
    if (request.method() === 'POST' && !prepares) calls.push(request.url());
  });
  await adminSignIn.open();
  await adminSignIn.submit.click();
  await expect(page.getByText('Please fill this in.')).toHaveCount(2);
  await expect(adminSignIn.email).toBeFocused();
  expect(calls).toEqual([]);
});

test('"keep me signed in" makes a cookie that outlives the browser, and only then', async ({
  page,
  context,
  learnerSignIn,
  learner,
}) => {
  const refreshCookie = async (): Promise<number | undefined> =>
    (await context.cookies()).find(({ name }) => name.endsWith('classy_refresh'))?.expires;
  await learnerSignIn.open();
  await learnerSignIn.signIn(learner);
  await expect(page).toHaveURL(/\/account$/);
  expect(await refreshCookie()).toBe(-1);

  await context.clearCookies();
  await page.evaluate(() => {
    localStorage.clear();
  });
  await learnerSignIn.open();
  await learnerSignIn.remember.check();
  await learnerSignIn.signIn(learner);
  await expect(page).toHaveURL(/\/account$/);
  expect((await refreshCookie()) ?? 0).toBeGreaterThan(Date.now() / 1_000 + 20 * 86_400);
});
