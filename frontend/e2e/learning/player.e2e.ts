import type { Page } from '@playwright/test';
import { PlayerPage } from '../pages/player.page';
import { call, makeCourse, signIn, uploadVideo } from '../support/courses';
import type { MadeCourse } from '../support/learning';
import { type Account, expect, test } from '../support/fixtures';
import { allLooks, expectAccessible, wear } from '../support/looks';
import { movingDot } from '../support/moving-dot';

/** Three lessons: to mark, to watch, to open. The learner is in it. */
async function prepare(baseURL: string, admin: Account, learner: Account): Promise<MadeCourse> {
  const teacher = await signIn(baseURL, admin);
  const course = await makeCourse(teacher, 'Reading the night sky', async (courseId) => {
    const fileId = await uploadVideo(teacher, courseId, movingDot);
    const video = { id: 'video1', type: 'video', fileId, title: 'The dot', seconds: 8, captions: [] };
    return [
      {
        title: 'Phases',
        blocks: [
          { id: 'text01', type: 'text', html: '<h2>Light and shadow</h2><p>The Moon has <strong>phases</strong>.</p>' },
          { id: 'note01', type: 'callout', tone: 'tip', html: '<p>Look up tonight.</p>' },
          { id: 'code01', type: 'code', language: 'python', code: 'phase = day % 29.53', caption: 'A formula' },
          { id: 'embd01', type: 'embed', url: 'https://www.geogebra.org/m/abc', title: 'Orbits' },
        ],
        rules: [{ kind: 'viewed' }, { kind: 'marked' }],
      },
      {
        title: 'Eclipses',
        blocks: [{ ...video, posterFileId: null, transcript: 'A dot moves.' }],
        rules: [{ kind: 'watched', blockId: 'video1', share: 10 }],
      },
      {
        title: 'Wanderers',
        blocks: [{ id: 'text02', type: 'text', html: '<p>Planets.</p>' }],
        rules: [{ kind: 'viewed' }],
      },
    ];
  });
  const student = await signIn(baseURL, learner);
  await call(student, 'post', `/learn/courses/${course.slug}/enrol`, {});
  const question = { title: 'Why?', text: 'Why does it wane?' };
  const lesson = course.sections[0]?.lessons[0]?.id ?? '';
  await call(student, 'post', `/learn/courses/${course.slug}/lessons/${lesson}/questions`, question);
  const news = { title: 'Welcome', html: '<p>Good to have you.</p>', notify: false };
  await call(teacher, 'post', `/teach/courses/${course.id}/announcements`, news);
  await Promise.all([teacher.api.dispose(), student.api.dispose()]);
  return course;
}

/** Signs the browser in without the page of the sign-in: the cookie is all that it needs. */
async function enter(page: Page, { email, password }: Account): Promise<void> {
  const answer = await page.request.post('/api/v1/auth/login', { data: { email, password } });
  expect(answer.ok()).toBe(true);
  await page.addInitScript(() => {
    if (window.origin !== 'null') localStorage.setItem('classy-book:signed-in', '1');
  });
}

test('a learner goes through lessons by keyboard, and goes on at the second after the line was cut', async ({
  page,
  baseURL,
  admin,
  learner,
}) => {
  const course = await prepare(baseURL ?? '', admin, learner);
  await enter(page, learner);
  const player = new PlayerPage(page);
  await player.open(course.slug);
  await expect(player.heading).toHaveText('Phases');
  await expect(player.outline.getByRole('link', { name: /Eclipses/ })).toContainText('Opens when “Phases” is complete');

  await player.press('button', 'Mark as done');
  await expect(page.getByRole('status').filter({ hasText: '“Eclipses” is open now' })).toBeAttached();
  await player.press('link', 'Next lesson');
  await expect(player.heading).toHaveText('Eclipses');
  await expect(player.heading).toBeFocused();

  // While the line is cut nothing of what is watched gets lost.
  await page.route('**/videos/video1', (route) => route.abort());
  await player.player.focus();
  await page.keyboard.press('k');
  await expect(async () => {
    const position = await page.getByRole('slider', { name: 'Position' }).inputValue();
    expect(Number(position)).toBeGreaterThanOrEqual(2);
  }).toPass();
  await page.keyboard.press('k');
  await expect(page.getByText('The connection is lost')).toBeVisible();
  await page.unroute('**/videos/video1');
  await player.press('button', 'Try now');
  await expect(page.getByText('Lesson complete', { exact: true })).toBeVisible();
  await expect(page.getByText('The connection is lost')).toBeHidden();

  await page.goto(`/learn/${course.slug}`);
  await expect(player.heading).toHaveText('Eclipses');
  expect(Number(await page.getByRole('slider', { name: 'Position' }).inputValue())).toBeGreaterThanOrEqual(2);

  await player.press('link', 'Next lesson');
  await expect(page.getByRole('dialog', { name: 'You have finished the course' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(player.outline.getByText('100%', { exact: false })).toBeVisible();
});

test('the player and the pages about it can be read by everybody, wide and narrow', async ({
  browser,
  baseURL,
  admin,
  learner,
}) => {
  const course = await prepare(baseURL ?? '', admin, learner);
  const lesson = course.sections[0]?.lessons[0]?.id ?? '';
  for (const looks of allLooks) {
    const context = await browser.newContext({ baseURL: baseURL ?? '' });
    const page = await context.newPage();
    await wear(page, looks);
    await enter(page, learner);
    const player = new PlayerPage(page);
    await player.open(course.slug, lesson);
    await page.getByRole('tab').last().click();
    await page.getByRole('button', { name: /Why\?/ }).click();
    await expect(page.getByText('Why does it wane?')).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);

    await enter(page, admin);
    await page.goto(`/teach/${course.id}/questions`);
    await page.getByRole('button', { name: /Why\?/ }).click();
    await expect(page.getByText('Why does it wane?')).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/teach/${course.id}/announcements`);
    await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
    await expectAccessible(page);
    await context.close();
  }
});
