import type { Page } from '@playwright/test';
import { call, makeCourse, type Signed, signIn } from '../support/courses';
import { type Account, expect, test } from '../support/fixtures';
import { enter, type MadeCourse } from '../support/learning';
import { allLooks, expectAccessible, wear } from '../support/looks';

const about = { title: '', feedback: '', category: '' };
const questions = [
  {
    ...about,
    ...{ id: 'single', type: 'single', html: '<p>Which is a planet?</p>', points: 2 },
    options: [
      { id: 'option1', html: 'Mars', weight: 100, feedback: '' },
      { id: 'option2', html: 'The Moon', weight: 0, feedback: 'It goes around a planet.' },
    ],
  },
  {
    ...about,
    ...{ id: 'matching', type: 'matching', html: '<p>What goes around what?</p>', points: 2, extras: ['A comet'] },
    pairs: [
      { id: 'pair01', html: 'The Moon', text: 'The Earth' },
      { id: 'pair02', html: 'The Earth', text: 'The Sun' },
    ],
  },
  { ...about, id: 'essay1', type: 'essay', html: '<p>Why is the sky dark?</p>', points: 4 },
];
const task = { id: 'task01', type: 'assignment', title: 'Draw the Moon', html: '', points: 10, accepts: 'both' };

/** A course with a quiz and an assignment. The learner is in it. */
async function prepare(
  baseURL: string,
  admin: Account,
  learner: Account,
): Promise<{ course: MadeCourse; lesson: string; teacher: Signed; student: Signed }> {
  const teacher = await signIn(baseURL, admin);
  const course = await makeCourse(teacher, 'The sky at night', async (courseId) => {
    const path = `/teach/courses/${courseId}/quizzes`;
    const quiz = await call<{ id: string; revision: number; draft: object }>(teacher, 'post', path, { title: 'Skies' });
    const draft = { ...quiz.draft, questions, timeLimit: 30, maxAttempts: 3, feedback: 'answers' };
    await call(teacher, 'put', `/teach/quizzes/${quiz.id}/draft`, { revision: quiz.revision, draft });
    const blocks = [{ id: 'quiz01', type: 'quiz', quizId: quiz.id }, task];
    return [
      { title: 'Test', blocks, rules: [{ kind: 'submitted', blockId: 'quiz01' }] },
      {
        title: 'After it',
        blocks: [{ id: 'text01', type: 'text', html: '<p>Rest.</p>' }],
        rules: [{ kind: 'viewed' }],
      },
    ];
  });
  const student = await signIn(baseURL, learner);
  await call(student, 'post', `/learn/courses/${course.slug}/enrol`, {});
  return { course, lesson: course.sections[0]?.lessons[0]?.id ?? '', teacher, student };
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().focus();
  await page.keyboard.press('Enter');
}

test('a learner takes a quiz by keyboard, loses the connection in the middle, comes back and finishes', async ({
  page,
  context,
  baseURL,
  admin,
  learner,
}) => {
  const { course, lesson, teacher, student } = await prepare(baseURL ?? '', admin, learner);
  await enter(page, learner);
  await page.goto(`/learn/${course.slug}/${lesson}`);
  await expect(page.getByText('30 minutes')).toBeVisible();
  await press(page, 'Start the quiz');
  await expect(page.getByRole('heading', { name: 'Question 1 of 3' })).toBeFocused();
  await page.getByRole('radio', { name: 'Mars' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Everything is saved')).toBeVisible();
  await expectAccessible(page);

  await context.setOffline(true);
  await page.getByRole('combobox', { name: 'The Moon' }).selectOption('The Earth');
  await page.getByRole('textbox', { name: /Question 3/ }).fill('Because the universe is young.');
  await expect(page.getByText('The connection is lost').first()).toBeVisible();
  await expect(page.getByText('2 answers are kept here')).toBeVisible();

  // what this browser kept is sent although the page was left in between
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`/learn/${course.slug}/${lesson}`);
  await expect(again.getByText('Everything is saved')).toBeVisible();
  await expect(again.getByRole('radio', { name: 'Mars' })).toBeChecked();
  await expect(again.getByRole('textbox', { name: /Question 3/ })).toHaveValue('Because the universe is young.');
  await expect(again.getByRole('timer')).toContainText(/2\d:\d\d/);

  await press(again, 'Look back and hand in');
  await expect(again.getByText('You have answered every question.')).toBeVisible();
  await press(again, 'Hand in');
  await expect(again.getByRole('heading', { name: 'Result of attempt 1' })).toBeFocused();
  await expect(again.getByText('Your essays wait for a teacher')).toBeVisible();
  await expect(again.getByText('1 of 2 points')).toBeVisible();
  await expect(again.getByText('Lesson complete', { exact: true })).toBeVisible();
  await expectAccessible(again);
  await Promise.all([teacher.api.dispose(), student.api.dispose()]);
});

for (const looks of allLooks) {
  test(`work is graded by keyboard, and everybody can read the pages about it (${looks.locale})`, async ({
    page,
    context,
    baseURL,
    admin,
    learner,
  }) => {
    const { course, lesson, teacher, student } = await prepare(baseURL ?? '', admin, learner);
    const base = `/learn/courses/${course.slug}/lessons/${lesson}`;
    const { id } = await call<{ id: string }>(student, 'post', `${base}/quizzes/quiz01/attempts`);
    const answer = { type: 'essay', text: 'It is night.' };
    await call(student, 'put', `/learn/quiz-attempts/${id}/answers/essay1`, { revision: 1, answer });
    await call(student, 'post', `/learn/quiz-attempts/${id}/submit`);
    const work = { version: 0, text: 'A round one.', fileIds: [], submit: true };
    await call(student, 'put', `${base}/assignments/task01`, work);
    await wear(page, looks);
    await enter(page, admin);
    await page.goto(`/teach/${course.id}/grading`);
    const list = page.getByRole('list', { name: looks.locale === 'en' ? 'Work that waits' : 'أعمال تنتظر' });
    await list.getByRole('button').first().press('Enter');
    await expect(page.locator('app-grading-form h2')).toBeFocused();
    await expectAccessible(page);
    await page.getByRole('textbox').first().fill('3');
    await page.getByRole('textbox').nth(1).fill('Well seen.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('status').filter({ hasText: looks.locale === 'en' ? 'Saved.' : 'حُفظ.' })).toBeVisible();

    await page.goto(`/teach/${course.id}/gradebook`);
    await expect(page.getByRole('grid').getByRole('link')).toBeVisible();
    await page.getByRole('grid').getByRole('link').focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('gridcell').last()).toBeFocused();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);

    await context.clearCookies();
    await enter(page, learner);
    await page.goto(`/learn/${course.slug}/${lesson}`);
    await expect(page.locator('app-quiz-rules')).toBeVisible();
    await expect(page.locator('app-assignment-panel textarea, app-assignment-panel .comment').first()).toBeVisible();
    await expectAccessible(page);
    await Promise.all([teacher.api.dispose(), student.api.dispose()]);
  });
}
