import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../../src/common/clock/clock.js';
import { FilesPort } from '../../../src/performance/file/files.port.js';
import { COURSE, type FilesApp, MP4, type Person, PDF, picture, startFilesApp } from './files-app.js';

let t: FilesApp;
let teacher: Person;
let member: Person;
let stranger: Person;
let video: { id: string; url: string; size: number };

beforeAll(async () => {
  t = await startFilesApp();
  teacher = await t.person('teacher@example.org', 'instructor');
  member = await t.person('member@example.org');
  stranger = await t.person('stranger@example.org');
  t.rules.readers.add(member.id);
  const answer = await teacher.upload({ purpose: 'video', courseId: COURSE, name: 'film.mp4' }, MP4);
  video = answer.body.data;
});
afterAll(async () => {
  await t.close();
});

const urlFor = async (person: Person): Promise<string> => {
  const { body } = await person.get(`/api/v1/files/${video.id}`);
  return String(body.data.url);
};
const open = (url: string) => supertest(t.url).get(url).buffer(true);
const bytes = (from: number, to: number) => MP4.subarray(from, to + 1);

describe('a file', () => {
  it('is told of to those who may read it, and to nobody else who knows its id', async () => {
    expect((await member.get(`/api/v1/files/${video.id}`)).body.data).toMatchObject({
      type: 'video/mp4',
      size: MP4.length,
    });
    expect((await stranger.get(`/api/v1/files/${video.id}`)).status).toBe(404);
    expect((await supertest(t.url).get(`/api/v1/files/${video.id}`)).status).toBe(401);
  });

  it('cannot be had by an address that somebody made up or changed', async () => {
    const url = await urlFor(member);
    const [fileId, userId, end, signature] = url.slice(url.lastIndexOf('/') + 1).split('.');
    const forged = [
      [fileId, userId, end, 'A'.repeat(43)],
      [fileId, stranger.id, end, signature],
      ['b'.repeat(24), userId, end, signature],
      [fileId, userId, 'zzzzzzzz', signature],
      [fileId, '0', end, signature],
      [fileId, userId, end],
      ['..%2f..%2fsecrets.json'],
    ];
    for (const parts of forged) {
      const path = `/api/v1/files/content/${parts.join('.')}`;
      expect([parts, (await supertest(t.url).get(path)).status]).toEqual([parts, 404]);
    }
  });

  it('cannot be had by an address that was signed for somebody who may not read it any more', async () => {
    const [mine] = await t.app.get(FilesPort).describe([video.id], { userId: stranger.id, permissions: [] });
    expect((await open(mine?.url ?? '')).body.error.code).toBe('TOKEN_INVALID');
    const url = await urlFor(member);
    expect((await open(url)).status).toBe(200);
    t.rules.readers.delete(member.id);
    expect((await open(url).set('Range', 'bytes=0-9')).status).toBe(400);
    t.rules.readers.add(member.id);
  });

  it('cannot be had by a teacher who is one no more, nor by an account that was closed', async () => {
    const former = await t.person('former@example.org', 'instructor');
    const url = await urlFor(former);
    const users = t.connection.collection('users');
    expect((await open(url)).status).toBe(200);
    await users.updateOne({ email: 'former@example.org' }, { $set: { role: 'user' } });
    expect((await open(url)).status).toBe(400);
    await users.updateOne({ email: 'former@example.org' }, { $set: { role: 'instructor', isActive: false } });
    expect((await open(url)).status).toBe(400);
  });

  it('cannot be had by an address whose time is over', async () => {
    const url = await urlFor(member);
    const later = new Date(Date.now() + 8 * 3_600_000);
    const clock = vi.spyOn(t.app.get(Clock), 'now').mockReturnValue(later);
    const answer = await open(url);
    clock.mockRestore();
    expect([answer.status, answer.body.error.code]).toEqual([400, 'TOKEN_INVALID']);
  });
});

describe('the bytes', () => {
  it('come in parts, as players ask for them', async () => {
    const url = await urlFor(member);
    const whole = await open(url);
    expect([whole.status, whole.headers['accept-ranges']]).toEqual([200, 'bytes']);
    expect(MP4.equals(whole.body as Buffer)).toBe(true);
    for (const [range, from, to] of [
      ['bytes=100-199', 100, 199],
      ['bytes=5000-', 5_000, MP4.length - 1],
      ['bytes=-32', MP4.length - 32, MP4.length - 1],
      ['bytes=0-999999', 0, MP4.length - 1],
    ] as const) {
      const part = await open(url).set('Range', range);
      expect([part.status, part.headers['content-range']]).toEqual([
        206,
        `bytes ${String(from)}-${String(to)}/${String(MP4.length)}`,
      ]);
      expect(bytes(from, to).equals(part.body as Buffer)).toBe(true);
    }
    const beyond = await open(url).set('Range', `bytes=${String(MP4.length)}-`);
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${String(MP4.length)}`]);
  });

  it('are not sent again to whoever has them, and are whole where they have changed', async () => {
    const url = await urlFor(member);
    const { etag = '' } = (await open(url)).headers;
    expect((await open(url).set('If-None-Match', etag)).status).toBe(304);
    expect((await open(url).set('Range', 'bytes=0-9').set('If-Range', etag)).status).toBe(206);
    expect((await open(url).set('Range', 'bytes=0-9').set('If-Range', '"older"')).status).toBe(200);
  });

  it('are shown in pages only where they are pictures, sounds, videos or captions', async () => {
    const shown = await open(await urlFor(member));
    expect(shown.headers).toMatchObject({
      'content-type': 'video/mp4',
      'content-disposition': `inline; filename="film.mp4"; filename*=UTF-8''film.mp4`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache, no-transform',
    });
    expect(shown.headers['content-security-policy']).toContain('sandbox');
    const name = 'رسالة "x".pdf';
    const { body } = await teacher.upload({ purpose: 'document', courseId: COURSE, name }, PDF);
    const saved = await open(body.data.url);
    expect(saved.headers['content-disposition']).toBe(
      `attachment; filename="_____ _x_.pdf"; filename*=UTF-8''${encodeURIComponent('رسالة _x_.pdf')}`,
    );
  });
});

describe('a cover', () => {
  it('is there for everybody, and nothing else is by that way', async () => {
    const { body } = await teacher.upload({ purpose: 'cover', courseId: COURSE, name: 'c.png' }, await picture(40, 20));
    const url = t.app.get(FilesPort).publicUrl(body.data.id);
    const cover = await supertest(t.url).get(url ?? '');
    expect([cover.status, cover.headers['content-type']]).toEqual([200, 'image/webp']);
    expect(cover.headers['cache-control']).toContain('immutable');
    expect((await supertest(t.url).get(`/api/v1/files/covers/${video.id}`)).status).toBe(404);
    expect((await supertest(t.url).get(`/api/v1/files/covers/${'c'.repeat(24)}`)).status).toBe(404);
  });
});
