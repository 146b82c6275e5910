import type { Submission } from '@classy-book/contracts/assignments';
import type { Course } from '@classy-book/contracts/courses';
import type { DeleteFilesResult, DeskFile, FileUsage, FileUse, OwnFile } from '@classy-book/contracts/file-desk';
import type { StorageReport } from '@classy-book/contracts/file-desk';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import type { Lesson } from '@classy-book/contracts/lessons';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getModelToken } from '@nestjs/mongoose';
import { type Model, mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../../src/common/clock/clock.js';
import { files as filesMigration } from '../../../src/database/migrations/2026-11-22-files.js';
import { orderOf, toFileQuery } from '../../../src/performance/file/desk/file-query.js';
import { FileSweeperService } from '../../../src/performance/file/lifecycle/file-sweeper.service.js';
import { FileUpkeepService } from '../../../src/performance/file/lifecycle/file-upkeep.service.js';
import { FILE_MODEL, type FileDocument } from '../../../src/performance/file/file.schema.js';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';
import { enrol, TASK } from '../../support/quizzing.js';
import * as teaching from '../../support/teaching.js';
import { picture } from './files-app.js';

type Person = teaching.Person;

let t: TestApp;
let admin: Person;
let teacher: Person;
let learner: Person;
let course: Course;
let lessons: string[];
let taskPath: string;
let enrolment: string;

beforeAll(async () => {
  t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1', FILE_UPLOADS_AT_ONCE: '50' });
  admin = teaching.personOf(t, await t.signIn(ADMIN.email));
  teacher = await teaching.addPerson(t, 'tea@school.example', 'instructor');
  learner = await teaching.addPerson(t, 'lea@school.example', 'user');
  course = await teaching.makeCourse(teacher, 'Leaves', [['One', 'Two', 'Three', 'Task']]);
  lessons = course.sections.flatMap((section) => section.lessons.map(({ id }) => id));
  await teaching.publishLesson(teacher, lessons[3] ?? '', [TASK]);
  await teaching.publishCourse(teacher, course.id);
  enrolment = await enrol(t, course, learner);
  taskPath = `/learn/courses/${course.slug}/lessons/${lessons[3] ?? ''}/assignments/task01`;
});
afterAll(async () => {
  await t.close();
});

const DAY_MS = 86_400_000;
let number = 0;

/** Uploads a text that nobody has uploaded yet. */
async function upload(by: Person, query: Record<string, string>, bytes = 40): Promise<supertest.Response> {
  number += 1;
  const name = query['name'] ?? `${String(number)}.txt`;
  return await supertest(t.url)
    .post('/api/v1/files')
    .query({ purpose: 'document', ...query, name })
    .set('Authorization', `Bearer ${by.tokens.accessToken}`)
    .set('Content-Type', 'application/octet-stream')
    .send(`${String(number)} `.padEnd(bytes, 'x'));
}
async function uploaded(by: Person, query: Record<string, string> = {}): Promise<string> {
  const answer = await upload(by, { courseId: course.id, ...query });
  expect([answer.status, answer.body.error]).toEqual([201, undefined]);
  return String(answer.body.data.id);
}

async function uploadedBytes(by: Person, query: Record<string, string>, bytes: Buffer): Promise<string> {
  const { body } = await supertest(t.url)
    .post('/api/v1/files')
    .query(query)
    .set('Authorization', `Bearer ${by.tokens.accessToken}`)
    .set('Content-Type', 'application/octet-stream')
    .send(bytes);
  return String(body.data.id);
}
const work = async () => await uploaded(learner, { purpose: 'submission' });

/** What the upkeep does in one round at a moment that lies so many days ahead. */
async function roundIn(days: number): Promise<void> {
  const clock = vi.spyOn(t.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + days * DAY_MS));
  try {
    await t.app.get(FileUpkeepService).round();
  } finally {
    clock.mockRestore();
  }
}
const QUARTER = 16 / 1440;
const file = (fileId: string, id = 'file01'): Block => ({ id, type: 'file', fileId, title: 'A leaf' }) as Block;
const stored = async (id: string) =>
  (await collection('files').countDocuments({ _id: oid(id), state: 'stored' })) === 1;
