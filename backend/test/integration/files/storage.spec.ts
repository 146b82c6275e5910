import { readdirSync, readlinkSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { moveFiles } from '../../../src/cli/move-files.js';
import { Clock } from '../../../src/common/clock/clock.js';
import { FileSweeperService } from '../../../src/performance/file/lifecycle/file-sweeper.service.js';
import { FilesPort } from '../../../src/performance/file/files.port.js';
import { eventually } from '../../support/app.js';
import { CLOUDINARY_SECRET, type CloudinaryPeer, startCloudinaryPeer } from '../../support/cloudinary-peer.js';
import { TusClient } from '../../support/tus-client.js';
import { COURSE, type FilesApp, MP4, PDF, type Person, picture, startFilesApp } from './files-app.js';

let peer: CloudinaryPeer;
let t: FilesApp;
let teacher: Person;
/** Everything that the server wrote to its log, and answered. */
const told: string[] = [];

beforeAll(async () => {
  peer = await startCloudinaryPeer();
  t = await startFilesApp({ CLOUDINARY_URL: peer.url });
  const note = (...parts: unknown[]) => void told.push(inspect(parts, { depth: 12 }));
  t.app.useLogger({ log: note, warn: note, error: note, debug: note, verbose: note, fatal: note });
  teacher = await t.person('teacher@example.org', 'instructor');
});
afterAll(async () => {
  await t.close();
  await peer.close();
});
beforeEach(() => {
  peer.down = false;
  peer.log.length = 0;
});

const answerOf = async (name: string, bytes: Buffer, purpose: string) => {
  const answer = await teacher.upload({ purpose, courseId: COURSE, name }, bytes);
  told.push(JSON.stringify(answer.body));
  return answer;
};
const open = (url: string) => supertest(t.url).get(url).buffer(true);
/** A document that is unlike every other one. */
const letter = (mark: string): Buffer =>
  Buffer.concat([PDF.subarray(0, 9), Buffer.from(`% ${mark}\n`), PDF.subarray(9)]);
const varies = ({ headers }: { headers: Record<string, string> }): boolean =>
  /\bAccept(,|$)/.test(headers['vary'] ?? '');
const left = async () => {
  const counts = ['files', 'file_objects'].map(async (name) => await t.connection.collection(name).countDocuments());
  return [...(await Promise.all(counts)), peer.assets.size];
};
const later = async (milliseconds: number, work: () => Promise<void>): Promise<void> => {
  const clock = vi.spyOn(t.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + milliseconds));
  await work().finally(() => {
    clock.mockRestore();
  });
};

