import { createHash } from 'node:crypto';
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../../src/common/clock/clock.js';
import { FileSweeperService } from '../../../src/performance/file/lifecycle/file-sweeper.service.js';
import { UploadLocks } from '../../../src/performance/file/uploads/upload-locks.js';
import { UploadRepository } from '../../../src/performance/file/uploads/upload.repository.js';
import { eventually } from '../../support/app.js';
import { COURSE, type FilesApp, MP4, PDF, type Person, startFilesApp } from './files-app.js';
import { hostileBeginnings } from '../../support/hostile-uploads.js';
import { metadataOf, TusClient } from '../../support/tus-client.js';

const DOCUMENT = { purpose: 'document', courseId: COURSE, name: 'letter.pdf' };
const LONG_PDF = Buffer.concat([PDF.subarray(0, 9), Buffer.alloc(300_000, '% a comment\n'), PDF.subarray(9)]);

let t: FilesApp;
let teacher: Person;
let client: TusClient;
let other: TusClient;

beforeAll(async () => {
  t = await startFilesApp({ FILE_UPLOADS_AT_ONCE: '2' });
  teacher = await t.person('teacher@example.org', 'instructor');
  await t.person('another@example.org', 'instructor');
  client = new TusClient(t.url, (await t.signIn('teacher@example.org')).accessToken);
  other = new TusClient(t.url, (await t.signIn('another@example.org')).accessToken);
});
afterAll(async () => {
  await t.close();
});

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const incoming = (id: string): string => join(t.config.dataDir, 'files', 'incoming', id);
const files = () => t.connection.collection('files');

async function download(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(`${t.url}${url}`)).arrayBuffer());
}

