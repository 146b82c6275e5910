import type { Submission } from '@classy-book/contracts/assignments';
import type { Course } from '@classy-book/contracts/courses';
import type { DeskFile, FileUsage, FileUse } from '@classy-book/contracts/file-desk';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../../src/common/clock/clock.js';
import { files as filesMigration } from '../../../src/database/migrations/2026-11-22-files.js';
import { FileSweeperService } from '../../../src/performance/file/lifecycle/file-sweeper.service.js';
import { FileUpkeepService } from '../../../src/performance/file/lifecycle/file-upkeep.service.js';
import { addPerson, type Person, publishLesson, saveLesson, tellDeleted } from '../../support/teaching.js';
import { enrol } from '../../support/quizzing.js';
import { picture } from './files-app.js';
import { download, oid, type School, startSchool } from './school.js';

let school: School;
let admin: Person;
let teacher: Person;
let learner: Person;

beforeAll(async () => {
  school = await startSchool();
  ({ admin, teacher, learner } = school);
});
afterAll(async () => {
  await school.t.close();
});

const DAY_MS = 86_400_000;
/** In days: longer than what is about to go is kept. */
const QUARTER = 16 / 1440;

/** What the upkeep does in one round at a moment that lies so many days ahead. */
async function roundIn(days: number): Promise<void> {
  const clock = vi.spyOn(school.t.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + days * DAY_MS));
  try {
    await school.t.app.get(FileUpkeepService).round();
  } finally {
    clock.mockRestore();
  }
}

async function usesOf(id: string): Promise<FileUse[]> {
  const list = await admin.get<DeskFile[]>('/admin/files?limit=100');
  return list.find((line) => line.id === id)?.uses ?? [];
}

const kinds = async (id: string) => (await usesOf(id)).map(({ kind }) => kind).sort();

describe('what names a file', () => {
  it('is the course whose cover it is', async () => {
    const image = await picture(40, 20, 'png');
    const id = await school.upload(teacher, { purpose: 'cover', name: 'c.png' }, image);
    const { version } = await teacher.get<Course>(`/teach/courses/${school.course.id}`);
    await teacher.done('patch', `/teach/courses/${school.course.id}`, { version, coverFileId: id });
    expect(await usesOf(id)).toEqual([
      { kind: 'course_cover', title: 'Leaves', courseId: school.course.id, lessonId: null },
    ]);
  });

  it('is a draft, then the published lesson, and at last its history', async () => {
    const lessonId = school.lesson(0);
    const id = await school.upload(teacher);
    await saveLesson(teacher, lessonId, [download(id)]);
    expect(await usesOf(id)).toEqual([{ kind: 'lesson_draft', title: 'One', courseId: school.course.id, lessonId }]);
    await publishLesson(teacher, lessonId, [download(id)]);
    expect(await kinds(id)).toEqual(['lesson', 'lesson_draft']);
    await saveLesson(teacher, lessonId, []);
    expect(await kinds(id)).toEqual(['lesson']);
    await publishLesson(teacher, lessonId);
    expect(await kinds(id)).toEqual(['lesson_history']);
  });

  it('is the work of a learner, handed in or not', async () => {
    const [first, second] = [await school.work(), await school.work()];
    const draft = await learner.done<Submission>('put', school.taskPath, {
      ...{ version: 0, text: '', fileIds: [first], submit: false },
    });
    expect(await kinds(first)).toEqual(['submission_draft']);
    const body = { version: draft.version, text: '', fileIds: [first, second], submit: true };
    await learner.done('put', school.taskPath, body);
    expect(await usesOf(second)).toMatchObject([{ kind: 'submission', title: 'Task', courseId: school.course.id }]);
    expect(await kinds(first)).toEqual(['submission']);
  });
});

