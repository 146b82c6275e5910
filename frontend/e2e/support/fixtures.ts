import { randomInt } from 'node:crypto';
import { type Page, test as base, expect } from '@playwright/test';
import { DeskPage } from '../pages/desk.page';
import { SignInPage } from '../pages/sign-in.page';
import { DESK_DOOR, enter } from './learning';
import { setting } from './settings';

export interface Account {
  readonly email: string;
  readonly password: string;
}

interface Fixtures {
  readonly admin: Account;
  readonly learner: Account;
  /** The address that the server sees this test under: its own, so that a block hits no other test. */
  readonly clientAddress: string;
  readonly adminSignIn: SignInPage;
  readonly learnerSignIn: SignInPage;
  readonly desk: DeskPage;
  /** Signs the administrator in through the page and waits for the overview. */
  readonly signInToDesk: () => Promise<void>;
  /** Brings the administrator to the overview without the sign-in page, for tests of what comes after it. */
  readonly enterDesk: () => Promise<void>;
  readonly problems: string[];
}

/**
 * A failed call is part of many tests, and a frame without scripts refuses those of Playwright too; everything else on the
 * console is a defect.
 */
const expectedOnConsole =
  /Failed to load resource|WebSocket connection to|Blocked script execution in 'about:(blank|srcdoc)'/;

// Playwright reads from the pattern what a fixture needs; `browserName` stands where it needs nothing.
export const test = base.extend<Fixtures>({
  baseURL: ({ browserName: _ }, use) => use(setting('BASE_URL')),
  admin: ({ browserName: _ }, use) => use({ email: setting('ADMIN_EMAIL'), password: setting('ADMIN_PASSWORD') }),
  learner: ({ browserName: _ }, use) => use({ email: setting('LEARNER_EMAIL'), password: setting('LEARNER_PASSWORD') }),
  clientAddress: ({ browserName: _ }, use) => use(someAddress()),
  extraHTTPHeaders: ({ clientAddress }, use) => use({ 'X-Forwarded-For': clientAddress }),
  adminSignIn: ({ page }, use) => use(new SignInPage(page, '/admin/login')),
  learnerSignIn: ({ page }, use) => use(new SignInPage(page, '/login')),
  desk: ({ page }, use) => use(new DeskPage(page)),
  signInToDesk: ({ page, adminSignIn, admin }, use) =>
    use(async () => {
      await adminSignIn.open();
      await adminSignIn.signIn(admin);
      await expect(page).toHaveURL(/\/admin\/dashboard$/);
    }),
  enterDesk: ({ page, admin }, use) =>
    use(async () => {
      await enter(page, admin, DESK_DOOR);
      await page.goto('/admin/dashboard');
      await page.getByRole('heading', { level: 1 }).waitFor();
    }),
  // Automatic: no test passes while a page throws, breaks its own content policy or misses a text.
  problems: [
    async ({ page }, use) => {
      const problems: string[] = [];
      watch(page, problems);
      page.context().on('page', (opened) => {
        watch(opened, problems);
      });
      await use(problems);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** An address out of 198.18.0.0/15, which is set aside for tests. */
export function someAddress(): string {
  return `198.${String(randomInt(18, 20))}.${String(randomInt(0, 256))}.${String(randomInt(1, 255))}`;
}

/** An email without an account, of which no other test counts the failures. */
export function strangerEmail(): string {
  return `stranger-${String(Date.now())}-${String(randomInt(1_000_000))}@example.org`;
}

function watch(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expectedOnConsole.test(message.text())) problems.push(message.text());
  });
}
