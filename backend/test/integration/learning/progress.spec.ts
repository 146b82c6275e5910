import type { Course } from '@classy-book/contracts/courses';
import type {
  LearnCourse,
  LearnerProgress,
  LearnLesson,
  LessonProgress,
  MyCourse,
  PreviewLesson,
  ProgressReset,
} from '@classy-book/contracts/learn';
import {
  learnCourseSchema,
  lessonProgressSchema,
  learnLessonSchema,
  myCourseSchema,
} from '@classy-book/contracts/learn';
import { mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EnrolmentsPort } from '../../../src/learning/enrolments/enrolments.port.js';
import { OutlineChangesService } from '../../../src/learning/progress/outline-changes.service.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addPerson, makeCourse, type Person, personOf, publishCourse, publishLesson } from '../../support/teaching.js';
import { MP4, PDF } from '../files/files-app.js';
import { film, paper, storeFile, TEXT, WATCHED } from './progress-course.js';

let t: TestApp;
let ada: Person;
let other: Person;
let lea: Person;
let stranger: Person;
let admin: Person;
let course: Course;
let ids: Record<'one' | 'two' | 'three' | 'preview' | 'hidden', string>;
let enrolmentId: string;
let secretPaper: string;

const enrol = async (person: Person): Promise<string> =>
  (await t.app.get(EnrolmentsPort, { strict: false }).enrol(course.id, person.tokens.user.id, 'free')).enrolment.id;
const lessonPath = (id: string): string => `/learn/courses/${course.slug}/lessons/${id}`;
const lessons = (seen: LearnCourse) => seen.sections.flatMap((section) => section.lessons);
const stateOf = async (person: Person) => {
  const seen = await person.get<LearnCourse>(`/learn/courses/${course.slug}`);
  return Object.fromEntries(lessons(seen).map(({ title, state }) => [title, state]));
};

const stored = async (purpose: 'document' | 'video', bytes: Buffer) =>
  await storeFile(t, ada, course.id, purpose, bytes);
const completions = async (of: string): Promise<number> =>
  await t.connection
    .collection('audit_logs')
    .countDocuments({ action: 'enrolment.changed', resourceId: of, 'details.change': 'completed' });

beforeAll(async () => {
  t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1' });
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  other = await addPerson(t, 'otto@school.example', 'instructor');
  lea = await addPerson(t, 'lea@school.example', 'user');
  stranger = await addPerson(t, 'sam@school.example', 'user');
  admin = personOf(t, await t.signIn());
  course = await makeCourse(ada, 'Brewing tea', [
    ['One', 'Two'],
    ['Three', 'Preview', 'Hidden'],
  ]);
  const [one = '', two = '', three = '', preview = '', hidden = ''] = course.sections.flatMap((section) =>
    section.lessons.map(({ id }) => id),
  );
  ids = { one, two, three, preview, hidden };
  secretPaper = await stored('document', PDF);
  await publishLesson(ada, one, [TEXT], { rules: [{ kind: 'marked' }] });
  await publishLesson(ada, two, [TEXT, paper(secretPaper), film(await stored('video', MP4))], { rules: WATCHED });
  await publishLesson(ada, three, [TEXT], { rules: [{ kind: 'viewed' }] });
  await publishLesson(ada, preview, [TEXT, paper(await stored('document', PDF))], { required: false });
  let { version } = await publishCourse(ada, course.id);
  ({ version } = await ada.done<Course>('patch', `/teach/courses/${course.id}`, { version, sequential: true }));
  await ada.done('patch', `/teach/courses/${course.id}/lessons/${preview}`, { version, preview: true });
  enrolmentId = await enrol(lea);
});
afterAll(async () => {
  await t.close();
});

