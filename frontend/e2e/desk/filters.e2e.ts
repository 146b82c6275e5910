import { readFile } from 'node:fs/promises';
import { MonitoringPage } from '../pages/monitoring.page';
import { Attacker } from '../support/attempts';
import { expect, test } from '../support/fixtures';

let attacker: Attacker;
let desk: MonitoringPage;

test.beforeEach(async ({ page, baseURL, enterDesk }) => {
  attacker = new Attacker(baseURL ?? '');
  desk = new MonitoringPage(page);
  await enterDesk();
  await attacker.guess(6);
});

test('filters stand in the URL, survive a reload, and are undone by going back', async ({ page }) => {
  await desk.open();
  await desk.chip('Outcome: any').click();
  await page.getByRole('dialog', { name: 'Outcome' }).getByLabel('Blocked').check();
  await page.keyboard.press('Escape');
  await desk.chip('Address or CIDR').click();
  await page.getByRole('textbox', { name: 'Address or CIDR' }).fill(attacker.address);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/admin/monitoring?outcome=blocked&address=${attacker.address}`);
  await expect(desk.rowsOf(attacker.account)).not.toHaveCount(0);
  const shown = await desk.rowsOf(attacker.account).count();

  await page.reload();
  await expect(desk.chip('Outcome: Blocked')).toBeVisible();
  await expect(desk.chip(attacker.address)).toBeVisible();
  await expect(desk.rowsOf(attacker.account)).toHaveCount(shown);
  await expect(desk.table.getByRole('row').filter({ hasText: 'Failed' })).toHaveCount(0);

  await page.goBack();
  await expect(page).toHaveURL('/admin/monitoring?outcome=blocked');
  await desk.chip('Clear all').click();
  await expect(page).toHaveURL('/admin/monitoring');
});

test('a stroke over the chart sets the time', async ({ page }) => {
  await desk.open();
  const box = await page.locator('app-attempts-chart .plot').boundingBox();
  if (box === null) throw new Error('there is no chart');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*&to=/);
  const asked = new URL(page.url()).searchParams;
  const minutes = (Date.parse(asked.get('to') ?? '') - Date.parse(asked.get('from') ?? '')) / 60_000;
  expect(minutes).toBeGreaterThan(2);
  expect(minutes).toBeLessThan(4.5);
  // What is shown is past: a new attempt has no place in it.
  await new Attacker(new URL(page.url()).origin).guess(1);
  await page.getByRole('button', { name: 'Clear filter: Time range' }).click();
  await expect(page).toHaveURL('/admin/monitoring');
});

test('the filtered attempts are saved as a file', async ({ page }) => {
  await desk.open(`?email=${attacker.account}`);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^sign-in-attempts-.*\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text.split('\n').filter((line) => line.includes(attacker.account))).toHaveLength(6);
});

test('what is shown can be sorted, and columns can be left out for good', async ({ page }) => {
  await desk.open(`?email=${attacker.account}`);
  await desk.table.getByRole('button', { name: 'Time' }).click();
  await expect(page).toHaveURL(/sort=timestamp/);
  await expect(desk.table.getByRole('columnheader', { name: 'Time' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(desk.rowsOf(attacker.account).first()).toContainText('Unknown account');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByLabel('Device').uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(desk.table.getByRole('columnheader', { name: 'Address' })).toBeVisible();
  await expect(desk.table.getByRole('columnheader', { name: 'Device' })).toHaveCount(0);
});

test('a long list is loaded while it is scrolled, and only part of it stands in the document', async ({ page }) => {
  const many = new Attacker(new URL(page.url()).origin);
  await Promise.all(Array.from({ length: 8 }, () => many.guess(18)));
  await desk.open(`?email=${many.account}`);
  await expect(desk.table).toHaveAttribute('aria-rowcount', '-1');
  expect(await desk.rowsOf(many.account).count()).toBeLessThan(60);
  await expect(async () => {
    await page.mouse.wheel(0, 4_000);
    await expect(desk.table).toHaveAttribute('aria-rowcount', '145', { timeout: 500 });
  }).toPass();
  await expect(page.getByText('That is all in this time range.')).toBeVisible();
});