const collection = (name: string) => t.connection.collection(name) as unknown as mongo.Collection;
const oid = (id: string) => mongo.ObjectId.createFromHexString(id);
const usesOf = async (id: string): Promise<FileUse[]> => {
  const list = await admin.get<DeskFile[]>(`/admin/files?limit=100`);
  return list.find((line) => line.id === id)?.uses ?? [];
};
const kinds = async (id: string) => (await usesOf(id)).map(({ kind }) => kind).sort();

describe('what names a file', () => {
  it('is the course whose cover it is', async () => {
    const image = await picture(40, 20, 'png');
    const id = await uploadedBytes(teacher, { purpose: 'cover', courseId: course.id, name: 'c.png' }, image);
    const { version } = await teacher.get<Course>(`/teach/courses/${course.id}`);
    await teacher.done('patch', `/teach/courses/${course.id}`, { version, coverFileId: id });
    expect(await usesOf(id)).toEqual([{ kind: 'course_cover', title: 'Leaves', courseId: course.id, lessonId: null }]);
  });

  it('is a draft, then the published lesson, and at last its history', async () => {
    const [lessonId = ''] = lessons;
    const id = await uploaded(teacher);
    await teaching.saveLesson(teacher, lessonId, [file(id)]);
    expect(await usesOf(id)).toEqual([{ kind: 'lesson_draft', title: 'One', courseId: course.id, lessonId }]);
    await teaching.publishLesson(teacher, lessonId, [file(id)]);
    expect(await kinds(id)).toEqual(['lesson', 'lesson_draft']);
    await teaching.saveLesson(teacher, lessonId, []);
    expect(await kinds(id)).toEqual(['lesson']);
    await teaching.publishLesson(teacher, lessonId);
    expect(await kinds(id)).toEqual(['lesson_history']);
  });

  it('is the work of a learner, handed in or not', async () => {
    const [first, second] = [await work(), await work()];
    const draft = await learner.done<Submission>('put', taskPath, {
      ...{ version: 0, text: '', fileIds: [first], submit: false },
    });
    expect(await kinds(first)).toEqual(['submission_draft']);
    const body = { version: draft.version, text: '', fileIds: [first, second], submit: true };
    await learner.done('put', taskPath, body);
    expect(await usesOf(second)).toMatchObject([{ kind: 'submission', title: 'Task', courseId: course.id }]);
    expect(await kinds(first)).toEqual(['submission']);
  });
});

