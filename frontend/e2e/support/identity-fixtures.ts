import { randomInt } from 'node:crypto';
import { IdentityPage } from '../pages/identity.page';
import { test as base } from './account-fixtures';

interface Fixtures {
  readonly identity: IdentityPage;
  /** An address that nobody has yet. */
  readonly newcomer: string;
}

export const test = base.extend<Fixtures>({
  identity: ({ page, origin }, use) => use(new IdentityPage(page, origin)),
  newcomer: ({ browserName: _ }, use) =>
    use(`newcomer-${String(Date.now())}-${String(randomInt(1_000_000))}@example.org`),
});

export { expect } from './account-fixtures';
