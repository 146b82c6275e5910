import { randomInt } from 'node:crypto';
import { expect, test } from '../support/fixtures';
import { askAs, enter, publishedCourse } from '../support/learning';
import { allLooks, expectAccessible, wear } from '../support/looks';

const WORDS = {
  en: { join: 'Join the course', import: 'Import CSV', start: 'Import 1 person', done: 'The import is done' },
  ar: { join: 'الانضمام إلى الدورة', import: 'استيراد CSV', start: 'استيراد شخص واحد', done: 'تم الاستيراد' },
} as const;

for (const looks of allLooks) {
  test(`a learner joins with a code, and their teacher looks after who is there (${looks.locale})`, async ({
    page,
    baseURL,
    admin,
    learner,
    browser,
  }) => {
    const words = WORDS[looks.locale];
    const number = String(randomInt(1_000_000_000));
    const teacher = await askAs(baseURL ?? '', admin);
    const course = await publishedCourse(teacher, `Maps ${number}`, ['North']);
    const path = `/teach/courses/${course.id}`;
    const { code } = await teacher<{ code: string }>('post', `${path}/codes`, { limit: 3 });

    const phone = { viewport: { width: 390, height: 844 }, extraHTTPHeaders: { 'X-Forwarded-For': '198.18.77.2' } };
    const joining = await (await browser.newContext({ baseURL: baseURL ?? '', ...phone })).newPage();
    await wear(joining, looks);
    await enter(joining, learner);
    await joining.goto(`/join/${code.toLowerCase()}`);
    await expect(joining.getByRole('heading', { level: 1 })).toContainText(`Maps ${number}`);
    const join = joining.getByRole('button', { name: words.join });
    await expect(join).toBeVisible();
    await expectAccessible(joining);
    await join.click();
    await expect(joining).toHaveURL(new RegExp(`/learn/${course.slug}`));
    await joining.context().close();

    await wear(page, looks);
    await enter(page, admin);
    await page.goto(`/teach/${course.id}/people`);
    const row = page.getByRole('row').filter({ hasText: learner.email });
    await expect(row).toBeVisible();
    await expectAccessible(page);

    // a file with somebody who is here, somebody to invite, and a line that is nonsense
    await page.getByRole('button', { name: words.import }).click();
    const dialog = page.getByRole('dialog');
    const lines = ['email', learner.email, `new-${number}@example.org`, 'nonsense'];
    const file = { name: 'class.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
    await dialog.locator('input[type=file]').setInputFiles(file);
    await dialog.getByRole('checkbox').check();
    const start = dialog.getByRole('button', { name: words.start });
    await expect(start).toBeEnabled();
    await expectAccessible(page);
    await start.click();
    await expect(dialog.getByText(words.done)).toBeVisible();
    await expect(dialog.getByRole('row')).toHaveCount(4);
    await page.keyboard.press('Escape');

    await row.getByRole('link').click();
    await expect(page.getByText('North')).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/teach/${course.id}/analytics`);
    await expect(page.getByRole('row').filter({ hasText: 'North' })).toBeVisible();
    await expectAccessible(page);
  });
}