describe('a file that nothing names', () => {
  it('goes after a week, unless somebody has named it in the meantime, and it is on record', async () => {
    const [, lessonId = ''] = lessons;
    const [lost, found, raced, named] = [
      await uploaded(teacher, { name: 'lost.txt' }),
      await uploaded(teacher),
      await uploaded(teacher),
      await uploaded(teacher),
    ];
    await teaching.saveLesson(teacher, lessonId, [file(named)]);
    await roundIn(0);
    await roundIn(6.9);
    await roundIn(6.9 + QUARTER);
    expect(await Promise.all([lost, found, raced, named].map(stored))).toEqual([true, true, true, true]);
    await roundIn(7.1);
    expect(await Promise.all([lost, found, raced, named].map(stored))).toEqual([true, true, true, true]);
    // one that is found to be named, and one that somebody had found before it was marked
    await teaching.saveLesson(teacher, lessonId, [file(named), file(found, 'file02')]);
    await collection('lessons').updateOne({ _id: oid(lessonId) }, [
      {
        $set: {
          fileIds: { $concatArrays: ['$fileIds', [raced]] },
          'draft.blocks': { $concatArrays: ['$draft.blocks', [{ ...file(raced), id: 'file03' }]] },
        },
      },
    ]);
    await roundIn(7.1 + QUARTER);
    expect(await Promise.all([lost, found, raced, named].map(stored))).toEqual([false, true, true, true]);
    expect(await collection('file_objects').countDocuments({ heldBy: lost })).toBe(0);
    expect((await teacher.ask('get', `/files/${lost}`)).status).toBe(404);
    const record = await collection('audit_logs').findOne({ resourceId: lost, 'details.change': 'deleted' });
    expect(record).toMatchObject({ action: 'file.changed', actor: { kind: 'system' }, details: { name: 'lost.txt' } });
    await roundIn(20);
    await roundIn(20 + QUARTER);
    expect(await Promise.all([found, raced, named].map(stored))).toEqual([true, true, true]);
  });

  it('stays for learners as long as what is published names it, whatever replaced it in the draft', async () => {
    const [, , lessonId = ''] = lessons;
    const [old, next] = [await uploaded(teacher), await uploaded(teacher)];
    await teaching.publishLesson(teacher, lessonId, [file(old)]);
    await teaching.saveLesson(teacher, lessonId, [file(next)]);
    await collection('lesson_revisions').deleteMany({ lessonId, fileIds: old });
    for (const days of [30, 60, 60 + QUARTER]) await roundIn(days);
    expect((await learner.ask('get', `/files/${old}`)).status).toBe(200);
    await teaching.publishLesson(teacher, lessonId, [file(next)]);
    await collection('lesson_revisions').deleteMany({ lessonId, fileIds: old });
    for (const days of [90, 98, 98 + QUARTER]) await roundIn(days);
    expect(await Promise.all([old, next].map(stored))).toEqual([false, true]);
  });

  it('goes after a day where it is the archive of a course', async () => {
    const id = await uploaded(teacher);
    await collection('files').updateOne({ _id: oid(id) }, { $set: { purpose: 'course_archive', courseId: null } });
    for (const days of [200, 201.1, 201.1 + QUARTER]) await roundIn(days);
    expect(await stored(id)).toBe(false);
  });

  it('leaves nothing where files arrive, nor bytes that nobody holds', async () => {
    const folder = join(t.config.dataDir, 'files', 'incoming');
    mkdirSync(folder, { recursive: true });
    const arriving = new mongo.ObjectId();
    const now = new Date();
    await collection('files').insertOne({
      ...{ _id: arriving, ownerId: 'b'.repeat(24), purpose: 'video', courseId: null, name: 'v', nameKey: 'v' },
      ...{ size: 1, key: arriving.toHexString(), state: 'uploading', dueAt: new Date(now.getTime() + DAY_MS) },
      createdAt: now,
    });
    const names = [`${'c'.repeat(24)}.main`, 'strange', arriving.toHexString(), `${'d'.repeat(24)}`];
    for (const name of names) writeFileSync(join(folder, name), 'x');
    const old = (Date.now() - 2 * DAY_MS) / 1000;
    for (const name of names.slice(0, 3)) utimesSync(join(folder, name), old, old);
    const stray = await uploaded(teacher);
    await collection('files').deleteOne({ _id: oid(stray) });
    await roundIn(0);
    expect(readdirSync(folder).sort()).toEqual([arriving.toHexString(), 'd'.repeat(24)].sort());
    expect(await collection('file_objects').countDocuments({ heldBy: stray })).toBe(0);
    await collection('files').deleteOne({ _id: arriving });
  });
});

describe('what was refused', () => {
  it('is forgotten when its time is over', async () => {
    const id = await uploaded(teacher);
    const over = new Date(Date.now() - 1_000);
    await collection('files').updateOne({ _id: oid(id) }, { $set: { state: 'refused', dueAt: over } });
    await t.app.get(FileSweeperService).sweep();
    expect(await collection('files').countDocuments({ _id: oid(id) })).toBe(0);
  });
});