describe('an upload in pieces', () => {
  it('says what is offered, and answers where it is, how far it is, and how long it is kept', async () => {
    const offer = await fetch(`${t.url}/api/v1/files/uploads`, { method: 'OPTIONS' });
    expect(offer.status).toBe(204);
    const begun = await client.create('10', metadataOf({ ...DOCUMENT, type: 'application/pdf', name: 'رسالة.pdf' }));
    expect(begun.status).toBe(201);
    expect(begun.headers.get('location')).toMatch(/^\/api\/v1\/files\/uploads\/[0-9a-f]{24}$/);
    expect(Date.parse(begun.headers.get('upload-expires') ?? '')).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    const id = begun.headers.get('location')?.split('/').at(-1) ?? '';
    const head = await client.head(id);
    expect([head.status, head.offset, head.headers.get('upload-length')]).toEqual([200, 0, '10']);
    expect(head.headers.get('upload-metadata')).toContain(Buffer.from('رسالة.pdf').toString('base64'));
    expect(head.headers.get('access-control-allow-origin')).toBeNull();
    const [listed] = (await teacher.get('/api/v1/files/uploads')).body.data;
    expect(listed).toMatchObject({ id, state: 'receiving', received: 0, size: 10, name: 'رسالة.pdf' });
    expect((await client.send('DELETE', `/${id}`)).status).toBe(204);
    expect((await client.head(id)).status).toBe(404);
  });

  it('goes on where the connection broke off, becomes the file that was sent, once, and is told of once', async () => {
    const id = await client.begin(LONG_PDF.length, DOCUMENT);
    const open = client.begun(id, 0, LONG_PDF.subarray(0, 120_000), 200_000);
    await eventually('bytes have arrived', async () => (await client.received(id)) === 120_000);
    open.drop();
    const offset = (await client.head(id)).offset ?? -1;
    expect(offset).toBe(120_000);
    expect((await client.complete(id)).body.error?.code).toBe('CONFLICT');
    expect((await client.patch(id, offset - 1, LONG_PDF.subarray(offset - 1))).status).toBe(409);
    const last = await client.patch(id, offset, LONG_PDF.subarray(offset));
    expect([last.status, last.offset]).toEqual([204, LONG_PDF.length]);

    const answers = await Promise.all([1, 2, 3].map(async () => await client.complete(id, hash(LONG_PDF))));
    const states = answers.map(({ status, body }) => [status, body.data?.state, body.data?.file?.id]);
    expect(states).toEqual(Array(3).fill([200, 'stored', id]));
    const url = answers[0]?.body.data?.file?.url ?? '';
    expect(hash(await download(url))).toBe(hash(LONG_PDF));
    expect(existsSync(incoming(id))).toBe(false);
    const told = t.connection.collection('audit_logs').countDocuments({ resourceId: id, action: 'file.changed' });
    expect(await told).toBe(1);
    expect((await client.head(id)).offset).toBe(LONG_PDF.length);
    expect((await client.send('DELETE', `/${id}`)).status).toBe(409);
    expect((await client.patch(id, LONG_PDF.length, PDF)).status).toBe(413);
  });

  it('is taken over from a connection that says nothing any more', async () => {
    const id = await client.begin(LONG_PDF.length, DOCUMENT);
    const silent = client.begun(id, 0, LONG_PDF.subarray(0, 50_000), LONG_PDF.length);
    await eventually('bytes have arrived', async () => (await client.received(id)) === 50_000);
    expect((await client.head(id)).offset).toBe(50_000);
    expect((await client.patch(id, 50_000, LONG_PDF.subarray(50_000))).status).toBe(204);
    await silent.ended;
    expect((await client.complete(id, hash(LONG_PDF))).body.data?.state).toBe('stored');
  });

  it('is taken over from a connection to another process, and from a process that died', async () => {
    const id = await client.begin(LONG_PDF.length, DOCUMENT);
    const open = client.begun(id, 0, LONG_PDF.subarray(0, 40_000), LONG_PDF.length);
    await eventually('bytes have arrived', async () => (await client.received(id)) === 40_000);
    const elsewhere = new UploadLocks(t.app.get(UploadRepository), t.app.get(Clock), t.config).newLock(id);
    await elsewhere.lock(new AbortController().signal, () => undefined);
    await open.ended;
    expect(await client.received(id)).toBe(40_000);
    await elsewhere.unlock();
    const dead = { 'upload.lockedBy': 'nobody', 'upload.lockedUntil': new Date(Date.now() + 500) };
    await files().updateOne({ _id: new Types.ObjectId(id) }, { $set: dead });
    expect((await client.patch(id, 40_000, LONG_PDF.subarray(40_000))).status).toBe(204);
  });

  it('never mixes what two connections send', async () => {
    const size = 600_000;
    const id = await client.begin(size, { ...DOCUMENT, name: 'letters.txt' });
    const [a, b] = ['a', 'b'].map((letter) => Buffer.alloc(size, letter));
    const racing = [a, b, a, b].map(async (bytes) => await client.patch(id, 0, bytes ?? PDF).catch(() => null));
    await Promise.all(racing);
    const from = (await client.head(id)).offset ?? 0;
    if (from < size) await client.patch(id, from, Buffer.alloc(size - from, 'c'));
    const done = await client.complete(id);
    const text = (await download(done.body.data?.file?.url ?? '')).toString();
    expect(text.length).toBe(size);
    expect(text).toMatch(/^(a*|b*)c*$/);
  });

  it('that is not what was sent is refused, and says so for a while', async () => {
    const id = await client.begin(PDF.length, DOCUMENT);
    await client.patch(id, 0, PDF);
    const refused = await client.complete(id, hash(MP4));
    expect(refused.body.data).toMatchObject({ state: 'refused', refusal: { code: 'MALFORMED_REQUEST' }, file: null });
    expect(existsSync(incoming(id))).toBe(false);
    expect((await client.complete(id)).body.data?.state).toBe('refused');
    const video = await client.begin(PDF.length, { purpose: 'video', courseId: COURSE, name: 'film.mp4' });
    await client.patch(video, 0, PDF);
    expect((await client.complete(video)).body.data?.refusal?.code).toBe('FILE_REFUSED');
    expect((await teacher.get('/api/v1/files/uploads')).body.data.map((one: { id: string }) => one.id)).not.toContain(
      id,
    );
  });

  it('runs beside so many others only, and only so many may be open', async () => {
    const ids = await Promise.all([1, 2, 3].map(async () => await client.begin(1_000_000, DOCUMENT)));
    const open = ids.slice(0, 2).map((id) => client.begun(id, 0, PDF, 1_000_000));
    await eventually('both run', async () => {
      return (await files().countDocuments({ 'upload.lockedUntil': { $gt: new Date() } })) === 2;
    });
    expect((await client.patch(ids[2] ?? '', 0, PDF)).code).toBe('LIMIT_REACHED');
    for (const one of open) one.drop();
    await eventually('none runs', async () => (await client.patch(ids[2] ?? '', 0, PDF)).status === 204);
    // 19 of them: one more may begin, of three at once
    const like = await files().findOne({ _id: new Types.ObjectId(ids[0]) });
    await files().insertMany(Array.from({ length: 16 }, () => ({ ...like, _id: new Types.ObjectId(), key: 'many' })));
    const more = await Promise.all([1, 2, 3].map(async () => await client.create('1', metadataOf(DOCUMENT))));
    expect(more.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1);
    expect(more.map(({ code }) => code)).toContain('LIMIT_REACHED');
    await files().deleteMany({ key: 'many' });
  });

  it('that nobody has brought to its end in time is cleared away with its bytes', async () => {
    const id = await client.begin(PDF.length, DOCUMENT);
    await client.patch(id, 0, PDF);
    await files().updateMany({ state: 'uploading' }, { $set: { dueAt: new Date(0) } });
    await t.app.get(FileSweeperService).sweep();
    expect(await files().countDocuments({ state: 'uploading' })).toBe(0);
    expect(existsSync(incoming(id))).toBe(false);
    expect((await client.head(id)).status).toBe(404);
  });
});

