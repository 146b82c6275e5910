import type { Locator, Page } from '@playwright/test';
import type { Account } from '../support/fixtures';
import { LEARNERS_DOOR, enter } from '../support/learning';

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

  /** By the API: how the page signs in is for other tests. */
  async signIn(person: Account): Promise<void> {
    await enter(this.page, person, this.origin + LEARNERS_DOOR);
    await this.open('');
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
