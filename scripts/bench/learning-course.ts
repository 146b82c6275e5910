import { ObjectId } from 'mongodb';
import type { LoopbackHttp } from '../attack/loopback-http.ts';
import { Api } from './api.ts';
import type { ScratchDatabase } from './scratch-database.ts';
import { ADMIN_EMAIL, type MeasuredServer } from './server.ts';

const BATCH = 2_000;

/** Asks the API as somebody; `path` begins behind `/api/v1`. */
export type Ask = <T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: object) => Promise<T>;

/** A course in which learners are. */
export interface FilledCourse {
  readonly id: string;
  readonly slug: string;
  readonly lessonIds: readonly string[];
}

interface Answered {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly revision: number;
  readonly draft: object;
  readonly sections: readonly { readonly id: string; readonly lessons: readonly { readonly id: string }[] }[];
}

/** Somebody with a token at the API. */
export function askWith(http: LoopbackHttp, token: string): Ask {
  return async <T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: object): Promise<T> => {
    const headers = { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '192.0.2.1' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await http.send({ method, path: `/api/v1${path}`, headers, ...sent });
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${String(reply.status)} ${reply.body.slice(0, 300)}`);
    return (JSON.parse(reply.body) as { data: T }).data;
  };
}

/** The administrator, who teaches too. */
export async function teacherAt(server: MeasuredServer, http: LoopbackHttp): Promise<Ask> {
  const api = new Api(server.target, 1);
  const { accessToken } = await api.signIn(ADMIN_EMAIL, server.adminPassword, '192.0.2.1');
  api.close();
  return askWith(http, accessToken);
}

/**
 * Publishes a course with one section.
 * @param blocksOf the blocks of each of its lessons, once there is a course
 */
export async function publishCourse(
  teacher: Ask,
  title: string,
  blocksOf: (courseId: string) => Promise<readonly (readonly object[])[]>,
): Promise<FilledCourse> {
  let course = await teacher<Answered>('POST', '/teach/courses', { title });
  const path = `/teach/courses/${course.id}`;
  course = await teacher('POST', `${path}/sections`, { version: course.version, title: 'All' });
  for (const [index, blocks] of (await blocksOf(course.id)).entries()) {
    const sectionId = course.sections[0]?.id;
    const request = { version: course.version, sectionId, title: `Lesson ${String(index + 1)}` };
    course = await teacher('POST', `${path}/lessons`, request);
    const lesson = `/teach/lessons/${course.sections[0]?.lessons.at(-1)?.id ?? ''}`;
    const { revision, draft } = await teacher<Answered>('GET', lesson);
    const rules = [{ kind: 'viewed' }];
    const saved = await teacher<Answered>('PUT', `${lesson}/draft`, { revision, draft: { ...draft, blocks, rules } });
    await teacher('POST', `${lesson}/publish`, { revision: saved.revision });
    course = await teacher('GET', path);
  }
  course = await teacher('PATCH', path, { version: course.version, summary: 'For a measurement.' });
  course = await teacher('POST', `${path}/state`, { version: course.version, state: 'published' });
  const lessonIds = course.sections.flatMap(({ lessons }) => lessons.map(({ id }) => id));
  return { id: course.id, slug: course.slug, lessonIds };
}

/**
 * Puts learners into a course: copies of the enrolment of the first one, who comes in by the API, so that every field is as it
 * must be. Answers the enrolments in the order of the emails.
 */
export async function enrolAll(
  { db }: ScratchDatabase,
  course: FilledCourse,
  first: Ask,
  emails: readonly string[],
): Promise<readonly ObjectId[]> {
  await first('POST', `/learn/courses/${course.slug}/enrol`, {});
  const enrolments = db.collection('enrolments');
  const made = await enrolments.findOne({ email: emails[0] });
  if (made === null) throw new Error('the first learner is not enrolled');
  const users = await db
    .collection('users')
    .find({ email: { $in: emails.slice(1) } })
    .project<{ _id: ObjectId; email: string }>({ email: 1 })
    .toArray();
  const idOf = new Map(users.map(({ _id, email }) => [email, _id.toHexString()]));
  const copies = emails.slice(1).map((email) => ({ ...made, _id: new ObjectId(), email, userId: idOf.get(email) }));
  for (let from = 0; from < copies.length; from += BATCH) await enrolments.insertMany(copies.slice(from, from + BATCH));
  return [made._id, ...copies.map(({ _id }) => _id)];
}