describe('a file that nothing names', () => {
  it('goes after a week, unless somebody has named it in the meantime, and it is on record', async () => {
    const lessonId = school.lesson(1);
    const [lost, found, raced, named] = [
      await school.upload(teacher, { name: 'lost.txt' }),
      await school.upload(teacher),
      await school.upload(teacher),
      await school.upload(teacher),
    ];
    await saveLesson(teacher, lessonId, [download(named)]);
    await roundIn(0);
    await roundIn(6.9);
    await roundIn(6.9 + QUARTER);
    expect(await school.areStored(lost, found, raced, named)).toEqual([true, true, true, true]);
    await roundIn(7.1);
    expect(await school.areStored(lost, found, raced, named)).toEqual([true, true, true, true]);
    // one that is found to be named, and one that somebody had found before it was marked
    await saveLesson(teacher, lessonId, [download(named), download(found, 'file02')]);
    await school.collection('lessons').updateOne({ _id: oid(lessonId) }, [
      {
        $set: {
          fileIds: { $concatArrays: ['$fileIds', [raced]] },
          'draft.blocks': { $concatArrays: ['$draft.blocks', [{ ...download(raced), id: 'file03' }]] },
        },
      },
    ]);
    await roundIn(7.1 + QUARTER);
    expect(await school.areStored(lost, found, raced, named)).toEqual([false, true, true, true]);
    expect(await school.collection('file_objects').countDocuments({ heldBy: lost })).toBe(0);
    expect((await teacher.ask('get', `/files/${lost}`)).status).toBe(404);
    const record = await school.collection('audit_logs').findOne({ resourceId: lost, 'details.change': 'deleted' });
    expect(record).toMatchObject({ action: 'file.changed', actor: { kind: 'system' }, details: { name: 'lost.txt' } });
    await roundIn(20);
    await roundIn(20 + QUARTER);
    expect(await school.areStored(found, raced, named)).toEqual([true, true, true]);
  });

  it('stays for learners as long as what is published names it, whatever replaced it in the draft', async () => {
    const lessonId = school.lesson(2);
    const [old, next] = [await school.upload(teacher), await school.upload(teacher)];
    await publishLesson(teacher, lessonId, [download(old)]);
    await saveLesson(teacher, lessonId, [download(next)]);
    await school.collection('lesson_revisions').deleteMany({ lessonId, fileIds: old });
    for (const days of [30, 60, 60 + QUARTER]) await roundIn(days);
    expect((await learner.ask('get', `/files/${old}`)).status).toBe(200);
    await publishLesson(teacher, lessonId, [download(next)]);
    await school.collection('lesson_revisions').deleteMany({ lessonId, fileIds: old });
    for (const days of [90, 98, 98 + QUARTER]) await roundIn(days);
    expect(await school.areStored(old, next)).toEqual([false, true]);
  });

  it('goes after a day where it is the archive of a course', async () => {
    const id = await school.upload(teacher);
    await school
      .collection('files')
      .updateOne({ _id: oid(id) }, { $set: { purpose: 'course_archive', courseId: null } });
    for (const days of [200, 201.1, 201.1 + QUARTER]) await roundIn(days);
    expect(await school.isStored(id)).toBe(false);
  });

  it('leaves nothing where files arrive, nor bytes that nobody holds', async () => {
    const folder = join(school.t.config.dataDir, 'files', 'incoming');
    mkdirSync(folder, { recursive: true });
    const arriving = new mongo.ObjectId();
    const now = new Date();
    await school.collection('files').insertOne({
      ...{ _id: arriving, ownerId: 'b'.repeat(24), purpose: 'video', courseId: null, name: 'v', nameKey: 'v' },
      ...{ size: 1, key: arriving.toHexString(), state: 'uploading', dueAt: new Date(now.getTime() + DAY_MS) },
      createdAt: now,
    });
    const names = [`${'c'.repeat(24)}.main`, 'strange', arriving.toHexString(), 'd'.repeat(24)];
    for (const name of names) writeFileSync(join(folder, name), 'x');
    const old = (Date.now() - 2 * DAY_MS) / 1000;
    for (const name of names.slice(0, 3)) utimesSync(join(folder, name), old, old);
    const stray = await school.upload(teacher);
    await school.collection('files').deleteOne({ _id: oid(stray) });
    await roundIn(0);
    expect(readdirSync(folder).sort()).toEqual([arriving.toHexString(), 'd'.repeat(24)].sort());
    expect(await school.collection('file_objects').countDocuments({ heldBy: stray })).toBe(0);
    await school.collection('files').deleteOne({ _id: arriving });
  });
});