describe('deleting', () => {
  const remove = async (by: Person, path: string, ids: string[], evenIfUsed = false) =>
    await by.done<DeleteFilesResult>('post', path, { ids, evenIfUsed });

  it('asks first for a file that something names, and says who did it', async () => {
    const [lessonId = ''] = lessons;
    const [used, unused] = [await uploaded(teacher), await uploaded(teacher)];
    await teaching.saveLesson(teacher, lessonId, [file(used)]);
    const missing = 'e'.repeat(24);
    const first = await remove(admin, '/admin/files/delete', [used, unused, missing, unused]);
    expect(first).toMatchObject({ deleted: [unused], missing: [missing] });
    expect(first.used).toMatchObject([{ id: used, uses: [{ kind: 'lesson_draft', lessonId }] }]);
    expect(await stored(used)).toBe(true);
    expect((await remove(admin, '/admin/files/delete', [used], true)).deleted).toEqual([used]);
    const records = await collection('audit_logs')
      .find({ resourceId: { $in: [used, unused] }, 'details.change': 'deleted' })
      .toArray();
    expect(records.map(({ actor }) => actor.userId)).toEqual([admin.tokens.user.id, admin.tokens.user.id]);
    const once = await uploaded(teacher);
    const answers = await Promise.all([1, 2, 3].map(async () => await remove(admin, '/admin/files/delete', [once])));
    expect(answers.flatMap(({ deleted }) => deleted)).toEqual([once]);
  });

  it('is for everybody among their own files, but not for work that is handed in', async () => {
    const [given] = (await learner.get<Submission>(taskPath)).files;
    const [own, foreign] = [await work(), await uploaded(teacher)];
    const ids = [given?.id ?? '', own, foreign];
    const answer = await remove(learner, '/files/mine/delete', ids, true);
    expect(answer).toMatchObject({ deleted: [own], missing: [foreign], used: [{ id: given?.id }] });
    expect(await stored(foreign)).toBe(true);
  });

  it('takes nothing out of a course that somebody teaches no more', async () => {
    const other = await teaching.addPerson(t, 'former@school.example', 'instructor');
    const { version } = await teacher.get<Course>(`/teach/courses/${course.id}`);
    await teacher.done('put', `/teach/courses/${course.id}/teachers`, { version, emails: ['former@school.example'] });
    const id = await uploaded(other);
    await teaching.saveLesson(other, lessons[0] ?? '', [file(id)]);
    const later = await teacher.get<Course>(`/teach/courses/${course.id}`);
    await teacher.done('put', `/teach/courses/${course.id}/teachers`, { version: later.version, emails: [] });
    expect(await remove(other, '/files/mine/delete', [id], true)).toMatchObject({ deleted: [], used: [{ id }] });
    expect((await remove(teacher, '/files/mine/delete', [id], true)).missing).toEqual([id]);
  });

  it('of a course leaves a file that another course names', async () => {
    const gone = await teaching.makeCourse(teacher, 'Going', [['Only']]);
    const [kept, lost] = [
      await uploaded(teacher, { courseId: gone.id }),
      await uploaded(teacher, { courseId: gone.id }),
    ];
    await collection('lessons').updateOne({ _id: oid(lessons[3] ?? '') }, { $push: { fileIds: kept } } as object);
    await collection('lessons').updateOne({ _id: oid(lessons[3] ?? '') }, {
      $push: { 'draft.blocks': { ...file(kept), id: 'file09' } },
    } as object);
    await teacher.done('delete', `/teach/courses/${gone.id}?version=${String(gone.version)}`);
    await vi.waitFor(async () => {
      expect(await stored(lost)).toBe(false);
    }, 10_000);
    expect(await stored(kept)).toBe(true);
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
    const record = await collection('audit_logs').findOne({ action: 'file-quota.changed', resourceId: id });
    expect(record).toMatchObject({ details: { before: { megabytes: null }, after: { megabytes: 7 } } });
    expect(await admin.done('put', quota(id), { megabytes: null })).toEqual(usual);
    expect(await admin.codeOf('get', quota('f'.repeat(24)))).toBe('NOT_FOUND');
    expect(await admin.codeOf('put', quota('f'.repeat(24)), { megabytes: 1 })).toBe('NOT_FOUND');
  });

  it('is never exceeded, however many files come at once', async () => {
    const greedy = await teaching.addPerson(t, 'greedy@school.example', 'user');
    await enrol(t, course, greedy);
    await admin.done('put', quota(greedy.tokens.user.id), { megabytes: 1 });
    const send = async () => await upload(greedy, { purpose: 'submission', courseId: course.id }, 400_000);
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
    await teaching.tellDeleted(t, greedy);
    await vi.waitFor(async () => {
      expect(await collection('file_quotas').countDocuments({ _id: greedy.tokens.user.id as never })).toBe(0);
      expect(await collection('files').countDocuments({ ownerId: greedy.tokens.user.id })).toBe(0);
    }, 10_000);
  });
});

