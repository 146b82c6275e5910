import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import { call, signIn, type Signed } from '../support/courses';
import { expect, test } from '../support/fixtures';
import { enter, type MadeCourse } from '../support/learning';
import { allLooks, expectAccessible, wear } from '../support/looks';

interface Made {
  readonly id: string;
  readonly name: string;
}

/** A course whose cover is a picture with a name that no other test has. */
async function courseWithCover(teacher: Signed, page: Page): Promise<Made> {
  const stem = `cover-${String(randomInt(1_000_000_000))}`;
  const course = await call<MadeCourse>(teacher, 'post', '/teach/courses', { title: `Night sky ${stem}` });
  const cover = await upload(
    teacher,
    { purpose: 'cover', name: `${stem}.png`, courseId: course.id },
    await pictureOf(page),
  );
  const { version } = await call<MadeCourse>(teacher, 'get', `/teach/courses/${course.id}`);
  await call(teacher, 'patch', `/teach/courses/${course.id}`, { version, coverFileId: cover.id });
  return cover;
}

/** A picture as the browser draws it. */
async function pictureOf(page: Page): Promise<Buffer> {
  const png = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 270 });
    const context = canvas.getContext('2d');
    if (context) {
      context.fillStyle = 'teal';
      context.fillRect(0, 0, 480, 270);
    }
    return canvas.toDataURL('image/png').slice('data:image/png;base64,'.length);
  });
  return Buffer.from(png, 'base64');
}

async function upload({ api }: Signed, query: Readonly<Record<string, string>>, data: Buffer): Promise<Made> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  const answer = await api.post(`/api/v1/files?${new URLSearchParams(query).toString()}`, { data, headers });
  if (!answer.ok()) throw new Error(await answer.text());
  return ((await answer.json()) as { data: Made }).data;
}

/** Begins an upload in pieces and leaves it. */
async function begin({ api }: Signed, name: string, courseId: string): Promise<void> {
  const said = Object.entries({ purpose: 'document', name, courseId });
  const metadata = said.map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
  const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Length': '5000000', 'Upload-Metadata': metadata };
  expect((await api.post('/api/v1/files/uploads', { headers })).status()).toBe(201);
}

/** A document that nothing uses, and an upload that was begun; gives what their names begin with. */
async function filesToLose(teacher: Signed): Promise<string> {
  const stem = `notes-${String(randomInt(1_000_000_000))}`;
  const { id } = await call<MadeCourse>(teacher, 'post', '/teach/courses', { title: stem });
  await upload(teacher, { purpose: 'document', name: `${stem}.txt`, courseId: id }, Buffer.from(`${stem}\n`));
  await begin(teacher, `${stem}.zip`, id);
  return stem;
}

test('a file is found by filters, opened with what uses it, and deleted once that was seen', async ({
  page,
  baseURL,
  admin,
}) => {
  const teacher = await signIn(baseURL ?? '', admin);
  const { name } = await courseWithCover(teacher, page);
  const stem = name.slice(0, -'.webp'.length);
  await enter(page, admin);
  await page.goto('/admin/files?purpose=cover');
  await page.getByRole('searchbox', { name: 'Search by the beginning of the name' }).fill(stem.toUpperCase());
  await expect(page).toHaveURL(/search=cover-/);
  await expect(page.locator('td .row-open')).toHaveCount(1);
  await page.getByRole('button', { name, exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'File' });
  await expect(panel.getByRole('link', { name: /^Night sky/ })).toBeVisible();
  await expect(panel.getByRole('img', { name: `Preview of ${name}` })).toBeVisible();
  await panel.getByRole('button', { name: 'Delete' }).click();
  const question = page.getByRole('dialog', { name: `Delete ${name}?` });
  await expect(question).toContainText(/Cover of a course\s*Night sky/);
  await expect(question.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await question.getByRole('checkbox', { name: 'Delete it although it is used' }).check();
  await expectFinished(page);
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('status').filter({ hasText: `${name} was deleted.` })).toBeVisible();
  await expect(panel).toHaveCount(0);
  expect(await call<object[]>(teacher, 'get', `/admin/files?state=stored&search=${stem}`)).toEqual([]);
  await teacher.api.dispose();
});

test('everybody makes room by keyboard: a file goes, and an upload that was begun', async ({
  page,
  baseURL,
  admin,
}) => {
  const teacher = await signIn(baseURL ?? '', admin);
  const stem = await filesToLose(teacher);
  await enter(page, admin);
  await page.goto('/account/files?purpose=document');
  const file = page.getByRole('button', { name: `Delete ${stem}.txt` });
  const unfinished = page.getByRole('button', { name: `Discard the upload of ${stem}.zip` });
  for (const [button, named] of [[file, `${stem}.txt`] as const, [unfinished, `${stem}.zip`] as const]) {
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText(named);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(button).toHaveCount(0);
  }
  const left = await call<{ name: string }[]>(teacher, 'get', '/files/uploads');
  expect(left.filter(({ name }) => name.startsWith(stem))).toEqual([]);
  await teacher.api.dispose();
});

for (const looks of allLooks) {
  test(`the pages about files are accessible in ${looks.locale}, ${looks.theme}`, async ({ page, baseURL, admin }) => {
    const teacher = await signIn(baseURL ?? '', admin);
    const { id } = await courseWithCover(teacher, page);
    await filesToLose(teacher);
    await wear(page, looks);
    await enter(page, admin);
    await page.goto(`/admin/files?file=${id}`);
    await expect(page.locator('app-file-panel img')).toBeVisible();
    await expect(page.locator('app-file-panel app-room-bar')).toBeVisible();
    await expect(page.locator('app-report-figures dl[aria-busy="false"]')).toBeVisible();
    await expectFinished(page);
    await page.goto('/account/files');
    await expect(page.locator('app-file-row').first()).toBeVisible();
    await expect(page.locator('app-unfinished-row').first()).toBeVisible();
    await expectFinished(page);
    await teacher.api.dispose();
  });
}

/** Nothing that axe can find, and every text there in the language of the page. */
async function expectFinished(page: Page): Promise<void> {
  await expect(page.locator('body')).not.toContainText(/\b(storage|desk|account)\.[a-z]+[.A-Z]/);
  await expectAccessible(page);
}
