import type { Submission } from '@classy-book/contracts/assignments';
import type { Course } from '@classy-book/contracts/courses';
import type { DeleteFilesResult, DeskFile, OwnFile, StorageReport } from '@classy-book/contracts/file-desk';
import { getModelToken } from '@nestjs/mongoose';
import { type Model, mongo } from 'mongoose';
import type supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../../src/common/clock/clock.js';
import { orderOf, toFileQuery } from '../../../src/performance/file/desk/file-query.js';
import { FILE_MODEL, type FileDocument } from '../../../src/performance/file/file.schema.js';
import { addPerson, makeCourse, type Person, personOf, saveLesson } from '../../support/teaching.js';
import { download, oid, type School, startSchool } from './school.js';

let school: School;
let admin: Person;
let teacher: Person;
let learner: Person;

beforeAll(async () => {
  school = await startSchool();
  ({ admin, teacher, learner } = school);
  const fileIds = [await school.work()];
  await learner.done('put', school.taskPath, { version: 0, text: '', fileIds, submit: true });
});
afterAll(async () => {
  await school.t.close();
});

/** A stored file as the database has it, without bytes. */
function aFile(facts: Readonly<Record<string, unknown>>): mongo.Document {
  const _id = new mongo.ObjectId();
  return {
    ...{ _id, key: _id.toHexString(), purpose: 'video', courseId: null, name: 'v', nameKey: 'v', type: 'video/mp4' },
    ...{ size: 0, sha256: '', width: null, height: null, duration: null, renditions: [], storage: 'local' },
    ...{ state: 'stored', upload: null, refusal: null, uses: [], unusedSince: null, leavingAt: null, dueAt: null },
    ...{ usesCheckedAt: new Date(), createdAt: new Date(), ...facts },
  };
}

describe('deleting', () => {
  const remove = async (by: Person, path: string, ids: string[], evenIfUsed = false) =>
    await by.done<DeleteFilesResult>('post', path, { ids, evenIfUsed });

  it('asks first for a file that something names, and says who did it', async () => {
    const lessonId = school.lesson(0);
    const [used, unused] = [await school.upload(teacher), await school.upload(teacher)];
    await saveLesson(teacher, lessonId, [download(used)]);
    const missing = 'e'.repeat(24);
    const first = await remove(admin, '/admin/files/delete', [used, unused, missing, unused]);
    expect(first).toMatchObject({ deleted: [unused], missing: [missing] });
    expect(first.used).toMatchObject([{ id: used, uses: [{ kind: 'lesson_draft', lessonId }] }]);
    expect(await school.isStored(used)).toBe(true);
    expect((await remove(admin, '/admin/files/delete', [used], true)).deleted).toEqual([used]);
    const records = await school
      .collection('audit_logs')
      .find({ resourceId: { $in: [used, unused] }, 'details.change': 'deleted' })
      .toArray();
    expect(records.map(({ actor }) => String(actor.userId))).toEqual([admin.tokens.user.id, admin.tokens.user.id]);
    const once = await school.upload(teacher);
    const answers = await Promise.all([1, 2, 3].map(async () => await remove(admin, '/admin/files/delete', [once])));
    expect(answers.flatMap(({ deleted }) => deleted)).toEqual([once]);
  });

  it('is for everybody among their own files, but not for work that is handed in', async () => {
    const [given] = (await learner.get<Submission>(school.taskPath)).files;
    const [own, foreign] = [await school.work(), await school.upload(teacher)];
    const ids = [given?.id ?? '', own, foreign];
    const answer = await remove(learner, '/files/mine/delete', ids, true);
    expect(answer).toMatchObject({ deleted: [own], missing: [foreign], used: [{ id: given?.id }] });
    expect(await school.isStored(foreign)).toBe(true);
  });

  it('takes nothing out of a course that somebody teaches no more', async () => {
    const other = await addPerson(school.t, 'former@school.example', 'instructor');
    const { version } = await teacher.get<Course>(`/teach/courses/${school.course.id}`);
    await teacher.done('put', `/teach/courses/${school.course.id}/teachers`, {
      version,
      emails: ['former@school.example'],
    });
    const id = await school.upload(other);
    await saveLesson(other, school.lesson(0), [download(id)]);
    const later = await teacher.get<Course>(`/teach/courses/${school.course.id}`);
    await teacher.done('put', `/teach/courses/${school.course.id}/teachers`, { version: later.version, emails: [] });
    expect(await remove(other, '/files/mine/delete', [id], true)).toMatchObject({ deleted: [], used: [{ id }] });
    expect((await remove(teacher, '/files/mine/delete', [id], true)).missing).toEqual([id]);
  });

  it('of a course leaves a file that another course names', async () => {
    const gone = await makeCourse(teacher, 'Going', [['Only']]);
    const [kept, lost] = [
      await school.upload(teacher, { courseId: gone.id }),
      await school.upload(teacher, { courseId: gone.id }),
    ];
    await school
      .collection('lessons')
      .updateOne({ _id: oid(school.lesson(3)) }, { $push: { fileIds: kept } } as object);
    await school.collection('lessons').updateOne({ _id: oid(school.lesson(3)) }, {
      $push: { 'draft.blocks': { ...download(kept), id: 'file09' } },
    } as object);
    await teacher.done('delete', `/teach/courses/${gone.id}?version=${String(gone.version)}`);
    await vi.waitFor(async () => {
      expect(await school.isStored(lost)).toBe(false);
    }, 10_000);
    expect(await school.isStored(kept)).toBe(true);
  });
});

