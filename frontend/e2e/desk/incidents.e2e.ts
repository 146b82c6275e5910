import type { Page } from '@playwright/test';
import { Attacker } from '../support/attempts';
import { expect, someAddress, strangerEmail, test, type Account } from '../support/fixtures';
import { allLooks, expectAccessible, wear } from '../support/looks';

/** Guesses at one account, each from another address of one network: nothing but the account locks itself. */
async function attack(baseUrl: string): Promise<{ readonly account: string; readonly attackers: readonly Attacker[] }> {
  const account = strangerEmail();
  const network = someAddress().replace(/\d+$/, '');
  const attackers = Array.from(
    { length: 12 },
    (_, index) => new Attacker(baseUrl, network + String(index + 1), account),
  );
  for (const attacker of attackers) await attacker.signIn('a guess');
  return { account, attackers };
}

test('an attack becomes an incident, which is handled to its end', async ({ page, baseURL, enterDesk }) => {
  test.slow();
  await enterDesk();
  await page.getByRole('link', { name: /^Incidents/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Incidents');
  const { account, attackers } = await attack(baseURL ?? '');
  // it is announced without moving the ground, and the bell and the rail tell of it
  await page.getByRole('button', { name: /new incidents?$/ }).click();
  await expect(page.getByRole('link', { name: /^Incidents open: \d+$/ })).toBeVisible();
  await page.getByRole('button', { name: /^Notifications, / }).click();
  const panel = page.getByRole('dialog', { name: 'Notifications' });
  await panel
    .getByRole('listitem')
    .filter({ hasText: account })
    .getByRole('link', { name: /New incident: Brute force/ })
    .click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Brute force');
  await expect(page.getByRole('list', { name: 'Story' })).toContainText('Detected: Brute force');
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
  await page.getByLabel('Write a note').fill('Nobody here knows this account.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByRole('list', { name: 'Story' })).toContainText('Nobody here knows this account.');

  await page.getByRole('button', { name: 'Contain …' }).click();
  const plan = page.getByRole('dialog', { name: 'Contain this incident' });
  const [first] = attackers;
  await expect(plan.getByRole('checkbox', { name: first?.address ?? '' }).first()).toBeChecked();
  await plan.getByRole('button', { name: /^Do \d+ actions?$/ }).click();
  await expect(page.locator('app-containment-panel')).toContainText('Blocks and locks last until');
  expect((await first?.signIn('another guess', strangerEmail()))?.code).toBe('ADDRESS_BLOCKED');
  await page.locator('app-containment-panel').getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('app-containment-panel')).toContainText('Undone by');
  expect((await first?.signIn('another guess', strangerEmail()))?.code).toBe('INVALID_CREDENTIALS');
  await page.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();

  await page.getByRole('link', { name: 'Report' }).click();
  const paper = page.getByRole('article');
  await expect(paper).toContainText('Undone by');
  await expect(paper).toContainText('Nobody here knows this account.');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(paper).toBeVisible();
});

test('a rule is tried on what happened, set, and set back', async ({ page, enterDesk }) => {
  await enterDesk();
  await page.goto('/admin/rules');
  const rule = page.getByRole('list', { name: 'Rules' }).getByRole('listitem').filter({ hasText: 'Dormant account' });
  await rule.getByRole('button', { name: 'Settings' }).click();
  await rule.getByLabel('Without a sign-in for').fill('120');
  await rule.getByRole('button', { name: 'Start' }).click();
  await expect(rule).toContainText('Nothing would have been found.');
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status', { name: 'Messages' })).toContainText('Dormant account awake: saved');
  await rule.getByRole('button', { name: 'Back to defaults' }).click();
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(rule.getByRole('button', { name: 'Back to defaults' })).toBeDisabled();
});

async function openFirst(page: Page): Promise<void> {
  await page.locator('app-incidents-table .row-open').first().click();
  await expect(page.locator('app-story-list')).toBeVisible();
}

async function signIn(page: Page, admin: Account): Promise<void> {
  await page.goto('/admin/login?returnUrl=%2Fadmin%2Fincidents');
  await page.locator('input[type="email"]').fill(admin.email);
  await page.locator('#sign-in-password').fill(admin.password);
  await page.locator('form:has(#sign-in-password) button[type="submit"]').click();
  await expect(page).toHaveURL(/\/admin\/incidents$/);
}

for (const looks of allLooks) {
  test(`incidents and rules are accessible in ${looks.locale}, ${looks.theme}`, async ({ page, admin, baseURL }) => {
    test.slow();
    await wear(page, looks);
    await signIn(page, admin);
    if ((await page.locator('app-incidents-table .row-open, app-empty-state').first().getAttribute('href')) === null) {
      await attack(baseURL ?? '');
      await page.locator('app-incidents-table .news button').click();
    }
    await page.locator('app-notification-bell button').click();
    await expect(page.locator('#notifications-panel')).toBeVisible();
    await expect(page.locator('#notifications-panel app-skeleton')).toHaveCount(0);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await openFirst(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    await page.locator('app-incident-head .btn.danger').click();
    await expect(page.locator('app-contain-dialog')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.locator('app-incident-head a').click();
    await expect(page.locator('article h2')).not.toHaveCount(0);
    await expectAccessible(page);
    await page.goto('/admin/rules');
    await page.locator('app-rule-section button').first().click();
    await expect(page.locator('app-parameter-field').first()).toBeVisible();
    await expectAccessible(page);
  });
}
