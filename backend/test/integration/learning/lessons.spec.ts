import type { Course } from '@classy-book/contracts/courses';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import {
  type Lesson,
  type LessonDraft,
  type LessonRevision,
  type LessonRevisionDetail,
  lessonSchema,
  type SavedDraft,
} from '@classy-book/contracts/lessons';
import type { Quiz } from '@classy-book/contracts/quizzes';
import { Types } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { addPerson, makeCourse, type Person, publishLesson, saveLesson } from '../../support/teaching.js';

let t: TestApp;
let ada: Person;
let bob: Person;
let learner: Person;
let course: Course;
let lessonId: string;

beforeAll(async () => {
  t = await startApp();
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  bob = await addPerson(t, 'bob@school.example', 'instructor');
  learner = await addPerson(t, 'lea@school.example', 'user');
});
afterAll(async () => {
  await t.close();
});
beforeEach(async () => {
  course = await makeCourse(ada, 'Course', [['First', 'Second']]);
  lessonId = course.sections[0]?.lessons[0]?.id ?? '';
});

const text = (html: string, id = 'text01'): Block => ({ id, type: 'text', html });
const embed = (url: string): Block => ({ id: 'embed1', type: 'embed', url, title: '' });
const image: Block = { id: 'image1', type: 'image', fileId: null, alt: '', decorative: false, caption: '' };
const get = async (): Promise<Lesson> => await ada.get<Lesson>(`/teach/lessons/${lessonId}`);
const getCourse = async (): Promise<Course> => await ada.get<Course>(`/teach/courses/${course.id}`);

async function draftWith(
  blocks: readonly Block[],
  rest: object = {},
): Promise<{ revision: number; draft: LessonDraft }> {
  const { revision, draft } = await get();
  return { revision, draft: { ...draft, ...rest, blocks: [...blocks] } };
}

