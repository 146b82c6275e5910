import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { askAs, type Ask, enter, type MadeCourse } from '../support/learning';
import { expectAccessible, wear } from '../support/looks';

const words = {
  en: {
    ...{ search: 'Search courses', enrol: 'Enrol now', done: 'Mark as done', next: 'Next lesson' },
    ...{ start: 'Start the quiz', right: 'True', saved: 'Everything is saved', review: 'Look back and hand in' },
    ...{ handIn: 'Hand in', complete: 'Lesson complete', page: 'Public page', valid: 'This certificate is valid' },
  },
  ar: {
    ...{ search: 'البحث في الدورات', enrol: 'التحق الآن', done: 'تم الإكمال', next: 'الدرس التالي' },
    ...{ start: 'ابدأ الاختبار', right: 'صح', saved: 'كل شيء محفوظ', review: 'راجع ثم سلّم' },
    ...{ handIn: 'تسليم', complete: 'اكتمل الدرس', page: 'الصفحة العامة', valid: 'هذه الشهادة سارية' },
  },
} as const;

const statement = (id: string, html: string) => ({
  ...{ id, type: 'boolean', title: '', html, points: 1, feedback: '', category: '' },
  ...{ answer: true, rightFeedback: '', wrongFeedback: '' },
});

/** A published course of two lessons, the second of them a quiz that has to be passed, with a certificate. */
async function publish(teacher: Ask, title: string, language: 'en' | 'ar'): Promise<MadeCourse> {
  const course = await teacher<MadeCourse>('post', '/teach/courses', { title, language });
  const path = `/teach/courses/${course.id}`;
  let now = await teacher<MadeCourse>('post', `${path}/sections`, { version: course.version, title });
  for (const lesson of ['A', 'B']) {
    const sent = { version: now.version, sectionId: now.sections[0]?.id, title: `${title} ${lesson}` };
    now = await teacher<MadeCourse>('post', `${path}/lessons`, sent);
  }
  const quiz = await teacher<{ id: string; revision: number; draft: object }>('post', `${path}/quizzes`, { title });
  const questions = [statement('state1', '<p>2 + 2 = 4</p>'), statement('state2', '<p>3 > 2</p>')];
  const draft = { ...quiz.draft, questions, feedback: 'answers' };
  await teacher('put', `/teach/quizzes/${quiz.id}/draft`, { revision: quiz.revision, draft });
  const bodies = [
    { blocks: [{ id: 'text01', type: 'text', html: '<p>1 2 3</p>' }], rules: [{ kind: 'marked' }] },
    {
      blocks: [{ id: 'quiz01', type: 'quiz', quizId: quiz.id }],
      rules: [{ kind: 'score', blockId: 'quiz01', minimum: 60 }],
    },
  ];
  for (const [index, { id }] of (now.sections[0]?.lessons ?? []).entries()) {
    const lesson = await teacher<{ revision: number; draft: object }>('get', `/teach/lessons/${id}`);
    const sent = { revision: lesson.revision, draft: { ...lesson.draft, ...bodies[index] } };
    const { revision } = await teacher<{ revision: number }>('put', `/teach/lessons/${id}/draft`, sent);
    await teacher('post', `/teach/lessons/${id}/publish`, { revision });
  }
  const first = now.sections[0]?.lessons[0]?.id ?? '';
  const { version } = await teacher<MadeCourse>('get', path);
  now = await teacher('patch', `${path}/lessons/${first}`, { version, preview: true });
  const certificate = { enabled: true, validMonths: null, minimumGrade: 0 };
  now = await teacher('patch', path, { version: now.version, summary: `${title}.`, sequential: true, certificate });
  return await teacher('post', `${path}/state`, { version: now.version, state: 'published' });
}

async function press(page: Page, name: string): Promise<void> {
  const control = page.getByRole('button', { name, exact: true }).or(page.getByRole('link', { name, exact: true }));
  await control.first().focus();
  await page.keyboard.press('Enter');
}

for (const locale of ['en', 'ar'] as const) {
  test(`a learner finds a course, loses the line in the quiz, finishes, and a stranger verifies it (${locale})`, async ({
    page,
    context,
    browser,
    baseURL,
    admin,
    learner,
  }) => {
    const say = words[locale];
    const tag = String(randomInt(1_000_000_000));
    const title = locale === 'en' ? `Adding numbers ${tag}` : `جمع الأعداد ${tag}`;
    const course = await publish(await askAs(baseURL ?? '', admin), title, locale);
    await wear(page, { locale, theme: locale === 'en' ? 'light' : 'dark' });
    if (locale === 'ar') await page.setViewportSize({ width: 390, height: 844 });
    await enter(page, learner);

    // found by a word of the title
    await page.goto('/courses');
    await page.getByRole('main').getByRole('searchbox', { name: say.search }).focus();
    await page.keyboard.type(tag);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: title, exact: true }).focus();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expectAccessible(page);
    await press(page, say.enrol);

    // the first lesson, then the quiz that it opens
    await expect(page.getByRole('heading', { level: 1, name: `${title} A` })).toBeVisible();
    await press(page, say.done);
    await expect(page.getByText(say.complete, { exact: true }).first()).toBeVisible();
    await press(page, say.next);
    await press(page, say.start);
    await page.getByRole('radio', { name: say.right }).first().focus();
    await page.keyboard.press('Space');
    await expect(page.getByText(say.saved)).toBeVisible();

    // the line is cut in the middle, and back
    await context.setOffline(true);
    await page.getByRole('radio', { name: say.right }).nth(1).focus();
    await page.keyboard.press('Space');
    await expect(page.getByText(say.saved)).toBeHidden();
    await context.setOffline(false);
    await expect(page.getByText(say.saved)).toBeVisible();
    await press(page, say.review);
    await press(page, say.handIn);
    await expect(page.getByText(say.complete, { exact: true }).first()).toBeVisible();

    // the certificate comes by itself
    const certificate = page.getByRole('listitem').filter({ hasText: title });
    await expect(async () => {
      await page.goto('/certificates');
      await expect(certificate).toBeVisible({ timeout: 2_000 });
    }).toPass();
    const href = await certificate.getByRole('link', { name: say.page }).getAttribute('href');

    // somebody without an account
    const stranger = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
    await wear(stranger, { locale, theme: 'light' });
    await stranger.goto(`/courses/${course.slug}/lessons/${course.sections[0]?.lessons[0]?.id ?? ''}`);
    await expect(stranger.getByText('1 2 3')).toBeVisible();
    await expectAccessible(stranger);
    await stranger.goto(href ?? '');
    await expect(stranger.getByText(say.valid)).toBeVisible();
    await expect(stranger.getByText(title)).toBeVisible();
    await stranger.context().close();
  });
}