describe('the lists', () => {
  const owner = 'a'.repeat(24);
  const many = 60;

  beforeAll(async () => {
    const start = Date.now();
    const fill = Array.from({ length: 400 }, (_value, place) => {
      const _id = new mongo.ObjectId();
      const isMine = place < many;
      return {
        ...{ _id, key: _id.toHexString(), ownerId: isMine ? owner : `${String(place)}`.padStart(24, '0') },
        ...{ purpose: place % 20 === 0 ? 'image' : 'video', courseId: isMine ? null : 'b'.repeat(24) },
        ...{ name: `Ä${String(place)}.bin`, nameKey: `a${String(place)}.bin`, type: 'video/mp4' },
        ...{ size: place % 7, sha256: '', width: null, height: null, duration: null, renditions: [] },
        ...{ storage: place % 50 === 0 ? 'cloudinary' : 'local', upload: null, refusal: null, uses: [] },
        state: place % 30 === 0 ? 'refused' : 'stored',
        unusedSince: place % 25 === 0 ? new Date(start) : null,
        ...{
          usesCheckedAt: new Date(start + 1_000 * DAY_MS),
          leavingAt: null,
          dueAt: null,
          createdAt: new Date(start),
        },
      };
    });
    await t.app.get<Model<FileDocument>>(getModelToken(FILE_MODEL)).createIndexes();
    for (let from = 0; from < fill.length; from += 100) {
      await collection('files').insertMany(fill.slice(from, from + 100));
    }
  });
  afterAll(async () => {
    await collection('files').deleteMany({ name: /^Ä/ });
  });

  const walk = async (query: string): Promise<DeskFile[]> => {
    const lines: DeskFile[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const behind: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body }: supertest.Response = await admin.ask('get', `/admin/files?limit=25&${query}${behind}`);
      lines.push(...(body.data as DeskFile[]));
      cursor = body.pagination.nextCursor as string | null;
      // what comes meanwhile moves nothing
      await collection('files').insertOne({
        ...{
          ownerId: owner,
          purpose: 'video',
          courseId: null,
          name: 'Änew',
          nameKey: 'anew',
          type: '',
          size: 0,
          key: 'x',
        },
        ...{ state: 'uploading', storage: 'local', renditions: [], createdAt: new Date() },
      });
    }
    return lines;
  };

  it('have every file once, in their order, however many come meanwhile', async () => {
    for (const sort of ['-createdAt', 'createdAt', '-size', 'size']) {
      const lines = await walk(`ownerId=${owner}&state=stored,refused&sort=${sort}`);
      expect(new Set(lines.map(({ id }) => id)).size).toBe(many);
      const values = lines.map(({ id, size }) => (sort.endsWith('size') ? size : Number.parseInt(id, 16)));
      const sorted = [...values].sort((a, b) => (sort.startsWith('-') ? b - a : a - b));
      expect([sort, values]).toEqual([sort, sorted]);
    }
  });

  it('keep what is asked for', async () => {
    const count = async (query: string) => (await walk(`ownerId=${owner}&state=stored,refused&${query}`)).length;
    expect(await count('search=ä5')).toBe(11);
    expect(await count('search=A59.')).toBe(1);
    expect(await count('purpose=image')).toBe(3);
    expect(await count('storage=cloudinary')).toBe(2);
    expect(await count('unused=true')).toBe(3);
    expect(await count('unused=false')).toBe(many - 3);
    const [line] = await walk(`ownerId=${owner}&state=refused`);
    expect(line).toMatchObject({ owner: null, url: null, course: null, uses: [] });
  });

  it('have an index for every filter, and for every sort', async () => {
    const wishes: readonly (readonly [Parameters<typeof toFileQuery>[0], '-createdAt' | '-size' | 'size'])[] = [
      ...(
        [{}, { search: 'a29' }, { purpose: ['image'] }, { state: ['refused'] }, { storage: 'cloudinary' }] as const
      ).map((filter) => [filter as Parameters<typeof toFileQuery>[0], '-createdAt'] as const),
      [{ ownerId: owner, state: ['stored'] }, '-createdAt'],
      [{ courseId: 'c'.repeat(24) }, '-createdAt'],
      [{ unused: 'true' }, '-createdAt'],
      [{}, '-size'],
      [{}, 'size'],
    ];
    for (const [filter, sort] of wishes) {
      const query = toFileQuery(filter) as mongo.Filter<mongo.Document>;
      const order = Object.fromEntries(orderOf(sort)) as Record<string, 1 | -1>;
      const plan = await collection('files').find(query).sort(order).limit(51).explain('queryPlanner');
      expect(JSON.stringify([filter, plan])).not.toMatch(/COLLSCAN|"Seq Scan"/);
    }
  });

  it('show everybody their own files, and no others', async () => {
    const lines = await learner.get<OwnFile[]>('/files/mine');
    expect(lines.length).toBeGreaterThan(0);
    const owned = await collection('files').countDocuments({ ownerId: learner.tokens.user.id, state: 'stored' });
    expect(lines).toHaveLength(owned);
    expect(lines[0]).toMatchObject({ course: { id: course.id, title: 'Leaves' }, purpose: 'submission' });
    expect(await learner.codeOf('get', '/files/mine?ownerId=' + owner)).toBe('VALIDATION_FAILED');
  });

  it('show no bytes to who may manage files and read no others', async () => {
    await admin.done('post', '/admin/roles', {
      ...{ key: 'filekeeper', title: 'File keeper' },
      permissions: ['account:self', 'files:manage'],
    });
    await t.addAccount('keeper@school.example', 'filekeeper' as 'user');
    const keeper = teaching.personOf(t, await t.signIn('keeper@school.example'));
    const [given] = (await learner.get<Submission>(taskPath)).files;
    const find = async (by: Person) => {
      const list = await by.get<DeskFile[]>(`/admin/files?ownerId=${learner.tokens.user.id}`);
      return list.find(({ id }) => id === given?.id);
    };
    expect(await find(keeper)).toMatchObject({ url: null, owner: { email: 'lea@school.example' } });
    expect((await find(admin))?.url).toMatch(/^\/api\/v1\/files\/content\//);
  });
});

