import { randomInt } from 'node:crypto';
import { expect, test } from '../support/fixtures';
import { askAs, enter, type Ask, type MadeCourse } from '../support/learning';
import { allLooks, expectAccessible, wear } from '../support/looks';

interface Draft {
  readonly draft: {
    readonly blocks: readonly { readonly type: string; readonly html?: string; readonly quizId?: string }[];
  };
  readonly published: object | null;
}

/** Puts a question into the quiz of a lesson: an empty one cannot be published, and quizzes have a page of their own. */
async function askSomething(teacher: Ask, lessonId: string): Promise<void> {
  const { draft } = await teacher<Draft>('get', `/teach/lessons/${lessonId}`);
  const path = `/teach/quizzes/${draft.blocks.find(({ type }) => type === 'quiz')?.quizId ?? ''}`;
  const quiz = await teacher<{ revision: number; draft: object }>('get', path);
  const said = { title: '', html: '<p>Is it round?</p>', points: 1, feedback: '', category: '' };
  const question = { id: 'question1', type: 'boolean', ...said, answer: true, rightFeedback: '', wrongFeedback: '' };
  const sent = { revision: quiz.revision, draft: { ...quiz.draft, questions: [question] } };
  await teacher('put', `${path}/draft`, sent);
}

const someTitle = (): string => `Night sky ${String(randomInt(1_000_000_000))}`;

