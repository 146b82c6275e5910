import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EICAR } from '../../support/clamd.js';
import { GOOD_PDF, goodDocuments, hostileFiles, loadedPictures } from '../../support/hostile-files.js';
import { COURSE, type FilesApp, type Person, startFilesApp } from './files-app.js';

/** Speaks as clamd does and knows one virus; `mute` where it is to be out of order. */
let scanner: Server;
let mute = false;
let t: FilesApp;
let teacher: Person;

beforeAll(async () => {
  scanner = createServer((socket) => {
    const received: Buffer[] = [];
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received.push(chunk);
      const all = Buffer.concat(received);
      if (mute) socket.destroy();
      else if (all.subarray(-4).equals(Buffer.alloc(4))) {
        socket.end(all.includes(EICAR) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
      }
    });
  });
  scanner.listen(0, '127.0.0.1');
  await once(scanner, 'listening');
  const { port } = scanner.address() as AddressInfo;
  t = await startFilesApp({ CLAMAV_URL: `tcp://127.0.0.1:${String(port)}` });
  teacher = await t.person('teacher@example.org', 'instructor');
});
afterAll(async () => {
  await t.close();
  scanner.close();
});

const hostile = await hostileFiles();
const loaded = await loadedPictures('hidden-words');

const incoming = (): string[] => readdirSync(join(t.config.dataDir, 'files', 'incoming'));
const send = async (purpose: string, name: string, body: Buffer | string, type?: string) =>
  await teacher.upload(
    { purpose, courseId: COURSE, name, ...(type === undefined || type === '' ? {} : { type }) },
    body,
  );

describe('the collection of hostile files', () => {
  it.each(hostile)('is refused with its reason: $what', async ({ purpose, name, body, type, why }) => {
    const answer = await send(purpose, name, body, type);
    expect([answer.status, answer.body.error?.code]).toEqual([422, 'FILE_REFUSED']);
    expect(answer.body.error.message).toMatch(why);
    expect(incoming()).toEqual([]);
  });

  it.each(loaded)('leaves nothing hidden in a picture: %s', async (_what, name, body) => {
    expect(body.includes('hidden-words')).toBe(true);
    const answer = await send('image', name, body);
    expect(answer.body.data).toMatchObject({ type: 'image/webp', width: 700, widths: [320, 640] });
    for (const query of ['', '?width=320']) {
      const bytes = (await supertest(t.url).get(`${answer.body.data.url}${query}`).buffer(true)).body as Buffer;
      expect(bytes.length).toBeGreaterThan(0);
      expect(bytes.includes('hidden-words') || bytes.includes('PK')).toBe(false);
    }
  });

  it.each([
    ['letter.pdf.exe', 'letter.pdf.exe.pdf'],
    ['../../../etc/passwd', 'passwd.pdf'],
    ['C:\\Windows\\letter.pdf', 'letter.pdf'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe.pdf'],
    ['NUL.pdf', '_NUL.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['letter.pdf\u00a0\u3000     .exe', 'letter.pdf .exe.pdf'],
    [`${'ö'.repeat(250)}.pdf`, `${'ö'.repeat(117)}.pdf`],
  ])('has no power over names: %s', async (name, kept) => {
    expect((await send('document', name, GOOD_PDF)).body.data.name).toBe(kept);
  });

  it.each(goodDocuments)('is told apart from what is as it should be: $name', async ({ name, body, type }) => {
    const answer = await send('document', name, body, type);
    expect([answer.status, answer.body.error, answer.body.data?.name]).toEqual([201, undefined, name]);
  });
});

describe('the virus scanner', () => {
  it('keeps a file out in which it found something, and that is on record', async () => {
    const before = await t.connection.collection('files').countDocuments();
    const answer = await send('document', 'virus.txt', EICAR);
    expect([answer.status, answer.body.error.code]).toEqual([422, 'FILE_REFUSED']);
    expect(answer.body.error.message).toContain('Eicar-Signature');
    const record = await t.connection.collection('audit_logs').findOne({ 'details.change': 'infected' });
    expect(record).toMatchObject({
      action: 'file.changed',
      details: { name: 'virus.txt', virus: 'Eicar-Signature', purpose: 'document' },
      actor: { name: 'teacher@example.org' },
    });
    expect(await t.connection.collection('files').countDocuments()).toBe(before);
    expect(incoming()).toEqual([]);
  });

  it('that is out of order makes no file pass', async () => {
    mute = true;
    const answer = await send('document', 'paper.txt', 'nobody has looked at this');
    mute = false;
    expect([answer.status, answer.body.error.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect(await t.connection.collection('files').countDocuments({ name: 'paper.txt', state: 'stored' })).toBe(0);
  });
});
