import { readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileSweeperService } from '../../../src/performance/file/lifecycle/file-sweeper.service.js';
import { FilesPort } from '../../../src/performance/file/files.port.js';
import { eventually } from '../../support/app.js';
import { COURSE, type FilesApp, type Person, PDF, picture, startFilesApp } from './files-app.js';

let t: FilesApp;
let teacher: Person;
let learner: Person;

beforeAll(async () => {
  t = await startFilesApp({ FILE_UPLOADS_AT_ONCE: '2' });
  teacher = await t.person('teacher@example.org', 'instructor');
  learner = await t.person('learner@example.org');
});
afterAll(async () => {
  await t.close();
});

const filesOnDisk = (): string[] =>
  readdirSync(join(t.config.dataDir, 'files'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[0-9a-f]{24}/.test(name),
  );

describe('a picture', () => {
  it('is made anew: turned into WebP, with its size and without what the camera wrote into it', async () => {
    const sent = await picture(3_000, 1_500);
    expect(sent.includes('secret-place')).toBe(true);
    const answer = await teacher.upload({ purpose: 'image', courseId: COURSE, name: 'Haus am See.JPG' }, sent);
    expect(answer.status).toBe(201);
    const file = answer.body.data;
    expect(file).toMatchObject({ name: 'Haus am See.webp', type: 'image/webp', width: 2_560, height: 1_280 });
    const { body, headers } = await supertest(t.url).get(file.url).buffer(true);
    expect(headers['content-type']).toBe('image/webp');
    expect(body.length).toBe(file.size);
    expect((body as Buffer).includes('secret-place')).toBe(false);
    expect((await sharp(body).metadata()).format).toBe('webp');
  });

  it('that grows to more pixels than a page can show is refused', async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const answer = await teacher.upload({ purpose: 'image', courseId: COURSE, name: 'bomb.png' }, bomb);
    expect([answer.status, answer.body.error.code]).toEqual([422, 'FILE_REFUSED']);
  });
});

describe('a file that is not what it says', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const html = '<!doctype html><script>alert(1)</script>';
  it.each([
    ['an SVG as a picture', 'image', 'picture.png', svg],
    ['an SVG with its prolog as a document', 'document', 'picture.txt', `<?xml version="1.0"?>${svg}`],
    ['a page as a video', 'video', 'film.mp4', html],
    ['a program as a document', 'document', 'letter.pdf', Buffer.from(`MZ${'\0'.repeat(200)}`)],
    ['bytes that are no text as a text', 'document', 'notes.txt', Buffer.from([0xff, 0xfe, 0x00, 0x41])],
    ['captions without their first word', 'captions', 'en.vtt', '1\n00:00.000 --> 00:01.000\nHello\n'],
    ['captions in another encoding', 'captions', 'en.vtt', Buffer.from('WEBVTT\n\n\xe9', 'latin1')],
    ['a PDF as a course', 'course_archive', 'course.zip', PDF],
    ['half a picture', 'image', 'half.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['nothing at all', 'document', 'empty.txt', ''],
  ])('is refused: %s', async (_what, purpose, name, body) => {
    const answer = await teacher.upload({ purpose, courseId: COURSE, name }, body);
    expect([answer.status, answer.body.error.code]).toEqual([422, 'FILE_REFUSED']);
  });

  it('has the extension of what it is, and no path and no turned name', async () => {
    const names = {
      'program.exe': 'program.exe.pdf',
      '../../etc/passwd': 'passwd.pdf',
      'C:\\Users\\me\\letter.pdf': 'letter.pdf',
      'invoice\u202efdp.exe': 'invoicefdp.exe.pdf',
      '....': 'file.pdf',
      'رسالة.pdf': 'رسالة.pdf',
    };
    for (const [sent, kept] of Object.entries(names)) {
      const { body } = await teacher.upload({ purpose: 'document', courseId: COURSE, name: sent }, PDF);
      expect(body.data.name).toBe(kept);
    }
  });
});

