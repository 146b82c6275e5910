import { randomUUID } from 'node:crypto';
import { type APIRequestContext, type Page, expect, request } from '@playwright/test';
import type { Account } from './fixtures';

/** Where the API signs learners and teachers in, and administrators. */
export const LEARNERS_DOOR = '/api/v1/auth/login';
export const DESK_DOOR = '/api/v1/auth/admin/login';

const AT_ANY_ADDRESS = { 'X-Forwarded-For': '198.18.77.1' };

/** A course as the API answers it, as far as tests look at it. */
export interface MadeCourse {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly sections: readonly { readonly id: string; readonly lessons: readonly { readonly id: string }[] }[];
}

/** Asks the API for what has to work, and answers its `data`; `path` begins behind `/api/v1`. */
export type Ask = <T>(method: 'get' | 'post' | 'put' | 'patch', path: string, data?: object) => Promise<T>;

/** Somebody at the API, with the token of a sign-in of their own. */
export async function askAs(baseURL: string, { email, password }: Account): Promise<Ask> {
  const stranger = await request.newContext({ baseURL, extraHTTPHeaders: AT_ANY_ADDRESS });
  const answer = await stranger.post(LEARNERS_DOOR, { data: { email, password } });
  const { accessToken } = ((await answer.json()) as { data: { accessToken: string } }).data;
  await stranger.dispose();
  const headers = { ...AT_ANY_ADDRESS, Authorization: `Bearer ${accessToken}` };
  const api: APIRequestContext = await request.newContext({ baseURL, extraHTTPHeaders: headers });
  return async <T>(method: 'get' | 'post' | 'put' | 'patch', path: string, data?: object): Promise<T> => {
    const told = await api[method](`/api/v1${path}`, data === undefined ? {} : { data });
    if (!told.ok()) throw new Error(`${method} ${path}: ${await told.text()}`);
    return ((await told.json()) as { data: T }).data;
  };
}

/** A published course with one section of published lessons, each complete as soon as it was opened. */
export async function publishedCourse(teacher: Ask, title: string, lessons: readonly string[]): Promise<MadeCourse> {
  const { id, version } = await teacher<MadeCourse>('post', '/teach/courses', { title });
  let course = await teacher<MadeCourse>('post', `/teach/courses/${id}/sections`, { version, title: 'All' });
  for (const lesson of lessons) {
    const sent = { version: course.version, sectionId: course.sections[0]?.id, title: lesson };
    course = await teacher<MadeCourse>('post', `/teach/courses/${id}/lessons`, sent);
  }
  for (const lesson of course.sections[0]?.lessons ?? []) {
    const path = `/teach/lessons/${lesson.id}`;
    const { revision, draft } = await teacher<{ revision: number; draft: object }>('get', path);
    const blocks = [{ id: 'text01', type: 'text', html: '<p>Read this.</p>' }];
    const sent = { revision, draft: { ...draft, blocks, rules: [{ kind: 'viewed' }] } };
    const saved = await teacher<{ revision: number }>('put', `${path}/draft`, sent);
    await teacher('post', `${path}/publish`, { revision: saved.revision });
  }
  const now = await teacher<MadeCourse>('get', `/teach/courses/${id}`);
  const described = { version: now.version, summary: 'A very short one.' };
  const { version: last } = await teacher<MadeCourse>('patch', `/teach/courses/${id}`, described);
  return await teacher('post', `/teach/courses/${id}/state`, { version: last, state: 'published' });
}

/**
 * Signs the browser in by the API: its cookie is the page's. For tests of what comes after a sign-in.
 * @param door the path of the API's sign-in, behind the origin where that is not the one of the test
 */
export async function enter(page: Page, { email, password }: Account, door = LEARNERS_DOOR): Promise<void> {
  const answer = await page.request.post(door, { data: { email, password } });
  expect(answer.ok()).toBe(true);
  // what tells the page that there is a session to take up, once: signing out takes it away
  await page.addInitScript((mark) => {
    if (window.origin === 'null' || sessionStorage.getItem(mark) !== null) return;
    sessionStorage.setItem(mark, 'told');
    localStorage.setItem('classy-book:signed-in', '1');
  }, `entered-${randomUUID()}`);
}