describe('the report', () => {
  it('adds everything up', async () => {
    await collection('files').deleteMany({ state: { $ne: 'stored' } });
    const clock = vi.spyOn(t.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + 11_000));
    const report = await admin.get<StorageReport>('/admin/files/report').finally(() => {
      clock.mockRestore();
    });
    const all = await collection('files').find({ state: 'stored' }).project({ size: 1, ownerId: 1 }).toArray();
    const bytes = all.reduce((sum, { size }) => sum + Number(size), 0);
    expect(report.total).toEqual({ files: all.length, bytes });
    expect(report.byPurpose.reduce((sum, { files }) => sum + files, 0)).toBe(all.length);
    expect(report.byStorage.reduce((sum, share) => sum + share.bytes, 0)).toBe(bytes);
    const { id } = teacher.tokens.user;
    const own = all.filter(({ ownerId }) => ownerId === id);
    expect(report.owners.find((owner) => owner.id === id)).toMatchObject({
      ...{ email: 'tea@school.example', name: 'Test Person', files: own.length, quota: 5 * 1024 ** 3 },
    });
    expect(report.storage).toMatchObject({ kind: 'local', working: true, problem: null });
    expect(report.storage.free).toBeGreaterThan(0);
    expect(report).toMatchObject({ deleting: { files: 0 }, checking: { files: 0 } });
  });
});

