import { type Locator, type Page, expect } from '@playwright/test';

/** A course as somebody works through it. */
export class PlayerPage {
  readonly outline: Locator;
  readonly player: Locator;
  readonly heading: Locator;

  constructor(readonly page: Page) {
    this.outline = page.getByRole('complementary', { name: 'Outline of the course' });
    this.player = page.getByRole('group', { name: /Video player/ });
    this.heading = page.getByRole('heading', { level: 1 });
  }

  async open(slug: string, lesson = ''): Promise<void> {
    await this.page.goto(`/learn/${slug}${lesson === '' ? '' : `/${lesson}`}`);
    await expect(this.heading).toBeVisible();
  }

  /** Presses a button or follows a link with the keyboard alone. */
  async press(role: 'button' | 'link' | 'tab', name: string | RegExp): Promise<void> {
    const control = this.page.getByRole(role, { name });
    await control.focus();
    await expect(control).toBeFocused();
    await this.page.keyboard.press('Enter');
  }
}