describe('a course for its learner', () => {
  it('shows the published lessons, which are locked and by what, and where to begin', async () => {
    const seen = await lea.get<LearnCourse>(`/learn/courses/${course.slug}`);
    expect(learnCourseSchema.safeParse(seen).error).toBeUndefined();
    expect(lessons(seen).map(({ title, state, lock }) => [title, state, lock?.title])).toEqual([
      ['One', 'open', undefined],
      ['Two', 'locked', 'One'],
      ['Three', 'locked', 'One'],
      ['Preview', 'open', undefined],
    ]);
    expect(seen).toMatchObject({ as: 'learner', progress: { percent: 0, done: 0, total: 3 } });
    expect(seen.resume).toEqual({ lessonId: ids.one, blockId: null, seconds: 0 });
    expect((await lea.get<LearnCourse>(`/learn/courses/${course.id}`)).id).toBe(course.id);
  });

  it.each([
    ['get', ''],
    ['post', '/view'],
    ['post', '/mark'],
    ['get', '/note'],
  ] as const)('keeps what is not open shut: %s lesson%s', async (method, rest) => {
    const asked = async (person: Person, id: string) => await person.codeOf(method, `${lessonPath(id)}${rest}`);
    expect(await asked(lea, ids.two)).toBe('LESSON_LOCKED');
    expect(await asked(lea, ids.hidden)).toBe('NOT_FOUND');
    expect(await asked(lea, 'f'.repeat(24))).toBe('NOT_FOUND');
    expect(await asked(stranger, ids.one)).toBe('ENROLMENT_REQUIRED');
    expect(await asked(other, ids.one)).toBe('ENROLMENT_REQUIRED');
    const nobody = await supertest(t.url)[method](`/api/v1${lessonPath(ids.one)}${rest}`);
    expect(nobody.status).toBe(401);
  });

  it('says which lesson is missing, takes no video or note of a locked one, and no video that is not there', async () => {
    const answer = await lea.ask('get', lessonPath(ids.two));
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({ details: [{ path: `lesson.${ids.one}`, message: 'One' }] });
    const watched = { ranges: [[0, 100]], seconds: 100 };
    expect(await lea.codeOf('put', `${lessonPath(ids.two)}/videos/video1`, watched)).toBe('LESSON_LOCKED');
    expect(await lea.codeOf('put', `${lessonPath(ids.two)}/note`, { text: 'x', revision: 0 })).toBe('LESSON_LOCKED');
    expect(await lea.codeOf('put', `${lessonPath(ids.one)}/videos/video1`, watched)).toBe('NOT_FOUND');
    const hostile = { ranges: [[0, 'x']], seconds: -1 };
    expect(await lea.codeOf('put', `${lessonPath(ids.one)}/videos/video1`, hostile)).toBe('VALIDATION_FAILED');
    expect(await t.connection.collection('lesson_progress').countDocuments()).toBe(0);
  });

  it('is not there while it is a draft, but for its teachers, who leave no traces', async () => {
    const draft = await makeCourse(other, 'Not ready', [['First']]);
    expect(await lea.codeOf('get', `/learn/courses/${draft.slug}`)).toBe('NOT_FOUND');
    expect(await ada.codeOf('get', `/learn/courses/${draft.slug}`)).toBe('NOT_FOUND');
    expect(await other.codeOf('get', `/learn/courses/${draft.slug}`)).toBe('done');
    const seen = await ada.get<LearnCourse>(`/learn/courses/${course.slug}`);
    expect(seen).toMatchObject({ as: 'teacher', enrolment: null });
    expect(new Set(lessons(seen).map(({ state }) => state))).toEqual(new Set(['open']));
    expect(await ada.codeOf('post', `${lessonPath(ids.two)}/view`)).toBe('done');
    expect(await admin.codeOf('get', lessonPath(ids.three))).toBe('done');
    expect(await ada.codeOf('put', `${lessonPath(ids.two)}/note`, { text: 'x', revision: 0 })).toBe('FORBIDDEN');
    expect(await t.connection.collection('lesson_progress').countDocuments()).toBe(0);
  });
});

describe('files of lessons', () => {
  it('are read by whoever may read a lesson that names them, and by nobody else', async () => {
    const paths = `/files/${secretPaper}`;
    expect(await lea.codeOf('get', paths)).toBe('NOT_FOUND');
    expect(await stranger.codeOf('get', paths)).toBe('NOT_FOUND');
    expect(await other.codeOf('get', paths)).toBe('NOT_FOUND');
    expect(await ada.codeOf('get', paths)).toBe('done');
    const upload = `/files?purpose=document&name=x.pdf&courseId=${course.id}`;
    expect(await other.codeOf('post', upload)).not.toBe('done');
    expect(await lea.codeOf('post', upload)).not.toBe('done');
  });
});

describe('a free preview', () => {
  it('is read by everybody, with its files, and nothing else is', async () => {
    const base = `/api/v1/catalogue/courses/${course.slug}/lessons`;
    const answer = await supertest(t.url).get(`${base}/${ids.preview}`).expect(200);
    const seen = (answer.body as { data: PreviewLesson }).data;
    expect(seen).toMatchObject({ title: 'Preview', number: 4, of: 4, previous: null, next: null });
    expect((await supertest(t.url).get(seen.files[0]?.url ?? '')).status).toBe(200);
    for (const id of [ids.one, ids.hidden, 'f'.repeat(24)]) await supertest(t.url).get(`${base}/${id}`).expect(404);
    await supertest(t.url).get(`${base}/x`).expect(400);
  });
});

