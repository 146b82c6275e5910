import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Course } from '@classy-book/contracts/courses';
import type { FileInfo, FilePurpose } from '@classy-book/contracts/files';
import type { Lesson, LessonDraft } from '@classy-book/contracts/lessons';
import type { Quiz } from '@classy-book/contracts/quizzes';
import sharp from 'sharp';
import supertest from 'supertest';
import { expect } from 'vitest';
import type { TestApp } from '../../support/app.js';
import { makeCourse, type Person, publishLesson, saveLesson } from '../../support/teaching.js';

/** Uploads bytes as somebody. */
export async function uploadAs(
  t: TestApp,
  who: Person,
  purpose: FilePurpose,
  name: string,
  bytes: Buffer,
  courseId?: string,
): Promise<FileInfo> {
  const answer = await supertest(t.url)
    .post('/api/v1/files')
    .query({ purpose, name, ...(courseId === undefined ? {} : { courseId }) })
    .set('Authorization', `Bearer ${who.tokens.accessToken}`)
    .set('Content-Type', 'application/octet-stream')
    .send(bytes);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body.data as FileInfo;
}

/** A course with a cover, a picture, a download, a quiz with a rule about it, a preview and requirements. */
export async function makeRichCourse(t: TestApp, ada: Person): Promise<Course> {
  let course = await makeCourse(ada, 'Rich', [['One', 'Two'], ['Three']]);
  const { id } = course;
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c00' } })
    .png()
    .toBuffer();
  const cover = await uploadAs(t, ada, 'cover', 'cover.png', picture, id);
  const image = await uploadAs(t, ada, 'image', 'red.png', picture, id);
  const notes = await uploadAs(t, ada, 'document', 'notes.txt', Buffer.from('Read me.'), id);
  const [first = '', second = '', third = ''] = course.sections.flatMap(({ lessons }) => lessons.map((one) => one.id));
  const quiz = await ada.done<Quiz>('post', `/teach/courses/${id}/quizzes`, { title: 'Check' });
  const essay = {
    ...{ id: 'essay1', title: '', html: '<p>Why?</p>', points: 2, feedback: '', category: '' },
    type: 'essay',
  };
  const draft = { ...quiz.draft, questions: [essay] };
  await ada.done('put', `/teach/quizzes/${quiz.id}/draft`, { revision: quiz.revision, draft });
  await saveLesson(ada, first, [
    { id: 'text01', type: 'text', html: '<p dir="rtl">نص</p>' },
    { id: 'image1', type: 'image', fileId: image.id, alt: 'Red', decorative: false, caption: '' },
    { id: 'file01', type: 'file', fileId: notes.id, title: 'Notes' },
  ]);
  const rules: LessonDraft['rules'] = [{ kind: 'score', blockId: 'quiz01', minimum: 60 }];
  await saveLesson(ada, second, [{ id: 'quiz01', type: 'quiz', quizId: quiz.id }], { rules, minutes: 9 });
  await publishLesson(ada, third, undefined, { title: 'Third' });
  course = await ada.get<Course>(`/teach/courses/${id}`);
  const { version } = course;
  course = await ada.done<Course>('patch', `/teach/courses/${id}/lessons/${second}`, {
    version,
    requires: [first],
    preview: true,
  });
  const described = {
    version: course.version,
    summary: 'All of it',
    tags: ['x'],
    coverFileId: cover.id,
    sequential: true,
  };
  await ada.done('patch', `/teach/courses/${id}`, described);
  return await ada.get<Course>(`/teach/courses/${id}`);
}

/** The archive of a course. */
export async function exportOf(who: Person, id: string): Promise<Buffer> {
  const answer = await who
    .ask('get', `/teach/courses/${id}/export`)
    .buffer(true)
    .parse((response, done) => {
      void buffer(response as unknown as Readable).then(
        (bytes) => {
          done(null, bytes);
        },
        (error: unknown) => {
          done(error as Error, null);
        },
      );
    });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip']);
  return answer.body as Buffer;
}

/** What a course says and holds, without what is its own: ids, versions and moments. */
export async function contentOf(t: TestApp, who: Person, course: Course): Promise<unknown> {
  const lessons = course.sections.flatMap((section) => section.lessons);
  const places = new Map(lessons.map(({ id }, place) => [id, place]));
  const { summary, tags, sequential, language, certificate, price } = course;
  return {
    ...{ summary, tags, sequential, language, certificate, price },
    sections: course.sections.map(({ title, lessons: own }) => [title, own.map((one) => one.title)]),
    preview: lessons.map(({ preview }) => preview),
    published: lessons.map(({ published }) => published?.title ?? null),
    requires: lessons.map(({ requires }) => requires.map((id) => places.get(id))),
    bodies: await Promise.all(lessons.map(async ({ id }) => await bodyOf(t, who, id))),
  };
}

async function bodyOf(t: TestApp, who: Person, lessonId: string): Promise<unknown> {
  const { draft, files } = await who.get<Lesson>(`/teach/lessons/${lessonId}`);
  const names = draft.blocks.map(({ id }) => id);
  const blocks = await Promise.all(
    draft.blocks.map(async (block) => {
      const { id: _own, ...rest } = block;
      if (block.type === 'quiz') return (await who.get<Quiz>(`/teach/quizzes/${block.quizId}`)).draft;
      const file = files.find(({ id }) => 'fileId' in block && id === block.fileId);
      if (file === undefined) return rest;
      const path = new URL(file.url, t.url);
      const { status } = await supertest(t.url).get(path.pathname + path.search);
      return { ...rest, fileId: [file.name, file.type, status] };
    }),
  );
  const rules = draft.rules.map((rule) =>
    'blockId' in rule ? { ...rule, blockId: names.indexOf(rule.blockId) } : rule,
  );
  return { ...draft, rules, blocks };
}
