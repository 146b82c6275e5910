import { type Account, expect, test } from '../support/fixtures';
import { askAs, enter, type MadeCourse, publishedCourse } from '../support/learning';
import { allLooks, expectAccessible, wear } from '../support/looks';

/** Lets somebody enrol in a new course and complete it. @returns the code of the certificate, and the course */
async function earn(baseURL: string, admin: Account, learner: Account): Promise<{ code: string; course: MadeCourse }> {
  const title = 'كيف يُقرأ القمر: Reading the moon';
  const course = await publishedCourse(await askAs(baseURL, admin), title, ['The only one']);
  const student = await askAs(baseURL, learner);
  await student('post', `/learn/courses/${course.slug}/enrol`, {});
  const lesson = course.sections[0]?.lessons[0]?.id ?? '';
  await student('post', `/learn/courses/${course.slug}/lessons/${lesson}/view`);
  let code: string | undefined;
  await expect(async () => {
    const own = await student<{ code: string; courseId: string }[]>('get', '/certificates');
    code = own.find(({ courseId }) => courseId === course.id)?.code;
    expect(code).toBeDefined();
  }).toPass();
  return { code: code ?? '', course };
}

for (const looks of allLooks) {
  test(`a certificate is there when the course is done, and anybody can verify it (${looks.locale})`, async ({
    page,
    baseURL,
    admin,
    learner,
    browser,
  }) => {
    const { code } = await earn(baseURL ?? '', admin, learner);
    await wear(page, looks);
    await enter(page, learner);
    await page.goto('/certificates');
    const row = page.getByRole('listitem').filter({ hasText: code });
    await expect(row).toBeVisible();
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await row.getByRole('button').first().click();
    expect((await download).suggestedFilename()).toBe(`certificate-${code}.pdf`);

    // somebody else, without an account, who types it off the paper
    const stranger = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
    await wear(stranger, looks);
    await stranger.setViewportSize({ width: 390, height: 844 });
    await stranger.goto('/verify');
    const field = stranger.getByRole('textbox');
    await field.fill('0000 0000 0000');
    await field.press('Enter');
    const unknown = looks.locale === 'en' ? 'There is no certificate with this code' : 'لا توجد شهادة بهذا الرمز';
    await expect(stranger.getByText(unknown)).toBeVisible();
    await expectAccessible(stranger);
    await stranger.getByRole('textbox').fill(code.replaceAll('-', '').toLowerCase());
    await stranger.getByRole('textbox').press('Enter');
    const valid = looks.locale === 'en' ? 'This certificate is valid' : 'هذه الشهادة سارية';
    await expect(stranger.getByText(valid)).toBeVisible();
    await expect(stranger.getByText('Reading the moon')).toBeVisible();
    await expectAccessible(stranger);
    await stranger.context().close();
  });
}