describe('what a learner does', () => {
  it('opens the next lesson, and is where to go on', async () => {
    const first = await lea.done<LessonProgress>('post', `${lessonPath(ids.one)}/view`);
    expect(lessonProgressSchema.safeParse(first).error).toBeUndefined();
    expect(first).toMatchObject({ state: 'started', opened: [], rules: [{ rule: { kind: 'marked' }, met: false }] });
    const marked = await lea.done<LessonProgress>('post', `${lessonPath(ids.one)}/mark`);
    expect(marked).toMatchObject({ state: 'complete', opened: [ids.two], course: { percent: 33, done: 1, total: 3 } });
    expect(await stateOf(lea)).toMatchObject({ One: 'complete', Two: 'open', Three: 'locked' });
    expect(await lea.codeOf('get', `/files/${secretPaper}`)).toBe('done');
  });

  it('is joined, however the parts of a video arrive, and goes on at the second', async () => {
    const path = `${lessonPath(ids.two)}/videos/video1`;
    const parts = [[0, 20], [15, 45], [44, 60], [60, 88], [0, 20], [30, 40]]; // prettier-ignore
    const watch = async ([from, to]: number[]) => await lea.codeOf('put', path, { ranges: [[from, to]], seconds: to });
    expect(new Set(await Promise.all(parts.map(watch)))).toEqual(new Set(['done']));
    const almost = await lea.get<LearnLesson>(lessonPath(ids.two));
    expect(learnLessonSchema.safeParse(almost).error).toBeUndefined();
    expect(almost.videos).toMatchObject([{ ranges: [[0, 88]], share: 88 }]);
    expect(almost.rules).toMatchObject([{ met: false }, { met: false, current: 88 }]);
    await lea.done('put', path, { ranges: [[88, 93.5]], seconds: 93.5 });
    const [mine] = await lea.get<MyCourse[]>('/learn/courses');
    expect(myCourseSchema.safeParse(mine).error).toBeUndefined();
    expect(mine).toMatchObject({ resume: { lessonId: ids.two, blockId: 'video1', seconds: 93.5 }, resumeTitle: 'Two' });
    expect(await stateOf(lea)).toMatchObject({ Two: 'started' });
    const viewed = await lea.done<LessonProgress>('post', `${lessonPath(ids.two)}/view`);
    expect(viewed).toMatchObject({ state: 'complete', opened: [ids.three] });
    // opening it again does not forget the second
    expect((await lea.get<MyCourse[]>('/learn/courses'))[0]?.resume).toMatchObject({ seconds: 93.5 });
  });

  it('is noted down for nobody else, and no save is lost to another tab', async () => {
    const path = `${lessonPath(ids.one)}/note`;
    const saves = await Promise.all(
      ['a', 'b', 'c'].map(async (text) => await lea.codeOf('put', path, { text, revision: 0 })),
    );
    expect(saves.sort()).toEqual(['STALE', 'STALE', 'done']);
    expect(await lea.done('put', path, { text: 'second', revision: 1 })).toMatchObject({ revision: 2 });
    expect(await lea.codeOf('put', path, { text: 'late', revision: 1 })).toBe('STALE');
    expect((await lea.get<LearnLesson>(lessonPath(ids.one))).note).toEqual({ text: 'second', revision: 2 });
    expect((await ada.get<LearnLesson>(lessonPath(ids.one))).note).toEqual({ text: '', revision: 0 });
  });

  it('completes the course once, whatever happens at once', async () => {
    const all = Array.from({ length: 12 }, async (_, at) => {
      const id = [ids.one, ids.two, ids.three][at % 3] ?? '';
      return await lea.codeOf('post', `${lessonPath(id)}/${at % 2 === 0 ? 'view' : 'mark'}`);
    });
    const video = { ranges: [[0, 100]], seconds: 5 };
    all.push(lea.codeOf('put', `${lessonPath(ids.two)}/videos/video1`, video));
    expect(new Set(await Promise.all(all))).toEqual(new Set(['done']));
    const seen = await lea.get<LearnCourse>(`/learn/courses/${course.slug}`);
    expect(seen).toMatchObject({ progress: { percent: 100, done: 3, total: 3 }, enrolment: { status: 'completed' } });
    await eventually('the completion', async () => (await completions(enrolmentId)) > 0);
    expect(await completions(enrolmentId)).toBe(1);
    expect(await t.connection.collection('course_completions').countDocuments()).toBe(0);
    const facts = await t.connection.collection('lesson_progress').find().toArray();
    expect(facts.map(({ lessonId }) => String(lessonId)).sort()).toEqual([ids.one, ids.two, ids.three].sort());
    expect(facts.every(({ completedAt }) => completedAt instanceof Date)).toBe(true);
  });
});