describe('an upload', () => {
  it('needs somebody signed in who may, and a type that says plain bytes', async () => {
    const query = { purpose: 'document', courseId: COURSE, name: 'a.pdf' };
    const stranger = supertest(t.url).post('/api/v1/files').query(query);
    expect((await stranger.set('Content-Type', 'application/octet-stream').send(PDF)).status).toBe(401);
    expect((await learner.upload(query, PDF)).status).toBe(404);
    expect((await teacher.upload(query, PDF).set('Content-Type', 'application/pdf')).status).toBe(415);
    expect((await teacher.upload({ purpose: 'document', name: 'a.pdf' }, PDF)).status).toBe(400);
  });

  it('that is larger than its purpose allows is refused while it arrives, and leaves nothing', async () => {
    const before = filesOnDisk();
    const answer = await teacher
      .upload({ purpose: 'captions', courseId: COURSE, name: 'en.vtt' }, Buffer.alloc(2 * 1024 * 1024 + 1, 'a'))
      .then((response) => response.status);
    expect(answer).toBe(413);
    const rest = Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(64 * 1024, 'a')));
    const owner = { purpose: 'captions', name: 'en.vtt', courseId: COURSE, ownerId: teacher.id } as const;
    await expect(t.app.get(FilesPort).store(rest, owner)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    expect(filesOnDisk()).toEqual(before);
  });

  it('that breaks off leaves nothing, and takes up none of those that may run at once', async () => {
    const before = filesOnDisk();
    const { accessToken } = await t.signIn('teacher@example.org');
    const uploads = [1, 2].map(() =>
      request(`${t.url}/api/v1/files?purpose=document&name=a.pdf&courseId=${COURSE}`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${accessToken}`,
          'Content-Type': 'application/octet-stream',
          'Content-Length': '1000000',
        },
      }).on('error', () => undefined),
    );
    for (const upload of uploads) upload.write(PDF);
    const files = t.connection.collection('files');
    await eventually('both run', async () => (await files.countDocuments({ state: 'uploading' })) === 2);
    const third = await teacher.upload({ purpose: 'document', courseId: COURSE, name: 'a.pdf' }, PDF);
    expect(third.body.error.code).toBe('LIMIT_REACHED');
    for (const upload of uploads) upload.destroy();
    await eventually('they are gone', async () => (await files.countDocuments({ state: { $ne: 'stored' } })) === 0);
    expect(filesOnDisk()).toEqual(before);
    expect((await teacher.upload({ purpose: 'document', courseId: COURSE, name: 'a.pdf' }, PDF)).status).toBe(201);
  });

  it('has no room where the person has none left', async () => {
    const full = await t.person('full@example.org');
    const file = { ownerId: full.id, purpose: 'submission', courseId: null, name: 'x', key: 'x', state: 'stored' };
    await t.connection.collection('files').insertOne({ ...file, size: 5 * 1024 ** 3, createdAt: new Date() });
    const answer = await full.upload({ purpose: 'submission', name: 'a.pdf' }, PDF);
    expect([answer.status, answer.body.error.code]).toEqual([409, 'LIMIT_REACHED']);
  });

  it('stands in the audit log', async () => {
    const { body } = await teacher.upload({ purpose: 'document', courseId: COURSE, name: 'recorded.pdf' }, PDF);
    const record = await t.connection.collection('audit_logs').findOne({ resourceId: body.data.id });
    expect(record).toMatchObject({ action: 'file.changed' });
  });
});

describe('what a process that died left behind', () => {
  it('is cleared away, with its bytes', async () => {
    const { insertedId } = await t.connection.collection('files').insertOne({
      ...{ ownerId: teacher.id, purpose: 'video', courseId: COURSE, name: 'film.mp4', size: 10, key: '' },
      ...{ state: 'uploading', dueAt: new Date(Date.now() - 1_000), createdAt: new Date() },
    });
    const id = insertedId.toHexString();
    await t.connection.collection('files').updateOne({ _id: insertedId }, { $set: { key: id } });
    writeFileSync(join(t.config.dataDir, 'files', 'incoming', id), 'half of it');
    await t.app.get(FileSweeperService).sweep();
    expect(await t.connection.collection('files').findOne({ _id: insertedId })).toBeNull();
    expect(filesOnDisk().some((name) => name.includes(id))).toBe(false);
  });
});

describe('what is deleted', () => {
  it('is gone for everybody, with its bytes', async () => {
    const { body } = await teacher.upload({ purpose: 'document', courseId: COURSE, name: 'a.txt' }, 'only once');
    const { id, url } = body.data;
    expect(filesOnDisk().some((name) => name.includes(id))).toBe(true);
    await t.app.get(FilesPort).remove([id]);
    expect(filesOnDisk().some((name) => name.includes(id))).toBe(false);
    expect((await supertest(t.url).get(url)).status).toBe(404);
    expect((await teacher.get(`/api/v1/files/${id}`)).status).toBe(404);
  });
});
