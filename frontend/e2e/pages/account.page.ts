import type { Locator, Page } from '@playwright/test';
import type { Account } from '../support/fixtures';

/** The account area, in English. `origin` is the server's, by name: passkeys do not work under an address. */
export class AccountPage {
  readonly sections: Locator;
  readonly heading: Locator;
  readonly dialog: Locator;
  readonly toasts: Locator;

  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {
    this.sections = page.getByRole('navigation', { name: 'Account pages' });
    this.heading = page.getByRole('heading', { level: 1 });
    this.dialog = page.getByRole('dialog');
    this.toasts = page.getByRole('region', { name: 'Messages' });
  }

  async signIn({ email, password }: Account): Promise<void> {
    await this.page.goto(`${this.origin}/login`);
    await this.page.locator('input[type="email"]').fill(email);
    await this.page.locator('#sign-in-password').fill(password);
    await this.page.locator('button[type="submit"]').click();
    await this.page.waitForURL(/\/(account|admin\/dashboard)$/);
  }

  /** Opens a page of the account under its path, such as `/security`. */
  async open(path: '' | `/${string}`): Promise<void> {
    await this.page.goto(`${this.origin}/account${path}`);
    await this.heading.waitFor();
  }

  /** The block of a page under a heading. */
  panel(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }
}