describe('what was refused', () => {
  it('is forgotten when its time is over', async () => {
    const id = await school.upload(teacher);
    const over = new Date(Date.now() - 1_000);
    await school.collection('files').updateOne({ _id: oid(id) }, { $set: { state: 'refused', dueAt: over } });
    await school.t.app.get(FileSweeperService).sweep();
    expect(await school.collection('files').countDocuments({ _id: oid(id) })).toBe(0);
  });
});

describe('the quota of a person', () => {
  const quota = (id: string) => `/admin/files/quotas/${id}`;

  it('is set by administrators, is on record, and goes with the account', async () => {
    const { id } = learner.tokens.user;
    const usual = await admin.get<FileUsage>(quota(id));
    expect(usual).toMatchObject({ own: false, quota: 5 * 1024 ** 3 });
    expect(await admin.done('put', quota(id), { megabytes: 7 })).toMatchObject({ own: true, quota: 7 * 1024 ** 2 });
    expect(await learner.get<FileUsage>('/files/usage')).toMatchObject({ own: true, quota: 7 * 1024 ** 2 });
    const record = await school.collection('audit_logs').findOne({ action: 'file-quota.changed', resourceId: id });
    expect(record).toMatchObject({ details: { before: { megabytes: null }, after: { megabytes: 7 } } });
    expect(await admin.done('put', quota(id), { megabytes: null })).toEqual(usual);
    expect(await admin.codeOf('get', quota('f'.repeat(24)))).toBe('NOT_FOUND');
    expect(await admin.codeOf('put', quota('f'.repeat(24)), { megabytes: 1 })).toBe('NOT_FOUND');
  });

  it('is never exceeded, however many files come at once', async () => {
    const greedy = await addPerson(school.t, 'greedy@school.example', 'user');
    await enrol(school.t, school.course, greedy);
    await admin.done('put', quota(greedy.tokens.user.id), { megabytes: 1 });
    const send = async () => await school.send(greedy, { purpose: 'submission' }, 400_000);
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    for (const { status, body } of answers) {
      expect(status === 201 ? 'done' : body.error.code).toMatch(/done|LIMIT_REACHED/);
    }
    const after = await greedy.get<FileUsage>('/files/usage');
    expect(after.bytes).toBeLessThanOrEqual(1024 ** 2);
    expect(after.files).toBe(answers.filter(({ status }) => status === 201).length);
    for (let more = after.files; more < 2; more += 1) expect((await send()).status).toBe(201);
    expect((await send()).body.error.code).toBe('LIMIT_REACHED');
    expect((await greedy.get<FileUsage>('/files/usage')).files).toBe(2);
    await tellDeleted(school.t, greedy);
    await vi.waitFor(async () => {
      expect(await school.collection('file_quotas').countDocuments({ _id: greedy.tokens.user.id as never })).toBe(0);
      expect(await school.collection('files').countDocuments({ ownerId: greedy.tokens.user.id })).toBe(0);
    }, 10_000);
  });
});

describe('files of an installation before this one', () => {
  it('get what lists go by, a document for their bytes, and their place in the history of lessons', async () => {
    const id = await school.upload(teacher, { name: 'Übung  1.txt' });
    const lessonId = school.lesson(0);
    await saveLesson(teacher, lessonId, [download(id)]);
    const fields = ['nameKey', 'storage', 'renditions', 'uses', 'unusedSince', 'usesCheckedAt', 'leavingAt'];
    const without = Object.fromEntries(fields.map((field) => [field, '']));
    await school.collection('files').updateOne({ _id: oid(id) }, { $unset: without });
    await school.collection('file_objects').deleteOne({ heldBy: id });
    await school.collection('lesson_revisions').updateMany({ lessonId }, { $unset: { fileIds: '' } });
    const { db } = school.t.connection;
    for (let times = 0; times < 2; times += 1) if (db !== undefined) await filesMigration.run(db);
    expect(await school.collection('files').findOne({ _id: oid(id) })).toMatchObject({
      nameKey: 'ubung 1.txt',
      storage: 'local',
    });
    expect(await school.collection('lesson_revisions').countDocuments({ lessonId, fileIds: id })).toBeGreaterThan(0);
    expect(await admin.done('post', '/admin/files/delete', { ids: [id], evenIfUsed: true })).toMatchObject({
      deleted: [id],
    });
    expect(await school.collection('file_objects').countDocuments({ heldBy: id })).toBe(0);
  });
});
