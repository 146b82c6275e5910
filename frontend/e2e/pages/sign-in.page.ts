import type { Locator, Page } from '@playwright/test';
import type { Account } from '../support/fixtures';

/** Either of the two sign-in pages, in English. */
export class SignInPage {
  readonly email: Locator;
  readonly password: Locator;
  readonly remember: Locator;
  readonly submit: Locator;
  readonly notice: Locator;
  readonly countdown: Locator;

  constructor(
    readonly page: Page,
    readonly path: '/login' | '/admin/login',
  ) {
    const form = page.locator('form').filter({ has: page.getByLabel('Password', { exact: true }) });
    this.email = page.getByLabel('Email');
    this.password = page.getByLabel('Password', { exact: true });
    this.remember = page.getByLabel('Keep me signed in on this device');
    this.submit = form.getByRole('button', { name: /^Sign(ing)? in…?$/ });
    this.notice = form.getByRole('alert');
    this.countdown = form.getByRole('timer');
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(this.path + query);
    await this.email.waitFor();
  }

  async signIn({ email, password }: Account): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.submit.click();
  }
}
