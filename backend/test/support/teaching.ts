import type { AuthTokens } from '@classy-book/contracts/auth';
import type { Course } from '@classy-book/contracts/courses';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import type { Lesson, LessonDraft } from '@classy-book/contracts/lessons';
import supertest from 'supertest';
import { NO_ORIGIN } from '../../src/common/events/actor.js';
import { EventBus } from '../../src/common/events/event-bus.js';
import type { TestApp } from './app.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Somebody who asks the API, and gets at what it answers. */
export interface Person {
  readonly tokens: AuthTokens;
  /** Asks; `body` only where there is one. */
  ask(method: Method, path: string, body?: object): supertest.Test;
  /** Asks for what has to work, and answers its `data`. */
  get<T>(path: string): Promise<T>;
  done<T>(method: Method, path: string, body?: object): Promise<T>;
  /** The code of the refusal, or `done`. */
  codeOf(method: Method, path: string, body?: object): Promise<string>;
}

/** A person with these tokens; `path` begins behind `/api/v1`. */
export function personOf(t: TestApp, tokens: AuthTokens): Person {
  const ask = (method: Method, path: string, body?: object): supertest.Test => {
    const request = supertest(t.url)[method](`/api/v1${path}`).set('Authorization', `Bearer ${tokens.accessToken}`);
    return body === undefined ? request : request.send(body);
  };
  const done = async <T>(method: Method, path: string, body?: object): Promise<T> => {
    const answer = await ask(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return (answer.body as { data: T }).data;
  };
  return {
    tokens,
    ask,
    done,
    get: async <T>(path: string): Promise<T> => await done<T>('get', path),
    codeOf: async (method, path, body) => {
      const answer = await ask(method, path, body);
      return (answer.body as { error?: { code: string } }).error?.code ?? 'done';
    },
  };
}

/** Adds somebody with a role and signs them in. */
export async function addPerson(t: TestApp, email: string, role: 'user' | 'instructor' | 'admin'): Promise<Person> {
  await t.addAccount(email, role);
  return personOf(t, await t.signIn(email, undefined, '192.0.2.77'));
}

/** Tells everybody that an account was deleted. */
export async function tellDeleted(t: TestApp, { tokens: { user } }: Person): Promise<void> {
  const about = { userId: user.id, email: user.email, facts: {} };
  const by = { actor: { kind: 'system' }, origin: NO_ORIGIN } as const;
  await t.app.get(EventBus).publish('account.changed', { change: 'deleted', ...about, ...by });
}

/** A course with sections that hold lessons of these titles; every body is empty and nothing is published. */
export async function makeCourse(teacher: Person, title: string, sections: readonly string[][]): Promise<Course> {
  let course = await teacher.done<Course>('post', '/teach/courses', { title });
  for (const [index, lessons] of sections.entries()) {
    const named = { version: course.version, title: `Section ${String(index + 1)}` };
    course = await teacher.done<Course>('post', `/teach/courses/${course.id}/sections`, named);
    for (const lesson of lessons) {
      const sectionId = course.sections[index]?.id;
      const request = { version: course.version, sectionId, title: lesson };
      course = await teacher.done<Course>('post', `/teach/courses/${course.id}/lessons`, request);
    }
  }
  return course;
}

/** Saves blocks as the draft of a lesson; what else is given takes the place of what the draft has. */
export async function saveLesson(
  teacher: Person,
  lessonId: string,
  blocks: readonly Block[],
  rest: Partial<LessonDraft> = {},
): Promise<Lesson> {
  const { revision, draft } = await teacher.get<Lesson>(`/teach/lessons/${lessonId}`);
  await teacher.done('put', `/teach/lessons/${lessonId}/draft`, { revision, draft: { ...draft, ...rest, blocks } });
  return await teacher.get<Lesson>(`/teach/lessons/${lessonId}`);
}

/** Saves blocks and publishes the lesson. */
export async function publishLesson(
  teacher: Person,
  lessonId: string,
  blocks: readonly Block[] = [{ id: 'text01', type: 'text', html: '<p>Read this.</p>' }],
  rest: Partial<LessonDraft> = {},
): Promise<Lesson> {
  const { revision } = await saveLesson(teacher, lessonId, blocks, rest);
  return await teacher.done<Lesson>('post', `/teach/lessons/${lessonId}/publish`, { revision });
}

/** Gives a course with a published lesson a summary and publishes it. */
export async function publishCourse(teacher: Person, id: string): Promise<Course> {
  const { version } = await teacher.get<Course>(`/teach/courses/${id}`);
  const summary = 'What this is about.';
  const described = await teacher.done<Course>('patch', `/teach/courses/${id}`, { version, summary });
  return await teacher.done<Course>('post', `/teach/courses/${id}/state`, {
    version: described.version,
    state: 'published',
  });
}
