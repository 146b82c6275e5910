import { type Page, expect } from '@playwright/test';
import type { Account } from '../support/fixtures';
import { totpCode } from '../support/totp';

export const PASSWORD = 'thimble rocket yonder';

/** The pages around signing in, in English, on a server that keeps its mails in a mailbox of its own. */
export class IdentityPage {
  constructor(
    readonly page: Page,
    readonly origin: string,
  ) {}

  async open(path: string): Promise<void> {
    await this.page.goto(this.origin + path);
  }

  async register(email: string, password = PASSWORD): Promise<void> {
    await this.open('/register');
    await this.page.getByLabel('First name').fill('Maya');
    await this.page.getByLabel('Last name').fill('Haddad');
    await this.page.getByLabel('Email').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Create account' }).click();
    await expect(this.page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();
  }

  /** The link to `path` in the newest mail to an address that has one, as an address of this server. */
  async linkIn(to: string, path: string): Promise<string> {
    let found: string | undefined;
    await expect(async () => {
      const response = await this.page.request.get(`${this.origin}/api/v1/dev/mailbox`);
      const { data } = (await response.json()) as { data: { to: string; text: string }[] };
      const texts = data.filter((mail) => mail.to === to).map((mail) => mail.text);
      const pattern = new RegExp(`https?://[^\\s/]+(${path}#token=[\\w-]+)`);
      found = texts.map((text) => pattern.exec(text)?.[1]).find((link) => link !== undefined);
      expect(found).toBeDefined();
    }).toPass();
    return this.origin + (found ?? '');
  }

  async signIn({ email, password }: Account, path: '/login' | '/admin/login' = '/login'): Promise<void> {
    await this.open(path);
    await this.page.getByLabel('Email').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** Answers the second step with the code of an app. */
  async giveCode(secret: string): Promise<void> {
    await this.page.getByLabel('Code from your app').fill(await freshCode(secret));
  }

  /** From the choice on: adds an authenticator app. Gives its secret and the backup codes. */
  async enrolApp(): Promise<{ readonly secret: string; readonly codes: readonly string[] }> {
    const { page } = this;
    await page.getByRole('button', { name: /^Authenticator app/ }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
    const secret = await this.confirmShownKey();
    const list = page.getByRole('list', { name: 'Backup codes' });
    await expect(list.getByRole('listitem')).toHaveCount(10);
    const codes = await list.getByRole('listitem').allTextContents();
    await page.getByRole('button', { name: 'I have kept them in a safe place' }).click();
    return { secret, codes };
  }

  /** Gives the first code of the key that is shown, in any language. Gives the key. */
  async confirmShownKey(): Promise<string> {
    const secret = ((await this.page.locator('app-totp-setup code').textContent()) ?? '').replace(/\s/g, '');
    await this.page.locator('#totp-code').fill(await freshCode(secret));
    return secret;
  }

  /** Adds a passkey as the first factor. */
  async enrolPasskey(): Promise<void> {
    const { page } = this;
    await this.open('/account/enrol');
    await page.getByRole('button', { name: /^Passkey/ }).click();
    await page.getByLabel('Name').fill('This laptop');
    await page.getByRole('button', { name: 'Create the passkey' }).click();
    await page.getByRole('button', { name: 'I have kept them in a safe place' }).click();
    await expect(page).toHaveURL(/\/account$/);
  }

  /** Signs out by the account menu. */
  async signOut(): Promise<void> {
    await this.page.locator('app-account-menu button').first().click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(this.page).toHaveURL(/\/login/);
  }
}

const used = new Map<string, number>();

/** A code of an app that was not used yet: each counts once, so the next one is waited for where it must be. */
async function freshCode(secret: string): Promise<string> {
  const step = (): number => Math.floor(Date.now() / 30_000);
  while (used.get(secret) === step()) await new Promise((resolve) => setTimeout(resolve, 500));
  used.set(secret, step());
  return totpCode(secret);
}