describe('the draft of a lesson', () => {
  it('is empty until it is saved, and stored as it may be shown', async () => {
    const before = await get();
    expect(lessonSchema.safeParse(before).success).toBe(true);
    expect(before).toMatchObject({ revision: 0, published: null, draft: { title: 'First', blocks: [], minutes: 5 } });
    const blocks = [text('<p onclick="x()">Hello<script>alert(1)</script></p>'), embed('https://youtu.be/dQw4w9WgXcQ')];
    const request = await draftWith(blocks, { title: 'Renamed', minutes: 12 });
    const saved = await ada.done<SavedDraft>('put', `/teach/lessons/${lessonId}/draft`, request);
    expect(saved.draft.blocks).toEqual([
      text('<p>Hello</p>'),
      embed('https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'),
    ]);
    expect(await get()).toMatchObject({ revision: 1, draft: saved.draft, savedBy: 'Test Person' });
    const after = await getCourse();
    expect(after.version).toBe(course.version);
    expect(after.sections[0]?.lessons[0]).toMatchObject({ title: 'Renamed', changed: false, published: null });
  });

  it('is saved by one of several at once; who comes late is told who was first', async () => {
    for (const revision of [0, 1]) {
      const answers = await Promise.all(
        Array.from({ length: 6 }, async (_, n) => {
          const { draft } = await draftWith([text(`<p>${String(revision)} by ${String(n)}</p>`)]);
          return await ada.codeOf('put', `/teach/lessons/${lessonId}/draft`, { revision, draft });
        }),
      );
      expect(answers.sort()).toEqual(['STALE', 'STALE', 'STALE', 'STALE', 'STALE', 'done']);
      expect((await get()).revision).toBe(revision + 1);
    }
    const { draft } = await draftWith([]);
    const late = await ada.ask('put', `/teach/lessons/${lessonId}/draft`, { revision: 1, draft });
    expect([late.status, late.body.error.message]).toEqual([
      409,
      expect.stringMatching(/^Test Person saved this lesson/),
    ]);
  });

  it('that is sent again because its answer was lost is answered like the first time', async () => {
    const request = await draftWith([text('<p>Once</p>')]);
    const first = await ada.done<SavedDraft>('put', `/teach/lessons/${lessonId}/draft`, request);
    expect(await ada.done<SavedDraft>('put', `/teach/lessons/${lessonId}/draft`, request)).toEqual(first);
    expect((await get()).revision).toBe(1);
  });

  it.each<[string, Block[], object, string]>([
    ['a page of another host', [embed('https://evil.example/x')], {}, 'draft.blocks.0.url'],
    ['a file that is not there', [{ ...image, fileId: 'a'.repeat(24) }], {}, 'draft.blocks.0'],
    ['a quiz that is not there', [{ id: 'quiz01', type: 'quiz', quizId: 'a'.repeat(24) }], {}, 'draft.blocks.0'],
    ['a rule about no block', [], { rules: [{ kind: 'submitted', blockId: 'nowhere' }] }, 'draft.rules.0.blockId'],
    [
      'a rule about a block of another kind',
      [text('x')],
      { rules: [{ kind: 'watched', blockId: 'text01', share: 80 }] },
      'draft.rules.0.blockId',
    ],
    ['two blocks of one name', [text('a'), text('b')], {}, 'draft.blocks'],
    ['text that grows too long when it is cleaned', [text('&'.repeat(59_000))], {}, 'draft.blocks.0.html'],
  ])('is refused with %s', async (_what, blocks, rest, path) => {
    const answer = await ada.ask('put', `/teach/lessons/${lessonId}/draft`, await draftWith(blocks, rest));
    expect([answer.status, answer.body.error.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(answer.body.error.details.map((detail: { path: string }) => detail.path)).toContain(path);
    expect((await get()).revision).toBe(0);
  });

  it('may be a megabyte long, and no longer', async () => {
    const long = Array.from({ length: 16 }, (_, n) => text('x'.repeat(60_000), `text-${String(n)}`));
    expect(await ada.codeOf('put', `/teach/lessons/${lessonId}/draft`, await draftWith(long))).toBe('done');
    const others = { courseId: course.id, _id: { $ne: Types.ObjectId.createFromHexString(lessonId) } };
    await saveLesson(ada, course.sections[0]?.lessons[1]?.id ?? '', [text('x')]);
    await t.connection.collection('lessons').updateOne(others, { $set: { bytes: 29_500_000 } });
    expect(await ada.codeOf('put', `/teach/lessons/${lessonId}/draft`, await draftWith(long.slice(1)))).toBe(
      'LIMIT_REACHED',
    );
    const longer = Array.from({ length: 20 }, (_, n) => text('x'.repeat(60_000), `text-${String(n)}`));
    const answer = await ada.ask('put', `/teach/lessons/${lessonId}/draft`, await draftWith(longer));
    expect([answer.status, answer.body.error.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it('is not brought back by a save at the moment of its deletion', async () => {
    const request = await draftWith([text('late')]);
    const [deleted, saved] = await Promise.all([
      ada.codeOf('delete', `/teach/courses/${course.id}/lessons/${lessonId}?version=${String(course.version)}`),
      ada.codeOf('put', `/teach/lessons/${lessonId}/draft`, request),
    ]);
    expect([deleted, ['done', 'NOT_FOUND'].includes(saved)]).toEqual(['done', true]);
    expect(await t.connection.collection('lessons').countDocuments({ courseId: course.id })).toBe(0);
    expect(await t.connection.collection('lesson_revisions').countDocuments({ lessonId })).toBe(0);
    expect(await ada.codeOf('get', `/teach/lessons/${lessonId}`)).toBe('NOT_FOUND');
  });
});

describe('publishing a lesson', () => {
  it('puts the draft in force, and says in the outline when the draft moved on', async () => {
    const headOf = ({ sections }: Course) => sections[0]?.lessons[0];
    const assignment: Block = { id: 'assign', type: 'assignment', title: '', html: '', points: 5, accepts: 'text' };
    const rules = [{ kind: 'submitted' as const, blockId: 'assign' }];
    const published = await publishLesson(ada, lessonId, [text('<p>One</p>'), assignment], { rules, minutes: 7 });
    expect(published.published?.revision).toBe(1);
    const after = await getCourse();
    expect(after.version).toBe(course.version + 1);
    expect(headOf(after)).toMatchObject({
      changed: false,
      published: {
        ...{ title: 'First', minutes: 7, required: true, rules, blockTypes: ['text', 'assignment'], videos: [] },
        graded: [{ blockId: 'assign', kind: 'assignment', quizId: null, title: 'First' }],
      },
    });
    await saveLesson(ada, lessonId, [text('<p>Two</p>')], { rules: [{ kind: 'viewed' }], title: 'Next' });
    expect(headOf(await getCourse())).toMatchObject({ title: 'Next', changed: true, published: { title: 'First' } });
    const { revision } = await get();
    expect(await ada.codeOf('post', `/teach/lessons/${lessonId}/unpublish`, { revision: 1 })).toBe('STALE');
    await ada.done('post', `/teach/lessons/${lessonId}/unpublish`, { revision });
    expect(headOf(await getCourse())).toMatchObject({ published: null, changed: false });
  });

  it.each<[string, Block[], RegExp]>([
    ['nothing in it', [], /blocks hold nothing/],
    ['a picture without a file', [text('a'), image], /Block 2 is a picture without a file/],
    ['an embedded page without an address', [embed('')], /Block 1 is an embedded page/],
    ['a download without a file', [{ id: 'file01', type: 'file', fileId: null, title: '' }], /Block 1 is a download/],
  ])('is refused with %s, and the refusal names the block', async (_what, blocks, sentence) => {
    const { revision } = await saveLesson(ada, lessonId, blocks);
    const answer = await ada.ask('post', `/teach/lessons/${lessonId}/publish`, { revision });
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringMatching(sentence)]);
    expect((await get()).published).toBeNull();
  });

  it('saving and reordering at the same moment lose nothing of each other', async () => {
    const [section] = course.sections;
    const [first = '', second = ''] = section?.lessons.map(({ id }) => id) ?? [];
    const { revision } = await saveLesson(ada, first, [text('<p>x</p>')]);
    const order = { version: course.version, sections: [{ id: section?.id, lessonIds: [second, first] }] };
    const [moved, published] = await Promise.all([
      ada.codeOf('put', `/teach/courses/${course.id}/outline`, order),
      ada.codeOf('post', `/teach/lessons/${first}/publish`, { revision }),
      saveLesson(ada, second, [text('<p>y</p>')], { title: 'Renamed' }),
    ]);
    const after = await getCourse();
    const now = after.sections[0]?.lessons ?? [];
    expect(published).toBe('done');
    expect(now.map(({ id }) => id)).toEqual(moved === 'done' ? [second, first] : [first, second]);
    expect(now.find(({ id }) => id === first)?.published?.title).toBe('First');
    expect(now.find(({ id }) => id === second)?.title).toBe('Renamed');
    expect(after.version).toBe(course.version + (moved === 'done' ? 2 : 1));
  });
});

describe('the history of a lesson', () => {
  const history = async (): Promise<LessonRevision[]> =>
    await ada.get<LessonRevision[]>(`/teach/lessons/${lessonId}/history`);

  it('keeps the work of some minutes as one state, and each publishing', async () => {
    await saveLesson(ada, lessonId, [text('<p>1</p>')]);
    await saveLesson(ada, lessonId, [text('<p>2</p>')]);
    expect(await history()).toMatchObject([{ revision: 2, reason: 'saved', by: 'Test Person', blocks: 1 }]);
    await publishLesson(ada, lessonId, [text('<p>3</p>')]);
    await saveLesson(ada, lessonId, [text('<p>4</p>')]);
    const kept = (await history()).map(({ revision, reason }) => [revision, reason]);
    expect(kept).toEqual([
      [4, 'saved'],
      [3, 'published'],
      [3, 'saved'],
    ]);
    const since = new Date(Date.now() - 6 * 60_000);
    await t.connection.collection('lesson_revisions').updateMany({ lessonId }, { $set: { since } });
    await saveLesson(ada, lessonId, [text('<p>5</p>')]);
    expect(await history()).toHaveLength(4);
  });

  it('gives a state back as a new draft, without touching what learners read', async () => {
    await publishLesson(ada, lessonId, [text('<p>Good</p>')]);
    await saveLesson(ada, lessonId, [text('<p>Bad</p>')], { title: 'Bad' });
    const good = (await history()).find(({ reason }) => reason === 'published');
    const path = `/teach/lessons/${lessonId}/history/${good?.id ?? ''}`;
    expect((await ada.get<LessonRevisionDetail>(path)).draft.blocks).toEqual([text('<p>Good</p>')]);
    const restore = { revision: 2, revisionId: good?.id };
    expect(await ada.codeOf('post', `/teach/lessons/${lessonId}/restore`, { ...restore, revision: 1 })).toBe('STALE');
    const after = await ada.done<Lesson>('post', `/teach/lessons/${lessonId}/restore`, restore);
    expect(after).toMatchObject({ revision: 3, draft: { title: 'First', blocks: [text('<p>Good</p>')] } });
    expect((await getCourse()).sections[0]?.lessons[0]).toMatchObject({ title: 'First', changed: false });
    expect((await history()).map(({ reason }) => reason)).toEqual(['restored', 'saved', 'published', 'saved']);
  });

  it('is fifty states long at most', async () => {
    await saveLesson(ada, lessonId, [text('x')]);
    const revisions = t.connection.collection('lesson_revisions');
    const one = await revisions.findOne({ lessonId });
    const { _id: _known, ...state } = one ?? {};
    await revisions.insertMany(Array.from({ length: 55 }, () => ({ ...state, reason: 'published' })));
    await saveLesson(ada, lessonId, [text('y')]);
    expect(await revisions.countDocuments({ lessonId })).toBe(50);
    const page = await ada.ask('get', `/teach/lessons/${lessonId}/history?limit=30`);
    const next = `/teach/lessons/${lessonId}/history?limit=30&cursor=${String(page.body.pagination.nextCursor)}`;
    expect([page.body.data.length, (await ada.get<LessonRevision[]>(next)).length]).toEqual([30, 20]);
  });
});

describe('a lesson', () => {
  it('is for who teaches its course: others find nothing, learners and strangers may not ask', async () => {
    const { revision, draft } = await publishLesson(ada, lessonId);
    const [state] = await ada.get<LessonRevision[]>(`/teach/lessons/${lessonId}/history`);
    const { version } = await getCourse();
    const routes: readonly [Parameters<Person['ask']>[0], string, object?][] = [
      ['get', `/teach/lessons/${lessonId}`],
      ['put', `/teach/lessons/${lessonId}/draft`, { revision, draft }],
      ['post', `/teach/lessons/${lessonId}/publish`, { revision }],
      ['post', `/teach/lessons/${lessonId}/unpublish`, { revision }],
      ['get', `/teach/lessons/${lessonId}/history`],
      ['get', `/teach/lessons/${lessonId}/history/${state?.id ?? ''}`],
      ['post', `/teach/lessons/${lessonId}/restore`, { revision, revisionId: state?.id }],
      ['delete', `/teach/courses/${course.id}/lessons/${lessonId}?version=${String(version)}`],
    ];
    for (const [method, path, body] of routes) {
      expect([path, await bob.codeOf(method, path, body)]).toEqual([path, 'NOT_FOUND']);
      expect([path, await learner.codeOf(method, path, body)]).toEqual([path, 'FORBIDDEN']);
    }
    const foreign = await makeCourse(bob, 'Bob', [['b']]);
    const mixed = `/teach/courses/${foreign.id}/lessons/${lessonId}?version=${String(foreign.version)}`;
    expect(await bob.codeOf('delete', mixed)).toBe('NOT_FOUND');
    expect((await supertest(t.url).get(`/api/v1/teach/lessons/${lessonId}`)).status).toBe(401);
    expect(await get()).toMatchObject({ revision, draft });
  });

  it('of a deleted course is gone with everything', async () => {
    await publishLesson(ada, lessonId);
    const quiz = await ada.done<Quiz>('post', `/teach/courses/${course.id}/quizzes`, { title: 'Check' });
    const { version } = await getCourse();
    await ada.done('delete', `/teach/courses/${course.id}?version=${String(version)}`);
    expect(await ada.codeOf('get', `/teach/lessons/${lessonId}`)).toBe('NOT_FOUND');
    expect(await ada.codeOf('get', `/teach/quizzes/${quiz.id}`)).toBe('NOT_FOUND');
    for (const name of ['lessons', 'lesson_revisions']) {
      expect(await t.connection.collection(name).countDocuments({ courseId: course.id }), name).toBe(0);
    }
  });
});
