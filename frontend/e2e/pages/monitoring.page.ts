import { type Locator, type Page, expect } from '@playwright/test';

/** The monitoring page, in English. */
export class MonitoringPage {
  readonly table: Locator;
  readonly drawer: Locator;
  readonly newAttempts: Locator;
  readonly locks: Locator;
  readonly blocks: Locator;
  readonly dialog: Locator;
  readonly toasts: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole('table', { name: 'Sign-in attempts' });
    this.drawer = page.getByRole('complementary', { name: 'Details' }).locator('app-attempt-drawer');
    this.newAttempts = page.getByRole('button', { name: /↑ .* new attempts?/ });
    this.locks = page.getByRole('region', { name: /^Locked accounts/ });
    this.blocks = page.getByRole('region', { name: /^Blocked addresses/ });
    this.dialog = page.getByRole('dialog');
    this.toasts = page.getByRole('status', { name: 'Messages' });
  }

  /** Opens the page with a query such as `?outcome=failed` and waits until it is live. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`/admin/monitoring${query}`);
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('Monitoring');
    await expect(this.page.getByRole('button', { name: /^Live/ })).toBeVisible();
    await expect(this.table).toHaveAttribute('aria-busy', 'false');
  }

  /** The rows of one account, from top to bottom. */
  rowsOf(account: string): Locator {
    return this.table.getByRole('row').filter({ hasText: account });
  }

  async openFirst(account: string): Promise<void> {
    await this.rowsOf(account)
      .first()
      .getByRole('button', { name: /Open details/ })
      .click();
    await expect(this.drawer).toBeVisible();
  }

  /** A filter chip by the beginning of what it says. */
  chip(text: string | RegExp): Locator {
    return this.page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: text });
  }
}
