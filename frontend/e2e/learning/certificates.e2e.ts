import { type APIRequestContext, type Page, request } from '@playwright/test';
import { type Account, expect, test } from '../support/fixtures';
import { allLooks, expectAccessible, wear } from '../support/looks';

interface Signed {
  readonly api: APIRequestContext;
  readonly userId: string;
}

const AT_ANY_ADDRESS = { 'X-Forwarded-For': '198.18.77.1' };

/** Somebody at the API, with the token of a sign-in of their own. */
async function signIn(baseURL: string, { email, password }: Account): Promise<Signed> {
  const stranger = await request.newContext({ baseURL, extraHTTPHeaders: AT_ANY_ADDRESS });
  const answer = await stranger.post('/api/v1/auth/login', { data: { email, password } });
  const { accessToken, user } = ((await answer.json()) as { data: { accessToken: string; user: { id: string } } }).data;
  await stranger.dispose();
  const headers = { ...AT_ANY_ADDRESS, Authorization: `Bearer ${accessToken}` };
  return { api: await request.newContext({ baseURL, extraHTTPHeaders: headers }), userId: user.id };
}

async function done<T>(
  { api }: Signed,
  method: 'get' | 'post' | 'put' | 'patch',
  path: string,
  data?: object,
): Promise<T> {
  const answer = await api[method](`/api/v1${path}`, data === undefined ? {} : { data });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return ((await answer.json()) as { data: T }).data;
}

interface MadeCourse {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly sections: readonly { readonly id: string; readonly lessons: readonly { readonly id: string }[] }[];
}

/** A course of one lesson that is complete as soon as it was opened. */
async function makeCourse(teacher: Signed, title: string): Promise<MadeCourse> {
  const { id, version } = await done<MadeCourse>(teacher, 'post', '/teach/courses', { title });
  const withSection = await done<MadeCourse>(teacher, 'post', `/teach/courses/${id}/sections`, {
    version,
    title: 'All',
  });
  const made = await done<MadeCourse>(teacher, 'post', `/teach/courses/${id}/lessons`, {
    version: withSection.version,
    sectionId: withSection.sections[0]?.id,
    title: 'The only one',
  });
  const lesson = `/teach/lessons/${made.sections[0]?.lessons[0]?.id ?? ''}`;
  const { revision, draft } = await done<{ revision: number; draft: object }>(teacher, 'get', lesson);
  const blocks = [{ id: 'text01', type: 'text', html: '<p>Read this.</p>' }];
  await done(teacher, 'put', `${lesson}/draft`, { revision, draft: { ...draft, blocks, rules: [{ kind: 'viewed' }] } });
  const saved = await done<{ revision: number }>(teacher, 'get', lesson);
  await done(teacher, 'post', `${lesson}/publish`, { revision: saved.revision });
  const now = await done<MadeCourse>(teacher, 'get', `/teach/courses/${id}`);
  const described = await done<MadeCourse>(teacher, 'patch', `/teach/courses/${id}`, {
    version: now.version,
    summary: 'A very short one.',
  });
  return await done(teacher, 'post', `/teach/courses/${id}/state`, { version: described.version, state: 'published' });
}

/** Lets somebody enrol in a new course and complete it. @returns the code of the certificate, and the course */
async function earn(baseURL: string, admin: Account, learner: Account): Promise<{ code: string; course: MadeCourse }> {
  const teacher = await signIn(baseURL, admin);
  const course = await makeCourse(teacher, 'كيف يُقرأ القمر: Reading the moon');
  const student = await signIn(baseURL, learner);
  await done(student, 'post', `/learn/courses/${course.slug}/enrol`, {});
  const lesson = course.sections[0]?.lessons[0]?.id ?? '';
  await done(student, 'post', `/learn/courses/${course.slug}/lessons/${lesson}/view`);
  let code: string | undefined;
  await expect(async () => {
    const own = await done<{ code: string; courseId: string }[]>(student, 'get', '/certificates');
    code = own.find(({ courseId }) => courseId === course.id)?.code;
    expect(code).toBeDefined();
  }).toPass();
  return { code: code ?? '', course };
}

/** Signs the browser in by the API: its cookie is the page's. */
async function enter(page: Page, { email, password }: Account): Promise<void> {
  const answer = await page.request.post('/api/v1/auth/login', { data: { email, password } });
  expect(answer.ok()).toBe(true);
  // what tells the page that there is a session to take up
  await page.addInitScript(() => {
    localStorage.setItem('classy-book:signed-in', '1');
  });
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
