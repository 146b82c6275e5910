import type { Locator, Page } from '@playwright/test';

/** The frame of the desk, in English. */
export class DeskPage {
  readonly heading: Locator;
  readonly navigation: Locator;
  readonly breadcrumbs: Locator;
  readonly search: Locator;
  readonly accountMenu: Locator;
  readonly themeMenu: Locator;
  readonly openMenu: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.navigation = page.getByRole('navigation', { name: 'Desk navigation' });
    this.breadcrumbs = page.getByRole('navigation', { name: 'Breadcrumbs' });
    this.search = page.getByRole('searchbox');
    this.accountMenu = page.getByRole('button', { name: /^Account of/ });
    this.themeMenu = page.getByRole('button', { name: 'Theme' });
    this.openMenu = page.getByRole('button', { name: 'Open the menu' });
  }

  async goTo(entry: 'Overview' | 'Monitoring' | 'Users' | 'Blocked addresses' | 'Roles'): Promise<void> {
    await this.navigation.getByRole('link', { name: entry }).click();
  }

  async signOut(): Promise<void> {
    await this.accountMenu.click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
  }

  async turnInto(language: 'العربية' | 'English'): Promise<void> {
    await this.page.getByRole('button', { name: language }).click();
  }

  async chooseTheme(theme: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: /^(Theme|المظهر)$/ }).click();
    await this.page.getByRole('menuitemradio', { name: theme }).click();
  }
}
