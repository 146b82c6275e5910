import { MonitoringPage } from '../pages/monitoring.page';
import { Attacker, clearDefences } from '../support/attempts';
import { expect, test } from '../support/fixtures';

let attacker: Attacker;
let desk: MonitoringPage;

test.beforeEach(async ({ page, baseURL, admin, enterDesk }) => {
  await clearDefences(baseURL ?? '', admin);
  attacker = new Attacker(baseURL ?? '');
  desk = new MonitoringPage(page);
  await enterDesk();
});

test('attempts arrive without a reload, each once', async ({ page }) => {
  await desk.open();
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await attacker.guess(3);
  await expect(desk.rowsOf(attacker.account)).toHaveCount(3);
  await expect(desk.rowsOf(attacker.account).first()).toContainText('Unknown account');
  await expect(desk.rowsOf(attacker.account).first()).toContainText(attacker.address);
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('a filtered page is sent only what it shows, also when the filter changes while it watches', async ({
  page,
  baseURL,
}) => {
  const frames: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)));
  });
  const other = new Attacker(baseURL ?? '');
  const told = (text: string): boolean => frames.some((frame) => frame.includes(text));
  await page.goto(`/admin/monitoring?address=${attacker.address}`);
  await expect(desk.chip(attacker.address)).toBeVisible();
  await expect.poll(() => told('monitoring:position')).toBe(true);
  await other.guess(1);
  await attacker.guess(1);
  await expect(desk.rowsOf(attacker.account)).toHaveCount(1);
  expect(told(other.account)).toBe(false);

  await desk.chip('Clear all').click();
  await expect(desk.rowsOf(other.account)).toHaveCount(1);
  await other.guess(1);
  await expect(desk.rowsOf(other.account)).toHaveCount(2);
  await expect(desk.rowsOf(attacker.account)).toHaveCount(1);
  expect(told(other.account)).toBe(true);
});

test('the lock and the block of an attack show as they happen, in one message', async () => {
  await desk.open();
  const codes = await attacker.guess(7);
  expect(codes).toContain('ADDRESS_BLOCKED');
  await expect(desk.locks.getByText(attacker.account)).toBeVisible();
  await expect(desk.blocks.getByText(attacker.address, { exact: true })).toBeVisible();
  await expect(desk.rowsOf(attacker.account)).toHaveCount(7);
  await expect(desk.rowsOf(attacker.account).first()).toContainText('Address blocked');
  await expect(desk.toasts).toContainText('1 account locked · 1 address blocked');
});

test('a lock and a block can be lifted where they show', async () => {
  await attacker.guess(6);
  await desk.open();
  await desk.blocks.getByRole('button', { name: `Unblock ${attacker.address}` }).click();
  await expect(desk.blocks.getByText(attacker.address, { exact: true })).toBeHidden();
  await desk.locks.getByRole('button', { name: `Unlock ${attacker.account}` }).click();
  await expect(desk.locks.getByText(attacker.account)).toBeHidden();
  expect((await attacker.signIn('wrong again')).code).toBe('INVALID_CREDENTIALS');
});

test('rows do not move under the mouse, and what is new is counted', async ({ page }) => {
  await attacker.guess(1);
  await desk.open();
  await desk.rowsOf(attacker.account).hover();
  const other = new Attacker(new URL(page.url()).origin);
  await other.guess(2);
  await expect(desk.newAttempts).toHaveText(/2 new attempts/);
  await expect(desk.rowsOf(other.account)).toHaveCount(0);
  await page.getByRole('heading', { level: 1 }).hover();
  await expect(desk.rowsOf(other.account)).toHaveCount(2);
  await expect(desk.newAttempts).toBeHidden();
});

test('rows do not move while an attempt is read, until the new ones are asked for', async ({ page }) => {
  await attacker.guess(1);
  await desk.open();
  await desk.openFirst(attacker.account);
  const other = new Attacker(new URL(page.url()).origin);
  await other.guess(2);
  await expect(desk.newAttempts).toContainText('2');
  await desk.newAttempts.click();
  await expect(desk.rowsOf(other.account)).toHaveCount(2);
  await expect(desk.drawer).toContainText(attacker.address);
});

test('the stream is paused from the top bar and goes on where it stopped', async ({ page }) => {
  await desk.open();
  await page.getByRole('button', { name: /^Live/ }).click();
  await attacker.guess(2);
  await expect(desk.newAttempts).toHaveText(/2 new attempts/);
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(desk.rowsOf(attacker.account)).toHaveCount(2);
});

test('the figures and the chart follow the attempts', async ({ page }) => {
  await desk.open(`?email=${attacker.account}`);
  const chart = page.getByRole('img', { name: /^(No attempts in this time|Chart:)/ });
  await expect(chart).toHaveAccessibleName('No attempts in this time');
  await attacker.guess(4);
  await expect(chart).toHaveAccessibleName(/^Chart: 4 attempts, of which 0 succeeded, 4 failed/);
});