describe('the lists', () => {
  const owner = 'a'.repeat(24);
  const many = 60;

  beforeAll(async () => {
    const fill = Array.from({ length: 400 }, (_value, place) => {
      const isMine = place < many;
      return aFile({
        ...{ ownerId: isMine ? owner : String(place).padStart(24, '0'), courseId: isMine ? null : 'b'.repeat(24) },
        ...{ name: `Ä${String(place)}.bin`, nameKey: `a${String(place)}.bin`, size: place % 7 },
        purpose: place % 20 === 0 ? 'image' : 'video',
        storage: place % 50 === 0 ? 'cloudinary' : 'local',
        state: place % 30 === 0 ? 'refused' : 'stored',
        unusedSince: place % 25 === 0 ? new Date() : null,
      });
    });
    await school.t.app.get<Model<FileDocument>>(getModelToken(FILE_MODEL)).createIndexes();
    for (let from = 0; from < fill.length; from += 100) {
      await school.collection('files').insertMany(fill.slice(from, from + 100));
    }
  });
  afterAll(async () => {
    await school.collection('files').deleteMany({ name: /^Ä/ });
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
      await school.collection('files').insertOne(aFile({ ownerId: owner, name: 'Änew' }));
    }
    return lines;
  };

  it('have every file once, in their order, however many come meanwhile', async () => {
    for (const sort of ['-createdAt', 'createdAt', '-size', 'size']) {
      const lines = await walk(`ownerId=${owner}&state=stored,refused&sort=${sort}`);
      const there = lines.filter(({ name }) => name !== 'Änew');
      expect([there.length, new Set(there.map(({ id }) => id)).size]).toEqual([many, many]);
      const values = lines.map(({ id, size }) => (sort.endsWith('size') ? String(size) : id));
      const sorted = [...values].sort();
      expect([sort, values]).toEqual([sort, sort.startsWith('-') ? sorted.reverse() : sorted]);
    }
  });

  it('keep what is asked for', async () => {
    const count = async (query: string) => {
      const lines = await walk(`ownerId=${owner}&state=stored,refused&${query}`);
      return lines.filter(({ name }) => name !== 'Änew').length;
    };
    expect(await count('search=ä5')).toBe(11);
    expect(await count('search=A59.')).toBe(1);
    expect(await count('purpose=image')).toBe(3);
    expect(await count('storage=cloudinary')).toBe(2);
    expect(await count('unused=true')).toBe(3);
    expect(await count('unused=false')).toBe(many - 3);
    const [line] = await walk(`ownerId=${owner}&state=refused`);
    expect(line).toMatchObject({ owner: null, url: null, course: null, uses: [] });
  });

  it('find what is asked for by an index of it', async () => {
    const wishes: readonly (readonly [Parameters<typeof toFileQuery>[0], string])[] = [
      [{ search: 'a29' }, 'nameKey_1'],
      [{ purpose: ['image'] }, 'purpose_1'],
      [{ state: ['refused'] }, 'state_1'],
      [{ storage: 'cloudinary' }, 'storage_1'],
      [{ ownerId: owner, state: ['stored'] }, 'ownerId_1'],
      [{ courseId: 'c'.repeat(24) }, 'courseId_1'],
      [{ unused: 'true' }, 'unusedSince_1'],
    ];
    for (const [filter, index] of wishes) {
      const query = toFileQuery(filter) as mongo.Filter<mongo.Document>;
      const newest = Object.fromEntries(orderOf('-createdAt')) as Record<string, -1>;
      const plan = await school.collection('files').find(query).sort(newest).limit(51).explain('queryPlanner');
      expect(JSON.stringify(plan)).toContain(`"${index}`);
    }
  });

  it('show everybody their own files, and no others', async () => {
    const lines = await learner.get<OwnFile[]>('/files/mine');
    expect(lines.length).toBeGreaterThan(0);
    const owned = await school.collection('files').countDocuments({ ownerId: learner.tokens.user.id, state: 'stored' });
    expect(lines).toHaveLength(owned);
    expect(lines[0]).toMatchObject({ course: { id: school.course.id, title: 'Leaves' }, purpose: 'submission' });
    expect(await learner.codeOf('get', '/files/mine?ownerId=' + owner)).toBe('VALIDATION_FAILED');
  });

  it('show no bytes to who may manage files and read no others', async () => {
    await admin.done('post', '/admin/roles', {
      ...{ key: 'filekeeper', title: 'File keeper' },
      permissions: ['account:self', 'files:manage'],
    });
    await school.t.addAccount('keeper@school.example', 'filekeeper' as 'user');
    const keeper = personOf(school.t, await school.t.signIn('keeper@school.example'));
    const [given] = (await learner.get<Submission>(school.taskPath)).files;
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
    await school.collection('files').deleteMany({ state: { $ne: 'stored' } });
    const clock = vi.spyOn(school.t.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + 11_000));
    const report = await admin.get<StorageReport>('/admin/files/report').finally(() => {
      clock.mockRestore();
    });
    const all = await school.collection('files').find({ state: 'stored' }).project({ size: 1, ownerId: 1 }).toArray();
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