test('a teacher writes a course by keyboard alone, and it is saved and published', async ({ page, baseURL, admin }) => {
  const teacher = await askAs(baseURL ?? '', admin);
  const title = someTitle();
  await wear(page, { locale: 'en', theme: 'light' });
  await enter(page, admin);
  await page.goto('/teach');
  await page.getByRole('button', { name: 'New course' }).first().press('Enter');
  await page.getByLabel('Title', { exact: true }).pressSequentially(title);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const id = /teach\/([0-9a-f]{24})/.exec(page.url())?.[1] ?? '';

  // the outline
  await page.getByRole('button', { name: 'Add section' }).press('Enter');
  await expect(page.getByLabel('Title of the new section')).toBeFocused();
  await page.keyboard.type('The Moon');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '1. The Moon' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add lesson' }).press('Enter');
  await expect(page.getByLabel('Title of the new lesson')).toBeFocused();
  for (const lesson of ['Eclipses', 'Phases']) {
    await page.keyboard.type(lesson);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: lesson })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Phases' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('link', { name: 'Phases' })).toBeFocused();
  await expect
    .poll(async () =>
      (
        await teacher<{ sections: { lessons: { title: string }[] }[] }>('get', `/teach/courses/${id}`)
      ).sections[0]?.lessons.map((one) => one.title),
    )
    .toEqual(['Phases', 'Eclipses']);

  // a lesson with several blocks
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Title of the lesson')).toHaveValue('Phases');
  const lessonId = /lessons\/([0-9a-f]{24})/.exec(page.url())?.[1] ?? '';
  await page.getByRole('button', { name: 'Add block' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: /^Text/ }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Text of block 1' })).toBeFocused();
  await page.keyboard.press('/');
  await page.getByRole('dialog').getByRole('button', { name: /^Text/ }).waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Text of block 1' })).toBeFocused();
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('Enter');
  // the focus comes back with the next frame
  await expect(page.getByRole('textbox', { name: 'Text of block 1' })).toBeFocused();
  await page.keyboard.type('From the side');
  await page.keyboard.press('Enter');
  await page.keyboard.type('The Moon shows what the Sun lights.');
  for (const type of ['Callout', 'Code', 'Quiz', 'Assignment']) {
    await page.getByRole('button', { name: 'Add block' }).press('Enter');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${type}`) })
      .press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('heading', { level: 2, name: new RegExp(`${type}$`) })).toBeVisible();
  }
  await page.getByRole('button', { name: 'Move block 3 up' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Move block 2 up' })).toBeFocused();
  await page
    .getByRole('checkbox', { name: /is handed in/ })
    .first()
    .press('Space');
  await expect(page.getByText(/Saved \d\d:\d\d/)).toBeVisible();
  await askSomething(teacher, lessonId);
  await page.getByRole('button', { name: 'Publish', exact: true }).press('Enter');
  await expect(page.getByText('Learners see this version now.')).toBeVisible();
  const { draft, published } = await teacher<Draft>('get', `/teach/lessons/${lessonId}`);
  expect(draft.blocks.map(({ type }) => type)).toEqual(['text', 'code', 'callout', 'quiz', 'assignment']);
  expect(draft.blocks[0]?.html).toContain('From the side</h2>');
  expect(published).not.toBeNull();

  // what is missing is named, then the course is published
  await page.getByRole('link', { name: 'Content' }).last().press('Enter');
  await page.getByRole('button', { name: 'Publish course' }).press('Enter');
  await expect(page.getByText('It has no summary.')).toBeVisible();
  await page.getByRole('link', { name: 'Write one in the settings' }).press('Enter');
  await page.getByLabel('Summary').pressSequentially('What the Moon shows.');
  await page.getByLabel('Summary').press('Tab');
  await page.getByRole('button', { name: 'Save settings' }).press('Enter');
  await expect(page.getByText('The settings are saved.')).toBeVisible();
  await page.getByRole('link', { name: 'Content', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Publish course' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Publish course' })).toHaveCount(0);
  expect(await teacher<{ state: string }>('get', `/teach/courses/${id}`)).toMatchObject({ state: 'published' });
});

test('what is written while the line is cut is kept, and saved when it is back', async ({ page, baseURL, admin }) => {
  const teacher = await askAs(baseURL ?? '', admin);
  const made = await teacher<MadeCourse>('post', '/teach/courses', { title: someTitle() });
  const path = `/teach/courses/${made.id}`;
  const { version, sections } = await teacher<MadeCourse>('post', `${path}/sections`, {
    version: made.version,
    title: 'A',
  });
  const sent = { version, sectionId: sections[0]?.id, title: 'Phases' };
  const course = await teacher<MadeCourse>('post', `${path}/lessons`, sent);
  const lessonId = course.sections[0]?.lessons[0]?.id ?? '';
  await wear(page, { locale: 'en', theme: 'light' });
  await enter(page, admin);
  await page.goto(`/teach/${made.id}/lessons/${lessonId}`);
  await expect(page.getByLabel('Title of the lesson')).toHaveValue('Phases');
  await page.context().setOffline(true);
  await page.getByLabel('Title of the lesson').fill('Phases of the Moon');
  await expect(page.getByText('Offline, will retry')).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(/Saved \d\d:\d\d/)).toBeVisible();
  expect(await teacher<object>('get', `/teach/lessons/${lessonId}`)).toMatchObject({
    draft: { title: 'Phases of the Moon' },
  });

  // somebody else saves in between
  const { revision, draft } = await teacher<{ revision: number; draft: object }>('get', `/teach/lessons/${lessonId}`);
  await teacher('put', `/teach/lessons/${lessonId}/draft`, { revision, draft: { ...draft, title: 'Theirs' } });
  await page.getByLabel('Title of the lesson').fill('Mine');
  await page.getByRole('button', { name: 'Take theirs' }).press('Enter');
  await expect(page.getByLabel('Title of the lesson')).toHaveValue('Theirs');
  const history = await teacher<{ title: string }[]>('get', `/teach/lessons/${lessonId}/history`);
  expect(history.map((state) => state.title)).toContain('Mine');
});

for (const looks of allLooks) {
  test(`the pages of teachers can be used by everybody (${looks.locale}, ${looks.theme})`, async ({
    page,
    baseURL,
    admin,
  }) => {
    const teacher = await askAs(baseURL ?? '', admin);
    const made = await teacher<MadeCourse>('post', '/teach/courses', { title: someTitle(), language: looks.locale });
    const path = `/teach/courses/${made.id}`;
    const { version, sections } = await teacher<MadeCourse>('post', `${path}/sections`, {
      version: made.version,
      title: 'A',
    });
    const sent = { version, sectionId: sections[0]?.id, title: 'Phases' };
    const course = await teacher<MadeCourse>('post', `${path}/lessons`, sent);
    const lessonId = course.sections[0]?.lessons[0]?.id ?? '';
    const { revision, draft } = await teacher<{ revision: number; draft: object }>('get', `/teach/lessons/${lessonId}`);
    const blocks = [
      { id: 'text01', type: 'text', html: '<h2>A</h2><p>b</p>' },
      { id: 'call01', type: 'callout', tone: 'tip', html: '<p>c</p>' },
      { id: 'code01', type: 'code', language: 'python', code: 'd', caption: '' },
      { id: 'imag01', type: 'image', fileId: null, alt: '', decorative: false, caption: '' },
      {
        id: 'vide01',
        type: 'video',
        fileId: null,
        title: '',
        seconds: 0,
        captions: [],
        posterFileId: null,
        transcript: '',
      },
      { id: 'embe01', type: 'embed', url: '', title: '' },
      { id: 'assi01', type: 'assignment', title: 'e', html: '', points: 10, accepts: 'both' },
    ];
    await teacher('put', `/teach/lessons/${lessonId}/draft`, { revision, draft: { ...draft, blocks } });
    await wear(page, looks);
    await enter(page, admin);
    if (looks.locale === 'ar') await page.setViewportSize({ width: 390, height: 844 });
    const lesson = `/teach/${made.id}/lessons/${lessonId}`;
    const pages: readonly (readonly [string, string])[] = [
      ['/teach', 'app-course-card'],
      [`/teach/${made.id}`, 'app-lesson-row'],
      [`/teach/${made.id}/settings`, 'app-teachers-panel'],
      [lesson, '#block-assi01'],
      [`${lesson}?view=history`, 'app-history-panel li'],
      ['/admin/courses', '.row-open'],
    ];
    for (const [url, there] of pages) {
      await page.goto(url);
      await page.locator(there).first().waitFor();
      await expectAccessible(page);
    }
  });
}
