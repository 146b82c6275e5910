import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import { AccountPage } from '../pages/account.page';
import { type Account, expect, test as base } from './fixtures';
import { type RunningServer, startServer } from './server';

interface WorkerFixtures {
  /** A server of its own: what is tried here changes accounts for good. */
  readonly accountServer: RunningServer;
}

interface TestFixtures {
  /** The server by name rather than by address: browsers make passkeys for names only. */
  readonly origin: string;
  /** Makes an account for one test. */
  readonly makeAccount: (role?: 'user' | 'admin') => Promise<Account>;
  readonly account: AccountPage;
  /** Opens the account area in a browser of its own, as another device would. */
  readonly elsewhere: () => Promise<AccountPage>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  accountServer: [
    async ({ browserName: _ }, use) => {
      const server = await startServer({ RATE_LIMITS: 'off' });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  origin: ({ accountServer }, use) => use(accountServer.baseUrl.replace('127.0.0.1', 'localhost')),
  makeAccount: ({ accountServer }, use) =>
    use(async (role = 'user') => {
      const email = `person-${String(Date.now())}-${String(randomInt(1_000_000))}@example.org`;
      return { email, password: await accountServer.createAccount(email, role) };
    }),
  account: ({ page, origin }, use) => use(new AccountPage(page, origin)),
  elsewhere: async ({ browser, origin, extraHTTPHeaders }, use) => {
    const opened: Page[] = [];
    await use(async () => {
      const context = await browser.newContext({ extraHTTPHeaders: extraHTTPHeaders ?? {} });
      const page = await context.newPage();
      opened.push(page);
      return new AccountPage(page, origin);
    });
    await Promise.all(opened.map((page) => page.context().close()));
  },
});

export { expect };
