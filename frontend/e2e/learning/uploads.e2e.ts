import { createHash, randomBytes, randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test as base } from '../support/fixtures';
import { askAs, enter, type Ask, type MadeCourse } from '../support/learning';
import { type Line, openLine } from '../support/line';
import { allLooks, expectAccessible, wear } from '../support/looks';
import { setting } from '../support/settings';

/** The browser reaches the server over a line that the test can cut. */
const test = base.extend<{ line: Line }>({
  line: async ({ browserName: _ }, use) => {
    const line = await openLine(setting('BASE_URL'));
    await use(line);
    await line.close();
  },
  baseURL: ({ line }, use) => use(line.url),
});

const MB = 1024 * 1024;
const SIZE = 12 * MB;
/** What gets through before the line is cut: in the middle of a piece. */
const FIRST = 3 * MB;
const WORDS = {
  en: {
    choose: 'Choose a file',
    cut: 'No connection: goes on by itself',
    pause: /^Pause/,
    paused: 'Paused',
    arrived: /(\d+)% has arrived/,
    again: /^Choose the file/,
    replace: 'Replace',
  },
  ar: {
    choose: 'اختر ملفًا',
    cut: 'لا يوجد اتصال: سيُستأنف الرفع تلقائيًا',
    pause: /^إيقاف/,
    paused: 'متوقف مؤقتًا',
    arrived: /وصل \D*(\d+)/,
    again: /^اختر الملف/,
    replace: 'استبدال',
  },
} as const;

/** A lesson with a place for a file in it. */
async function lessonFor(teacher: Ask, language: string): Promise<{ readonly path: string; readonly page: string }> {
  const title = `Night sky ${String(randomInt(1_000_000_000))}`;
  const made = await teacher<MadeCourse>('post', '/teach/courses', { title, language });
  const course = `/teach/courses/${made.id}`;
  const { version, sections } = await teacher<MadeCourse>('post', `${course}/sections`, {
    version: made.version,
    title: 'A',
  });
  const sent = { version, sectionId: sections[0]?.id, title: 'Phases' };
  const { sections: filled } = await teacher<MadeCourse>('post', `${course}/lessons`, sent);
  const lessonId = filled[0]?.lessons[0]?.id ?? '';
  const path = `/teach/lessons/${lessonId}`;
  const { revision, draft } = await teacher<{ revision: number; draft: object }>('get', path);
  const blocks = [{ id: 'file01', type: 'file', fileId: null, title: '' }];
  await teacher('put', `${path}/draft`, { revision, draft: { ...draft, blocks } });
  return { path, page: `/teach/${made.id}/lessons/${lessonId}` };
}

async function tabTo(page: Page, there: Locator): Promise<void> {
  await there.waitFor();
  for (let stops = 0; stops < 80; stops += 1) {
    if (await there.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('It cannot be reached with Tab.');
}

/** Opens the browser's own choice of files with a button, by keyboard, and takes the file. */
async function chooseBy(page: Page, button: Locator, path: string): Promise<void> {
  await tabTo(page, button);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(path);
}

for (const looks of allLooks) {
  test(`an upload that was cut goes on after a reload where it was (${looks.locale}, ${looks.theme})`, async ({
    page,
    baseURL,
    line,
    admin,
  }) => {
    // from now on choosers are the test's: one that opens while that is still being arranged is the browser's own
    page.on('filechooser', () => undefined);
    const words = WORDS[looks.locale];
    const teacher = await askAs(baseURL ?? '', admin);
    const lesson = await lessonFor(teacher, looks.locale);
    const notes = test.info().outputPath('notes.txt');
    const text = randomBytes(SIZE / 2).toString('hex');
    await writeFile(notes, text);
    if (looks.locale === 'ar') await page.setViewportSize({ width: 390, height: 844 });
    await wear(page, looks);
    await enter(page, admin);
    await page.goto(lesson.page);

    const field = page.locator('app-upload');
    const row = field.getByRole('listitem');
    await page.getByRole('button', { name: words.choose }).waitFor();
    line.holdAfter(FIRST);
    await chooseBy(page, field.getByRole('button', { name: words.choose }), notes);
    await expect(row).toContainText(/[2-9]\d\D*%/);
    line.cut();
    await expect(row).toContainText(words.cut);
    await expectAccessible(page);
    // or it goes on by itself before the page is gone
    await tabTo(page, row.getByRole('button', { name: words.pause }));
    await page.keyboard.press('Space');
    await expect(row).toContainText(words.paused);

    line.mend();
    await page.reload();
    await expect(row).toContainText(words.arrived);
    await expectAccessible(page);
    const offsets: number[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH' && request.url().includes('/files/uploads/')) {
        offsets.push(Number(request.headers()['upload-offset']));
      }
    });
    const completed = page.waitForRequest('**/files/uploads/*/complete');
    await chooseBy(page, row.getByRole('button', { name: words.again }), notes);
    await expect(page.getByRole('button', { name: words.replace })).toBeVisible();
    await expect(page.getByText('notes.txt', { exact: true })).toBeVisible();
    expect(offsets[0]).toBeGreaterThan(0);
    expect((await completed).postDataJSON()).toEqual({ sha256: createHash('sha256').update(text).digest('hex') });
    await expect
      .poll(async () =>
        (await teacher<{ files: { size: number }[] }>('get', lesson.path)).files.map(({ size }) => size),
      )
      .toEqual([SIZE]);
  });
}
