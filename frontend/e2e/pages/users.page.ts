import { type Locator, type Page, expect } from '@playwright/test';

/** The pages about people, in English. */
export class UsersPage {
  readonly heading: Locator;
  readonly table: Locator;
  readonly selection: Locator;
  readonly search: Locator;
  readonly dialog: Locator;
  readonly toasts: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.table = page.getByRole('table', { name: 'Users' });
    this.selection = page.getByRole('group', { name: 'Selection' });
    this.search = page.getByRole('searchbox', { name: 'Search by name or email' });
    this.dialog = page.getByRole('dialog');
    this.toasts = page.getByRole('status', { name: 'Messages' });
  }

  /** Opens the list with a query such as `?state=locked` and waits for its rows. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`/admin/users${query}`);
    await expect(this.heading).toHaveText('Users');
    await expect(this.table).toHaveAttribute('aria-busy', 'false');
  }

  row(email: string): Locator {
    return this.table.getByRole('row').filter({ hasText: email });
  }

  /** Opens the page of somebody, at a tab such as `Security`. */
  async openPerson(email: string, tab?: string): Promise<void> {
    await this.open(`?search=${encodeURIComponent(email)}`);
    await this.row(email).getByRole('link').click();
    await expect(this.page).toHaveURL(/\/admin\/users\/[0-9a-f]{24}$/);
    if (tab !== undefined) await this.tab(tab);
  }

  async tab(name: string): Promise<void> {
    const link = this.page.getByRole('navigation', { name: 'Parts of this page' }).getByRole('link', { name });
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
  }
}