describe('what goes wrong on the way', () => {
  it('on a full disk is said, and goes on when there is room again', async () => {
    const id = await client.begin(PDF.length, DOCUMENT);
    symlinkSync('/dev/full', incoming(id));
    const full = await client.patch(id, 0, PDF);
    expect([full.status, full.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    rmSync(incoming(id));
    expect((await client.patch(id, 0, PDF)).status).toBe(204);
    expect((await client.complete(id)).body.data?.state).toBe('stored');
  });

  it('in the storage is waited for, and the file is there when it is over', async () => {
    const bytes = Buffer.from('nobody has sent this before\n');
    const id = await client.begin(bytes.length, { ...DOCUMENT, name: 'notes.txt' });
    await client.patch(id, 0, bytes);
    const folder = join(t.config.dataDir, 'files', id.slice(-2));
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'in the way');
    expect((await client.complete(id)).body.data).toMatchObject({
      state: 'checking',
      waitingFor: 'storage',
      file: null,
    });
    rmSync(folder);
    await files().updateOne({ state: 'checking' }, { $set: { dueAt: new Date(0) } });
    expect((await client.complete(id)).body.data).toMatchObject({ state: 'stored', waitingFor: null });
  });

  it('with the process that checks, or that has just stored, is taken up by another one', async () => {
    const acting = { actor: { kind: 'system' }, origin: { ipAddress: null, userAgent: '', requestId: 'taken-up' } };
    const dead = { 'upload.acting': acting, dueAt: new Date(0) };
    const id = await client.begin(PDF.length, DOCUMENT);
    await client.patch(id, 0, PDF);
    const _id = new Types.ObjectId(id);
    await files().updateOne({ _id }, { $set: { ...dead, state: 'checking' } });
    await t.app.get(FileSweeperService).sweep();
    const told = t.connection.collection('audit_logs');
    const of = { resourceId: id, action: 'file.changed', requestId: 'taken-up' };
    await eventually('it is told of', async () => (await told.countDocuments(of)) === 1);
    await eventually('it is closed', async () => (await files().countDocuments({ _id, dueAt: { $ne: null } })) === 0);
    await files().updateOne({ _id, state: 'stored' }, { $set: dead });
    await t.app.get(FileSweeperService).sweep();
    await eventually('it is told of again', async () => (await told.countDocuments(of)) === 2);
    expect((await client.complete(id)).body.data?.state).toBe('stored');
  });
});

describe('somebody else', () => {
  it('has no such upload, whatever they do', async () => {
    const id = await client.begin(PDF.length, DOCUMENT);
    const answers = [
      await other.head(id),
      await other.patch(id, 0, PDF),
      await other.send('DELETE', `/${id}`),
      await other.send('GET', `/${id}`),
      await other.complete(id),
      await other.head('f'.repeat(24)),
    ];
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(404));
    expect((await new TusClient(t.url, 'nobody').head(id)).status).toBe(401);
    expect((await client.head(id)).offset).toBe(0);
  });
});