const remembered = async (id: string) =>
  (await t.app.get(EnrolmentsPort, { strict: false }).findById(id))?.progress ?? null;

describe('a course that changes', () => {
  it('has less of it done when lessons come, and stays completed', async () => {
    await publishLesson(ada, ids.hidden, [TEXT], { rules: [{ kind: 'marked' }] });
    const seen = await lea.get<LearnCourse>(`/learn/courses/${course.slug}`);
    expect(seen.progress).toMatchObject({ percent: 75, done: 3, total: 4 });
    expect(seen.progress.completedAt).not.toBeNull();
    await eventually('the list', async () => (await remembered(enrolmentId))?.percent === 75);
  });

  it('completes those who have done what is left when a lesson goes, also where the process died before it noticed', async () => {
    const late = await addPerson(t, 'late@school.example', 'user');
    const lateId = await enrol(late);
    for (const id of [ids.one, ids.two, ids.three]) await late.codeOf('post', `${lessonPath(id)}/view`);
    await late.done('post', `${lessonPath(ids.one)}/mark`);
    await late.done('put', `${lessonPath(ids.two)}/videos/video1`, { ranges: [[0, 99]], seconds: 1 });
    for (const id of [ids.two, ids.three]) await late.done('post', `${lessonPath(id)}/view`);
    await eventually('what is remembered', async () => (await remembered(lateId))?.percent === 75);
    // the change of a process that died before it could tell anybody
    await t.connection
      .collection<{ _id: mongo.ObjectId }>('courses')
      .updateOne(
        { _id: new mongo.ObjectId(course.id) },
        { $set: { 'sections.1.lessons.2.published': null }, $inc: { outlineRevision: 1, version: 1 } },
      );
    expect(await completions(lateId)).toBe(0);
    await t.app.get(OutlineChangesService, { strict: false }).lookAtAll();
    await eventually('the completion', async () => (await completions(lateId)) === 1);
    expect((await late.get<MyCourse[]>('/learn/courses'))[0]).toMatchObject({ status: 'completed' });
    expect(await completions(enrolmentId)).toBe(1);
  });
});

describe('the progress of a learner', () => {
  it('is seen by the teachers of the course only', async () => {
    const path = `/teach/courses/${course.id}/people/${enrolmentId}`;
    const seen = await ada.get<LearnerProgress>(`${path}/progress`);
    const [one] = seen.sections[0]?.lessons ?? [];
    expect(one).toMatchObject({ title: 'One', state: 'complete', rules: [{ met: true }] });
    for (const rest of ['progress', 'reset']) {
      expect(await other.codeOf('get', `${path}/${rest}`)).toBe('NOT_FOUND');
      expect(await lea.codeOf('get', `${path}/${rest}`)).toBe('FORBIDDEN');
    }
    expect(await other.codeOf('post', `${path}/reset`)).toBe('NOT_FOUND');
    const foreign = await makeCourse(other, 'Foreign', []);
    expect(await other.codeOf('post', `/teach/courses/${foreign.id}/people/${enrolmentId}/reset`)).toBe('NOT_FOUND');
    expect(await completions(enrolmentId)).toBe(1);
  });

  it('begins anew after a reset, which says what it removes and is on record', async () => {
    const path = `/teach/courses/${course.id}/people/${enrolmentId}/reset`;
    const announced = await ada.get<ProgressReset>(path);
    expect(announced.parts).toContainEqual({ name: 'lessons', count: 3 });
    expect(await ada.done<ProgressReset>('post', path)).toEqual(announced);
    const seen = await lea.get<LearnCourse>(`/learn/courses/${course.slug}`);
    expect(seen).toMatchObject({ progress: { percent: 0, completedAt: null }, enrolment: { status: 'active' } });
    expect((await lea.get<LearnLesson>(lessonPath(ids.one))).note.text).toBe('second');
    const record = await t.connection
      .collection('audit_logs')
      .findOne({ action: 'enrolment.changed', resourceId: enrolmentId, 'details.change': 'progress_reset' });
    expect(record).toMatchObject({ details: { facts: { lessons: 3 }, email: 'lea@school.example' } });
    // and it can be completed once more
    await lea.done('post', `${lessonPath(ids.one)}/mark`);
    await lea.done('put', `${lessonPath(ids.two)}/videos/video1`, { ranges: [[0, 100]], seconds: 1 });
    for (const id of [ids.two, ids.three]) await lea.done('post', `${lessonPath(id)}/view`);
    await eventually('the second completion', async () => (await completions(enrolmentId)) === 2);
  });
});
