import { type APIRequestContext, request } from '@playwright/test';
import { type Account, someAddress } from './fixtures';
import type { MadeCourse } from './learning';

/** Somebody at the API. */
export interface Signed {
  readonly api: APIRequestContext;
}

/** A lesson to write: its blocks and rules as the contracts have them. */
export interface WrittenLesson {
  readonly title: string;
  readonly blocks: readonly object[];
  readonly rules: readonly object[];
}

/** Signs somebody in at the API, without a browser. Dispose of `api` afterwards. */
export async function signIn(baseURL: string, { email, password }: Account): Promise<Signed> {
  const address = { 'X-Forwarded-For': someAddress() };
  const stranger = await request.newContext({ baseURL, extraHTTPHeaders: address });
  const answer = await stranger.post('/api/v1/auth/login', { data: { email, password } });
  const { data } = (await answer.json()) as { data: { accessToken: string } };
  await stranger.dispose();
  const headers = { ...address, Authorization: `Bearer ${data.accessToken}` };
  return { api: await request.newContext({ baseURL, extraHTTPHeaders: headers }) };
}

/** A call that must work; gives its data. */
export async function call<T>(
  { api }: Signed,
  method: 'get' | 'post' | 'put' | 'patch',
  path: string,
  data?: object,
): Promise<T> {
  const answer = await api[method](`/api/v1${path}`, data === undefined ? {} : { data });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return ((await answer.json()) as { data: T }).data;
}

/** Stores a video for a course; gives the id of the file. */
export async function uploadVideo({ api }: Signed, courseId: string, video: Buffer): Promise<string> {
  const query = `purpose=video&name=video.webm&courseId=${courseId}`;
  const answer = await api.post(`/api/v1/files?${query}`, {
    data: video,
    headers: { 'Content-Type': 'application/octet-stream' },
  });
  if (!answer.ok()) throw new Error(`upload: ${await answer.text()}`);
  return ((await answer.json()) as { data: { id: string } }).data.id;
}

/**
 * Publishes a course of one section, in which each lesson needs the one before. `lessons` is called with its id, for files
 * that belong to it.
 */
export async function makeCourse(
  teacher: Signed,
  title: string,
  lessons: (courseId: string) => Promise<readonly WrittenLesson[]>,
): Promise<MadeCourse> {
  let course = await call<MadeCourse>(teacher, 'post', '/teach/courses', { title });
  const path = `/teach/courses/${course.id}`;
  course = await call(teacher, 'post', `${path}/sections`, { version: course.version, title: 'The Moon' });
  for (const written of await lessons(course.id)) {
    course = await call(teacher, 'post', `${path}/lessons`, {
      version: course.version,
      sectionId: course.sections[0]?.id,
      title: written.title,
    });
    await write(teacher, `/teach/lessons/${course.sections[0]?.lessons.at(-1)?.id ?? ''}`, written);
    course = await call(teacher, 'get', path);
  }
  const { version } = course;
  course = await call(teacher, 'patch', path, { version, summary: 'A small one, to try things.', sequential: true });
  return await call(teacher, 'post', `${path}/state`, { version: course.version, state: 'published' });
}

async function write(teacher: Signed, lesson: string, { title, blocks, rules }: WrittenLesson): Promise<void> {
  const { revision, draft } = await call<{ revision: number; draft: object }>(teacher, 'get', lesson);
  const saved = await call<{ revision: number }>(teacher, 'put', `${lesson}/draft`, {
    revision,
    draft: { ...draft, title, blocks, rules },
  });
  await call(teacher, 'post', `${lesson}/publish`, { revision: saved.revision });
}