describe('hostile requests', () => {
  it.each(hostileBeginnings(DOCUMENT))('begin nothing: %s', async (_what, length, metadata) => {
    const answer = await client.create(length, metadata);
    expect(answer.code).toMatch(/^(VALIDATION_FAILED|PAYLOAD_TOO_LARGE)$/);
    expect(await files().countDocuments({ state: 'uploading', name: { $ne: 'letter.pdf' } })).toBe(0);
  });

  it('that are too long, of another version, with a body, or without what they need get a clear answer', async () => {
    const id = await client.begin(PDF.length, { ...DOCUMENT, name: '../../../etc/cron.d/evil.pdf' });
    const raw = { 'Content-Type': 'application/offset+octet-stream' };
    const length = { 'Upload-Length': '10', 'Upload-Metadata': metadataOf(DOCUMENT) };
    const answers = [
      (
        await client
          .send('POST', '', { ...length, 'Upload-Metadata': 'a'.repeat(20_000) })
          .catch(() => ({ status: 431 }))
      ).status,
      (await client.send('POST', '', { ...length, 'Tus-Resumable': '' })).status,
      (await client.send('POST', '', { ...length, 'Tus-Resumable': '0.2.2' })).status,
      (await client.send('POST', '', { ...length, ...raw }, PDF)).status,
      (await client.send('POST', '', { 'Upload-Defer-Length': '1', 'Upload-Metadata': metadataOf(DOCUMENT) })).status,
      (await client.send('PATCH', `/${id}`, raw, PDF)).status,
      (await client.send('PATCH', `/${id}`, { 'Upload-Offset': '0', 'Content-Type': 'text/plain' }, PDF)).status,
      (await client.send('PATCH', `/${id}`, { ...raw, 'Upload-Offset': '-1' }, PDF)).status,
      (await client.send('PATCH', `/${id}`, { ...raw, 'Upload-Offset': '0x0' }, PDF)).status,
      (await client.patch(id, 0, LONG_PDF)).status,
      (await client.send('PATCH', '/..%2f..%2fsecret', { ...raw, 'Upload-Offset': '0' }, PDF)).status,
      (await client.send('HEAD', '/junk')).status,
    ];
    expect(answers).toEqual([431, 412, 412, 415, 400, 400, 415, 400, 400, 413, 400, 400]);
    expect((await client.patch(id, 0, PDF)).status).toBe(204);
    expect((await client.complete(id)).body.data).toMatchObject({ state: 'stored', file: { name: 'evil.pdf' } });
  });

  it('may be taken back by the rules before it is complete', async () => {
    const id = await client.begin(PDF.length, DOCUMENT);
    await client.patch(id, 0, PDF);
    t.rules.uploadsClosed = true;
    const refused = await client.complete(id);
    t.rules.uploadsClosed = false;
    expect([refused.status, refused.body.error?.code]).toEqual([404, 'NOT_FOUND']);
    expect((await client.complete(id)).body.data?.state).toBe('stored');
  });
});

describe('a server that ends', () => {
  it('ends what it receives with what has arrived, and takes no more', async () => {
    const id = await client.begin(LONG_PDF.length, DOCUMENT);
    const open = client.begun(id, 0, LONG_PDF.subarray(0, 70_000), LONG_PDF.length);
    await eventually('bytes have arrived', async () => (await client.received(id)) === 70_000);
    await t.app.get(UploadLocks).beforeApplicationShutdown();
    await open.ended;
    expect(
      await files().countDocuments({ 'upload.lockedBy': { $ne: null }, state: 'uploading', upload: { $ne: null } }),
    ).toBe(0);
    expect((await client.patch(id, 70_000, LONG_PDF.subarray(70_000))).status).toBe(503);
    expect(await client.received(id)).toBe(70_000);
  });
});
