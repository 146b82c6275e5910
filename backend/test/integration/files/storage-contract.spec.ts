import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CloudinaryStorage } from '../../../src/cloudinary/cloudinary-storage.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { cloudinaryOf, importCloudinary } from '../../../src/config/cloudinary.js';
import { LocalStorage } from '../../../src/performance/file/objects/local-storage.js';
import { StorageFull, StorageUnavailable } from '../../../src/performance/file/storage.errors.js';
import type { StoragePort } from '../../../src/performance/file/storage.port.js';
import {
  CLOUDINARY_SECRET,
  type CloudinaryPeer,
  type PeerFailure,
  startCloudinaryPeer,
} from '../../support/cloudinary-peer.js';

const folder = mkdtempSync(join(tmpdir(), 'classy-storage-'));
const dataDir = join(folder, 'data');
let peer: CloudinaryPeer;
let cloudinary: StoragePort;
/** The same with no patience for silence. */
let hurried: StoragePort;
const local = new LocalStorage({ dataDir } as AppConfig);

const patience = { tries: 3, firstPauseMs: 5, longestPauseMs: 2_000, timeoutMs: 20_000, readingTimeoutMs: 20_000 };
const impatience = { ...patience, timeoutMs: 500, readingTimeoutMs: 500 };
const newKey = () => new Types.ObjectId().toHexString();
const content = (length: number, seed = 0): Buffer => {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 4_096) bytes.writeUInt32LE((at + seed) >>> 0, Math.min(at, length - 4));
  return bytes;
};
const fileOf = (bytes: Buffer): string => {
  const path = join(folder, newKey());
  writeFileSync(path, bytes);
  return path;
};
const until = async (condition: () => boolean): Promise<void> => {
  for (let looks = 0; !condition(); looks += 1) {
    if (looks > 5_000) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};
const read = async (stream: Readable | null): Promise<Buffer | null> =>
  stream === null ? null : Buffer.concat((await stream.toArray()) as Buffer[]);

beforeAll(async () => {
  peer = await startCloudinaryPeer();
  const account = cloudinaryOf(peer.url);
  if (account === null) throw new Error('the address of the peer cannot be read');
  const sdk = await importCloudinary(account);
  cloudinary = new CloudinaryStorage(sdk, account, patience);
  hurried = new CloudinaryStorage(sdk, account, impatience);
});
afterAll(async () => {
  await peer.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  { name: 'the disk', storage: () => local as StoragePort },
  { name: 'Cloudinary', storage: () => cloudinary },
])('a storage: $name', ({ storage }) => {
  it('gives back what it was given, whole and in parts, and keeps the file that it came from', async () => {
    const bytes = content(100_000);
    const at = { key: newKey(), type: 'application/pdf' };
    const path = fileOf(bytes);
    await storage().put(at, path);
    await storage().put(at, path);
    expect(bytes.equals((await read(await storage().open(at))) ?? Buffer.alloc(0))).toBe(true);
    for (const [start, end] of [
      [0, 0],
      [10, 19],
      [99_990, 99_999],
      [0, 99_999],
    ] as const) {
      const part = await read(await storage().open(at, { start, end }));
      expect(bytes.subarray(start, end + 1).equals(part ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('keeps several under one id apart, and replaces what is stored again', async () => {
    const id = newKey();
    const main = { key: id, type: 'image/webp' };
    const small = { key: `${id}-w640`, type: 'image/webp' };
    await storage().put(main, fileOf(Buffer.from('first')));
    await storage().put(small, fileOf(Buffer.from('small')));
    await storage().put(main, fileOf(Buffer.from('second')));
    expect(String(await read(await storage().open(main)))).toBe('second');
    await storage().remove(main);
    expect(await storage().open(main)).toBeNull();
    expect(String(await read(await storage().open(small)))).toBe('small');
  });

  it('has nothing under a key that is not there, and removes it without complaint', async () => {
    const at = { key: newKey(), type: 'video/mp4' };
    expect(await storage().open(at)).toBeNull();
    expect(await storage().open(at, { start: 0, end: 9 })).toBeNull();
    await storage().remove(at);
  });

  it('keeps a large film byte for byte', async () => {
    const bytes = content(25_000_000, 7);
    const at = { key: newKey(), type: 'video/mp4' };
    await storage().put(at, fileOf(bytes));
    expect(bytes.equals((await read(await storage().open(at))) ?? Buffer.alloc(0))).toBe(true);
    const part = await read(await storage().open(at, { start: 19_999_000, end: 20_001_000 }));
    expect(bytes.subarray(19_999_000, 20_001_001).equals(part ?? Buffer.alloc(0))).toBe(true);
    await storage().remove(at);
  });

  it('can be read by many at once, some of whom go away in the middle', async () => {
    const bytes = content(300_000);
    const at = { key: newKey(), type: 'text/plain' };
    await storage().put(at, fileOf(bytes));
    const readers = Array.from({ length: 12 }, async (_value, index) => {
      const stream = await storage().open(at);
      if (index % 2 === 0) return await read(stream);
      stream?.destroy();
      return bytes;
    });
    for (const got of await Promise.all(readers)) expect(bytes.equals(got ?? Buffer.alloc(0))).toBe(true);
  });

  it('says that it works', async () => {
    await expect(storage().check()).resolves.toHaveProperty('free');
  });
});

describe('the disk', () => {
  it('takes no key that this server did not make', async () => {
    for (const key of ['../../etc/passwd', 'a'.repeat(23), `${newKey()}/x`, `${newKey()}-../x`, '']) {
      await expect(local.open({ key, type: 'text/plain' })).rejects.toThrow('did not make');
    }
  });

  it('says that it cannot be reached where its folder is gone or is none', async () => {
    const broken = new LocalStorage({ dataDir: fileOf(Buffer.from('a file')) } as AppConfig);
    const at = { key: newKey(), type: 'text/plain' };
    await expect(broken.put(at, fileOf(Buffer.from('x')))).rejects.toThrow(StorageUnavailable);
    await expect(broken.open(at)).rejects.toThrow(StorageUnavailable);
    await expect(broken.check()).rejects.toThrow(StorageUnavailable);
    const gone = new LocalStorage({ dataDir: join(folder, 'unmounted') } as AppConfig);
    await expect(gone.open(at)).rejects.toThrow(StorageUnavailable);
  });

  it('clears away what a copy left that was broken off', async () => {
    const id = newKey();
    const place = join(dataDir, 'files', id.slice(-2));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${id}.new`), 'half');
    await local.put({ key: id, type: 'text/plain' }, fileOf(Buffer.from('whole')));
    expect(readdirSync(place).filter((name) => name.startsWith(id))).toEqual([id]);
    writeFileSync(join(place, `${id}.new`), 'half');
    await local.remove({ key: id, type: 'text/plain' });
    expect(readdirSync(place).filter((name) => name.startsWith(id))).toEqual([]);
  });
});

describe('Cloudinary', () => {
  const at = () => ({ key: newKey(), type: 'application/pdf' });
  const film = () => ({ key: newKey(), type: 'video/mp4' });
  beforeEach(() => {
    peer.log.length = 0;
    peer.down = false;
  });

  it.each<[string, PeerFailure[]]>([
    ['an error of its own', [{ status: 500 }, { status: 502 }]],
    ['too many requests', [{ status: 429, retryAfter: '1' }]],
    ['its other word for too many requests', [{ status: 420 }]],
    ['silence', ['hang']],
    ['a connection that is cut', ['cut', 'cut']],
  ])('is asked again after %s: for an upload', async (_what, failures) => {
    const place = at();
    peer.fail('upload', ...failures);
    await (failures.includes('hang') ? hurried : cloudinary).put(place, fileOf(content(200_000)));
    expect(peer.log.filter((line) => line.startsWith('upload failed')).length).toBe(failures.length);
    expect(peer.assets.get(`raw/classy-book/${place.key}`)?.length).toBe(200_000);
  });

  it('gets only that piece of a large file again which was lost', async () => {
    const place = film();
    const bytes = content(41_000_000);
    const putting = cloudinary.put(place, fileOf(bytes));
    await until(() => peer.log.includes('piece bytes 0-19999999/41000000'));
    peer.fail('upload', 'cut', { status: 503 });
    await putting;
    expect(peer.log.filter((line) => line.startsWith('piece') || line.startsWith('upload failed'))).toEqual([
      'piece bytes 0-19999999/41000000',
      'upload failed cut',
      'upload failed 503',
      'piece bytes 20000000-39999999/41000000',
      'piece bytes 40000000-40999999/41000000',
    ]);
    expect(peer.assets.get(`video/classy-book/${place.key}`)?.equals(bytes)).toBe(true);
  });

  it.each<[string, PeerFailure[], typeof StorageFull | typeof StorageUnavailable]>([
    ['wrong credentials', [{ status: 401 }], StorageUnavailable],
    ['a forbidden account', [{ status: 403 }], StorageUnavailable],
    ['failures that do not end', [{ status: 500 }, 'hang', 'cut'], StorageUnavailable],
    ['a pause longer than anybody waits', [{ status: 429, retryAfter: '3600' }], StorageUnavailable],
    ['a full account', [{ status: 400, message: 'You have exceeded your storage quota' }], StorageFull],
  ])('that answers with %s leaves nothing, and takes the file afterwards', async (_what, failures, expected) => {
    const place = at();
    const path = fileOf(content(1_000));
    peer.fail('upload', ...failures);
    const failure: unknown = await hurried.put(place, path).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(expected);
    const { cause } = failure as Error;
    expect(String(cause)).toMatch(/^Error: Cloudinary: /);
    expect(JSON.stringify([cause, String(cause), (cause as Error).stack])).not.toContain(CLOUDINARY_SECRET);
    expect(await cloudinary.open(place)).toBeNull();
    await cloudinary.put(place, path);
    expect((await read(await cloudinary.open(place)))?.length).toBe(1_000);
  });

  it('that breaks off a delivery breaks off the stream, and gives the rest when it is asked again', async () => {
    const place = at();
    const bytes = content(1_000_000);
    await cloudinary.put(place, fileOf(bytes));
    peer.fail('deliver', 'cut');
    await expect(read(await cloudinary.open(place))).rejects.toThrow();
    const rest = await read(await cloudinary.open(place, { start: 500_000, end: 999_999 }));
    expect(bytes.subarray(500_000).equals(rest ?? Buffer.alloc(0))).toBe(true);
  });

  it('is asked once more for a delivery, and then known to be away', async () => {
    const place = at();
    await cloudinary.put(place, fileOf(content(10)));
    peer.fail('deliver', { status: 503 });
    expect((await read(await cloudinary.open(place)))?.length).toBe(10);
    for (const failures of [['hang', 'hang'], [{ status: 500 }, { status: 500 }], [{ status: 401 }]] as const) {
      peer.fail('deliver', ...failures);
      await expect(hurried.open(place)).rejects.toThrow(StorageUnavailable);
    }
    peer.down = true;
    await expect(cloudinary.open(place)).rejects.toThrow(StorageUnavailable);
  });

  it('is asked again to delete, everywhere, and says where it could not', async () => {
    const place = film();
    await cloudinary.put(place, fileOf(content(10)));
    peer.fail('destroy', { status: 500 });
    await cloudinary.remove(place);
    expect(peer.log.at(-1)).toBe(`destroyed video/classy-book/${place.key}: ok`);
    peer.fail('destroy', { status: 401 });
    await expect(cloudinary.remove(place)).rejects.toThrow(StorageUnavailable);
  });

  it('that is away, hangs or refuses the key fails its check', async () => {
    for (const failure of [{ status: 401 }, { status: 500 }, 'cut', 'hang'] as const) {
      peer.fail('ping', failure);
      await expect(hurried.check()).rejects.toThrow(StorageUnavailable);
    }
  });
});
