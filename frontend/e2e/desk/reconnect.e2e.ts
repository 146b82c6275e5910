import { MonitoringPage } from '../pages/monitoring.page';
import { Attacker, clearDefences } from '../support/attempts';
import { expect, test as base } from '../support/fixtures';
import { setting } from '../support/settings';
import { type Line, openLine } from '../support/line';

/** The browser reaches the server over a line that the test can cut; the attacker has a line of their own. */
const test = base.extend<{ line: Line; attacker: Attacker }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
  line: async ({}, use) => {
    const line = await openLine(setting('BASE_URL'));
    await use(line);
    await line.close();
  },
  baseURL: ({ line }, use) => use(line.url),
  attacker: ({ admin }, use) => {
    const server = setting('BASE_URL');
    return clearDefences(server, admin).then(() => use(new Attacker(server)));
  },
});

test('after a lost connection the page catches up, without gaps or doubles, and says so', async ({
  page,
  line,
  attacker,
  enterDesk,
}) => {
  const desk = new MonitoringPage(page);
  await enterDesk();
  await desk.open();
  // a page that is half there when the line is cut has no words for it yet
  await page.waitForLoadState('networkidle');
  await attacker.guess(1);
  await expect(desk.rowsOf(attacker.account)).toHaveCount(1);

  line.cut();
  await expect(page.getByText('The connection is lost')).toBeVisible();
  await attacker.guess(3);
  await expect(desk.rowsOf(attacker.account)).toHaveCount(1);

  line.mend();
  await expect(page.getByText('Connected again: 3 events caught up')).toBeVisible({ timeout: 20_000 });
  await expect(desk.rowsOf(attacker.account)).toHaveCount(4);
  await attacker.signIn('wrong once more');
  await expect(desk.rowsOf(attacker.account)).toHaveCount(5);
});

test('locks and blocks that were missed show after the line is mended', async ({ page, line, attacker, enterDesk }) => {
  const desk = new MonitoringPage(page);
  await enterDesk();
  await desk.open();
  // a page that is half there when the line is cut has no words for it yet
  await page.waitForLoadState('networkidle');
  line.cut();
  await expect(page.getByText('The connection is lost')).toBeVisible();
  await attacker.guess(6);
  line.mend();
  await expect(desk.blocks.getByText(attacker.address, { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(desk.locks.getByText(attacker.account)).toBeVisible();
});