describe('a file at Cloudinary', () => {
  it('is private there, is sent on in parts, and is gone there once it is deleted', async () => {
    const before = await left();
    const { status, body } = await answerOf('film.mp4', MP4, 'video');
    expect([status, peer.log]).toEqual([201, [`stored video/classy-book/${body.data.id}`]]);
    expect(body.data.url).toMatch(/^\/api\/v1\/files\/content\//);
    const part = await open(body.data.url).set('Range', 'bytes=100-199');
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 100-199/${String(MP4.length)}`]);
    expect(MP4.subarray(100, 200).equals(part.body as Buffer)).toBe(true);
    expect(peer.log.at(-1)).toBe('delivered bytes=100-199');
    expect(MP4.equals((await open(body.data.url)).body as Buffer)).toBe(true);
    await t.app.get(FilesPort).remove([body.data.id]);
    expect(await left()).toEqual(before);
  });

  it('is a clear failure where it cannot be stored, and is taken afterwards', async () => {
    const before = await left();
    peer.down = true;
    const failed = await answerOf('letter.pdf', letter('down'), 'document');
    expect([failed.status, failed.body.error.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    peer.down = false;
    await later(7_200_000, async () => {
      await t.app.get(FileSweeperService).sweep();
    });
    expect(await left()).toEqual(before);
    peer.fail('upload', { status: 400, message: 'storage quota exceeded' });
    const full = await answerOf('letter.pdf', letter('down'), 'document');
    expect([full.status, full.body.error.message]).toEqual([503, expect.stringContaining('no room')]);
    expect((await answerOf('letter.pdf', letter('down'), 'document')).status).toBe(201);
  });

  it('waits for it where it came in pieces', async () => {
    const client = new TusClient(t.url, (await t.signIn('teacher@example.org')).accessToken);
    const bytes = letter('in pieces');
    const id = await client.begin(bytes.length, { purpose: 'document', courseId: COURSE, name: 'pieces.pdf' });
    await client.patch(id, 0, bytes);
    peer.fail('upload', { status: 401 });
    await client.complete(id);
    await eventually('it waits for the storage', async () => {
      const { body } = await teacher.get('/api/v1/files/uploads');
      return body.data[0]?.state === 'checking' && body.data[0].waitingFor === 'storage';
    });
    expect((await teacher.get(`/api/v1/files/${id}`)).status).toBe(404);
    await eventually('it is stored', async () => {
      await later(900_000, async () => {
        await t.app.get(FileSweeperService).sweep();
      });
      return (await teacher.get(`/api/v1/files/${id}`)).status === 200;
    });
  });

  it('is a clear failure where it cannot be read, and never a whole file that is none', async () => {
    const { body } = await answerOf('read.pdf', letter('x'.repeat(400_000)), 'document');
    peer.down = true;
    const failed = await supertest(t.url).get(body.data.url);
    expect([failed.status, failed.body.error.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect(failed.headers['content-type']).toContain('application/json');
    expect(failed.headers).not.toHaveProperty('etag', expect.stringContaining(body.data.id));
    peer.down = false;
    peer.fail('deliver', 'cut');
    const outcome = await new Promise<string>((resolve) => {
      get(`${t.url}${body.data.url}`, (answer: IncomingMessage) => {
        answer.on('error', (error) => {
          resolve(error.message);
        });
        answer.on('end', () => {
          resolve('complete');
        });
        answer.resume();
      });
    });
    expect(outcome).toBe('aborted');
    expect((await open(body.data.url)).status).toBe(200);
  });

  it('is seen by nobody once it is deleted, and deleted there as soon as that is possible', async () => {
    const before = await left();
    const { body } = await answerOf('gone.pdf', letter('gone'), 'document');
    peer.fail('destroy', { status: 401 }, { status: 401 });
    await t.app.get(FilesPort).remove([body.data.id]);
    expect((await open(body.data.url)).status).toBe(404);
    expect(peer.assets.has(`raw/classy-book/${body.data.id}`)).toBe(true);
    for (const hours of [1, 3, 6]) {
      await later(hours * 3_600_000, async () => {
        await t.app.get(FileSweeperService).sweep();
      });
    }
    expect(await left()).toEqual(before);
  });
});

describe('a move to another storage', () => {
  const move = async (to: 'local' | 'cloudinary'): Promise<[number, string[]]> => {
    const lines: string[] = [];
    const code = await moveFiles(t.app, [to], (line) => lines.push(line));
    return [code, lines];
  };

  it('goes on where it was broken off, and every file stays readable', async () => {
    const film = (
      await answerOf('moving.mp4', Buffer.concat([MP4, Buffer.from('0000000a66726565aabb', 'hex')]), 'video')
    ).body;
    const doc = (await answerOf('moving.pdf', letter('moving'), 'document')).body;
    const shown = (await answerOf('moving.png', await picture(900, 500, 'png'), 'image')).body;
    const wholes = async () => {
      const urls = [film.data.url, doc.data.url, shown.data.url, `${String(shown.data.url)}?width=1`];
      return (await Promise.all(urls.map(async (url: string) => await open(url)))).map((answer) => {
        return [answer.status, answer.headers['etag'], Buffer.from(answer.body as Buffer).length];
      });
    };
    const before = await wholes();
    peer.fail('destroy', { status: 401 });
    await expect(move('local')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(await wholes()).toEqual(before);
    const [code, lines] = await move('local');
    expect([code, lines.at(-1)]).toEqual([0, expect.stringMatching(/^Moved to local: \d+ files/)]);
    expect(peer.assets.size).toBe(0);
    expect(await wholes()).toEqual(before);
    peer.down = true;
    expect(await wholes()).toEqual(before);
    await expect(move('cloudinary')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    peer.down = false;
    const storages = await t.connection.collection('files').distinct('storage', { state: 'stored' });
    expect(storages).toEqual(['local']);
  });

  it('closes what is read from the disk when whoever reads goes away', async () => {
    const { body } = await answerOf('long.pdf', letter('y'.repeat(9_000_000)), 'document');
    await move('local');
    const held = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).endsWith(body.data.id as string);
        } catch {
          return false;
        }
      }).length;
    const url = `${t.url}${String(body.data.url)}`;
    for (let reader = 0; reader < 5; reader += 1) {
      await new Promise<void>((resolve, reject) => {
        get(url, (answer: IncomingMessage) => {
          answer.once('data', () => {
            expect(held()).toBeGreaterThan(0);
            answer.destroy();
            resolve();
          });
        }).on('error', reject);
      });
    }
    await eventually('the file is closed', () => held() === 0);
  });

  it('takes everything back, and says so in the audit log', async () => {
    const [code] = await move('cloudinary');
    expect(code).toBe(0);
    const objects = t.connection.collection('file_objects');
    expect(await objects.countDocuments({ $or: [{ storage: 'local' }, { alsoIn: 'local' }] })).toBe(0);
    const told = await t.connection.collection('audit_logs').find({ action: 'files.moved' }).toArray();
    expect(told.at(-1)).toMatchObject({
      actor: { kind: 'cli' },
      details: { from: 'local', to: 'cloudinary', failed: 0 },
    });
  });
});

describe('the health of the server', () => {
  it('names the storage, and goes on without it', async () => {
    const ask = async () => (await supertest(t.url).get('/api/v1/health/ready')) as { status: number; body: unknown };
    const well = await ask();
    expect([well.status, well.body]).toMatchObject([200, { data: { status: 'ready' } }]);
    peer.down = true;
    await later(120_000, async () => {
      const away = await ask();
      expect([away.status, away.body]).toMatchObject([200, { data: { status: 'degraded' } }]);
      const storage = { name: 'storage', status: 'down', latencyMs: null, message: 'Cloudinary does not answer' };
      expect(away.body).toMatchObject({ data: { checks: expect.arrayContaining([storage]) } });
    });
  });
});

describe('a picture', () => {
  it('comes in the size that is asked for, each with its own validator', async () => {
    for (const purpose of ['image', 'cover']) {
      const { body } = await answerOf('harbour.png', await picture(1_900, 900, 'png'), purpose);
      const url = purpose === 'image' ? String(body.data.url) : (t.app.get(FilesPort).publicUrl(body.data.id) ?? '');
      expect(body.data.widths).toContain(640);
      const main = await open(url);
      const webp = await open(`${url}?width=600`).set('Accept', 'image/webp,*/*');
      const avif = await open(`${url}?width=600`).set('Accept', 'image/avif,image/webp');
      expect([webp, avif].map(({ headers }) => [headers['content-type'], varies({ headers })])).toEqual([
        ['image/webp', true],
        ['image/avif', true],
      ]);
      expect(new Set([main, webp, avif].map(({ headers }) => headers['etag'])).size).toBe(3);
      expect(Number(webp.headers['content-length'])).toBeLessThan(Number(main.headers['content-length']));
      expect((await open(`${url}?width=9999`)).headers['etag']).toBe(main.headers['etag']);
      const etag = webp.headers['etag'] ?? '';
      const again = await open(`${url}?width=600`).set('If-None-Match', etag);
      expect([again.status, varies(again)]).toEqual([304, true]);
      expect((await open(`${url}?width=600`).set('Accept', 'image/avif').set('If-None-Match', etag)).status).toBe(200);
      const part = await open(`${url}?width=600`).set('Range', 'bytes=0-9').set('If-Range', etag);
      expect([part.status, part.headers['content-range']]).toEqual([
        206,
        `bytes 0-9/${webp.headers['content-length']}`,
      ]);
      const head = await supertest(t.url).head(`${url}?width=600`);
      expect([head.status, head.headers['content-length']]).toEqual([200, webp.headers['content-length']]);
      for (const width of ['0', '10001', '-1', '1.5', 'wide', '']) {
        expect((await open(`${url}?width=${width}`)).status).toBe(400);
      }
    }
  });
});

describe('the secret of the account', () => {
  it('is in no answer and in no line of the log', () => {
    expect(told.length).toBeGreaterThan(5);
    expect(told.join('\n')).toContain('Cloudinary: ');
    expect(told.join('\n')).not.toContain(CLOUDINARY_SECRET);
    expect(process.env['CLOUDINARY_URL']).not.toContain(CLOUDINARY_SECRET);
  });
});
