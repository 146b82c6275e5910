import type { Course } from '@classy-book/contracts/courses';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import type { Lesson } from '@classy-book/contracts/lessons';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { addPerson, makeCourse, type Person, saveLesson } from '../../support/teaching.js';

let t: TestApp;
let ada: Person;
let course: Course;

beforeAll(async () => {
  t = await startApp();
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  course = await makeCourse(ada, 'Films', [['First']]);
});
afterAll(async () => {
  await t.close();
});

async function addFilm(duration: number): Promise<string> {
  const facts = {
    sha256: '',
    key: 'none',
    storage: 'local',
    renditions: [],
    state: 'stored',
    size: 9,
    duration,
    createdAt: new Date(),
  };
  const { insertedId } = await t.connection.collection('files').insertOne({
    ...{ ownerId: ada.tokens.user.id, purpose: 'video', courseId: course.id, name: 'film.mp4', type: 'video/mp4' },
    ...facts,
  });
  return String(insertedId);
}

describe('the videos of a lesson', () => {
  it('are as long as their files are, whatever a browser says', async () => {
    const lessonId = course.sections[0]?.lessons[0]?.id ?? '';
    const film = { type: 'video', fileId: await addFilm(61.237), title: '', transcript: '' } as const;
    const saying = (seconds: number): Block => ({ ...film, id: 'video1', captions: [], seconds, posterFileId: null });
    for (const seconds of [1, 86_000]) {
      expect((await saveLesson(ada, lessonId, [saying(seconds)])).draft.blocks).toEqual([saying(61.24)]);
    }
    // saved when the length was not known yet
    const _id = Types.ObjectId.createFromHexString(lessonId);
    await t.connection.collection('lessons').updateOne({ _id }, { $set: { 'draft.blocks.0.seconds': 1 } });
    const { revision } = await ada.get<Lesson>(`/teach/lessons/${lessonId}`);
    await ada.done('post', `/teach/lessons/${lessonId}/publish`, { revision });
    const stored = await t.connection.collection('lessons').findOne({ _id });
    expect(stored?.['published'].content.blocks).toEqual([saying(61.24)]);
    const [section] = (await t.connection.collection('courses').findOne({ slug: course.slug }))?.['sections'] ?? [];
    expect(section.lessons[0].published.videos).toEqual([{ blockId: 'video1', seconds: 61.24 }]);
  });
});
