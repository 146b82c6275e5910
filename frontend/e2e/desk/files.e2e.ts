import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import { call, signIn, type Signed } from '../support/courses';
import { expect, test } from '../support/fixtures';
import { enter, type MadeCourse } from '../support/learning';
import { allLooks, expectAccessible, wear } from '../support/looks';

interface Made {
  readonly name: string;
  readonly course: MadeCourse;
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
  return { name: cover.name, course };
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

async function upload(
  { api }: Signed,
  query: Readonly<Record<string, string>>,
  data: Buffer,
): Promise<{ readonly id: string; readonly name: string }> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  const answer = await api.post(`/api/v1/files?${new URLSearchParams(query).toString()}`, { data, headers });
  if (!answer.ok()) throw new Error(await answer.text());
  return ((await answer.json()) as { data: { id: string; name: string } }).data;
}

/** Begins an upload in pieces and leaves it. */
async function begin({ api }: Signed, name: string, courseId: string): Promise<void> {
  const said = Object.entries({ purpose: 'document', name, courseId });
  const metadata = said.map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
  const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Length': '5000000', 'Upload-Metadata': metadata };
  expect((await api.post('/api/v1/files/uploads', { headers })).status()).toBe(201);
}

for (const looks of allLooks) {
  test(`a file is found, opened with what uses it, and deleted, in ${looks.locale}, ${looks.theme}`, async ({
    page,
    baseURL,
    admin,
  }) => {
    const teacher = await signIn(baseURL ?? '', admin);
    const { name } = await courseWithCover(teacher, page);
    await wear(page, looks);
    await enter(page, admin);
    await page.goto('/admin/files?purpose=cover');
    await page.getByRole('searchbox').last().fill(name.slice(0, -5).toUpperCase());
    await expect(page).toHaveURL(/search=cover-/);
    const row = page.getByRole('button', { name, exact: true });
    await expect(page.locator('td .row-open')).toHaveCount(1);
    await expect(page.locator('app-report-figures dl[aria-busy="false"]')).toBeVisible();
    await expectFinished(page);

    await row.click();
    const panel = page.getByRole('complementary').last();
    await expect(panel).toContainText('Night sky');
    await expect(panel.locator('img')).toBeVisible();
    await expect(panel.locator('app-room-bar')).toBeVisible();
    await expectFinished(page);

    await panel.locator('.btn.danger').click();
    const question = page.getByRole('dialog');
    await expect(question).toContainText('Night sky');
    await expect(question.locator('.btn.danger')).toBeDisabled();
    await question.getByRole('checkbox').check();
    await expectFinished(page);
    await question.locator('.btn.danger').click();
    await expect(page.locator('app-toast-outlet')).toContainText(name);
    await expect(row).toHaveCount(0);
    const left = await call<readonly object[]>(teacher, 'get', `/admin/files?state=stored&search=${name.slice(0, -5)}`);
    expect(left).toEqual([]);
    await teacher.api.dispose();
  });

  test(`who has uploaded files sees them and makes room, by keyboard, in ${looks.locale}, ${looks.theme}`, async ({
    page,
    baseURL,
    admin,
  }) => {
    const teacher = await signIn(baseURL ?? '', admin);
    const { course } = await courseWithCover(teacher, page);
    const stem = `notes-${String(randomInt(1_000_000_000))}`;
    const query = { purpose: 'document', name: `${stem}.txt`, courseId: course.id };
    await upload(teacher, query, Buffer.from(`${stem}\n`));
    await begin(teacher, `${stem}.zip`, course.id);
    await wear(page, looks);
    await enter(page, admin);
    await page.goto('/account/files?purpose=document');
    const file = page.locator('app-file-row', { hasText: `${stem}.txt` });
    const unfinished = page.locator('app-unfinished-row', { hasText: `${stem}.zip` });
    await expect(file).toBeVisible();
    await expect(unfinished).toBeVisible();
    await expectFinished(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectFinished(page);

    await file.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText(`${stem}.txt`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(file).toHaveCount(0);

    await unfinished.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText(`${stem}.zip`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(unfinished).toHaveCount(0);
    expect(await call<readonly object[]>(teacher, 'get', '/files/uploads')).not.toContainEqual(
      expect.objectContaining({ name: `${stem}.zip` }),
    );
    await teacher.api.dispose();
  });
}

/** Nothing that axe can find, and every text there in the language of the page. */
async function expectFinished(page: Page): Promise<void> {
  await expect(page.locator('body')).not.toContainText(/\b(storage|desk|account)\.[a-z]+[.A-Z]/);
  await expectAccessible(page);
}