describe('the desk', () => {
  it('is for nobody without the permission', async () => {
    for (const person of [teacher, learner]) {
      for (const path of ['/admin/files', '/admin/files/report', `/admin/files/quotas/${'f'.repeat(24)}`]) {
        expect([path, await person.codeOf('get', path)]).toEqual([path, 'FORBIDDEN']);
      }
      expect(await person.codeOf('post', '/admin/files/delete', { ids: ['f'.repeat(24)] })).toBe('FORBIDDEN');
      const quota = `/admin/files/quotas/${person.tokens.user.id}`;
      expect(await person.codeOf('put', quota, { megabytes: 9_000 })).toBe('FORBIDDEN');
    }
  });

  it('refuses what is no question of a list', async () => {
    const cursor = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const hostile = [
      ...[
        'limit=0',
        'limit=1000',
        'sort=name',
        'purpose=all',
        'state=gone',
        'storage=s3',
        'ownerId=1',
        'courseId[$ne]=1',
      ],
      ...[
        'unused=maybe',
        'search=',
        `search=${'x'.repeat(101)}`,
        'search=%00',
        'cursor=%7B%7D',
        'cursor=abc',
        'more=1',
      ],
      `cursor=${cursor({ sort: '-createdAt', value: 1, id: 'x' })}`,
      `cursor=${cursor({ sort: 'size', value: 1, id: 'f'.repeat(24) })}`,
      `cursor=${cursor({ sort: '-createdAt', value: null, id: 'f'.repeat(24) })}`,
    ];
    for (const query of hostile) {
      expect([query, await admin.codeOf('get', `/admin/files?${query}`)]).toEqual([query, 'VALIDATION_FAILED']);
    }
    for (const body of [{}, { ids: [] }, { ids: ['x'] }, { ids: ['f'.repeat(24)], more: 1 }, { ids: 'all' }]) {
      expect(await admin.codeOf('post', '/admin/files/delete', body)).toBe('VALIDATION_FAILED');
    }
    for (const megabytes of [-1, 0.5, '7', 1e9]) {
      const path = `/admin/files/quotas/${learner.tokens.user.id}`;
      expect(await admin.codeOf('put', path, { megabytes })).toBe('VALIDATION_FAILED');
    }
  });
});

describe('files of an installation before this one', () => {
  it('get what lists go by, a document for their bytes, and their place in the history of lessons', async () => {
    const id = await uploaded(teacher, { name: 'Übung  1.txt' });
    const [lessonId = ''] = lessons;
    await teaching.saveLesson(teacher, lessonId, [file(id)]);
    await teacher.get<Lesson>(`/teach/lessons/${lessonId}`);
    const fields = ['nameKey', 'storage', 'renditions', 'uses', 'unusedSince', 'usesCheckedAt', 'leavingAt'];
    const without = Object.fromEntries(fields.map((field) => [field, '']));
    await collection('files').updateOne({ _id: oid(id) }, { $unset: without });
    await collection('file_objects').deleteOne({ heldBy: id });
    await collection('lesson_revisions').updateMany({ lessonId }, { $unset: { fileIds: '' } });
    const { db } = t.connection;
    for (let times = 0; times < 2; times += 1) if (db !== undefined) await filesMigration.run(db);
    expect(await collection('files').findOne({ _id: oid(id) })).toMatchObject({
      nameKey: 'ubung 1.txt',
      storage: 'local',
    });
    expect(await collection('lesson_revisions').countDocuments({ lessonId, fileIds: id })).toBeGreaterThan(0);
    expect(await admin.done('post', '/admin/files/delete', { ids: [id], evenIfUsed: true })).toMatchObject({
      deleted: [id],
    });
    expect(await collection('file_objects').countDocuments({ heldBy: id })).toBe(0);
  });
});
