import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { createConnection, type Connection, Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Clock } from '../../../src/common/clock/clock.js';
import { DatabaseService } from '../../../src/database/database.service.js';
import { FileObjectRepository } from '../../../src/performance/file/objects/file-object.repository.js';
import {
  FILE_OBJECT_MODEL,
  type FileObjectDocument,
  fileObjectSchema,
} from '../../../src/performance/file/objects/file-object.schema.js';
import { FileObjects, type KeptObject } from '../../../src/performance/file/objects/file-objects.js';
import { Storages } from '../../../src/performance/file/objects/storages.js';
import { StorageUnavailable } from '../../../src/performance/file/storage.errors.js';
import { StoragePort, type StoredBytes } from '../../../src/performance/file/storage.port.js';
import { scratchUri } from '../../support/app.js';

/** A storage in memory that can be away, and takes a moment for everything, so that others get between. */
class Shelf extends StoragePort {
  readonly bytes = new Map<string, string>();
  away = false;

  constructor(readonly kind: 'local' | 'cloudinary') {
    super();
  }

  async put({ key }: StoredBytes, path: string): Promise<void> {
    await this.moment();
    this.bytes.set(key, path);
  }

  async open({ key }: StoredBytes): Promise<Readable | null> {
    await this.moment();
    const found = this.bytes.get(key);
    return found === undefined ? null : Readable.from([found]);
  }

  async remove({ key }: StoredBytes): Promise<void> {
    await this.moment();
    this.bytes.delete(key);
  }

  check(): Promise<{ free: null }> {
    return Promise.resolve({ free: null });
  }

  private async moment(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.away) throw new StorageUnavailable(new Error('away'));
  }
}

class SetClock extends Clock {
  ahead = 0;

  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }
}

const OWNER = 'a'.repeat(24);
const clock = new SetClock();
const local = new Shelf('local');
const remote = new Shelf('cloudinary');
let connection: Connection;
let objects: FileObjects;

const ids = (count: number): string[] => Array.from({ length: count }, () => new Types.ObjectId().toHexString());
const holding = (fileId: string, source = 'same') => ({ fileId, ownerId: OWNER, source, shape: 'image' as const });
const size = { type: 'image/webp', size: 4, width: 4, height: 3 };
const parts = (bytes: string) => [
  { role: 'main' as const, path: bytes, ...size },
  { role: 'w640' as const, path: `${bytes}, small`, ...size },
  { role: 'a640' as const, path: `${bytes}, small`, ...size, type: 'image/avif' },
];
const keep = async (fileId: string, source = 'same') =>
  await objects.keep(holding(fileId, source), parts(source), 'hash');
const bring = async (fileId: string, source = 'same') =>
  (await objects.reuse(holding(fileId, source))) ?? (await keep(fileId, source));
const known = async () => await connection.model<FileObjectDocument>(FILE_OBJECT_MODEL).find().lean();
const read = async (object: KeptObject): Promise<string> => {
  const stream = await objects.open(object);
  return stream === null ? 'nothing' : (await stream.toArray()).join('');
};

beforeAll(async () => {
  Logger.overrideLogger(false);
  connection = createConnection(scratchUri());
  const model = connection.model(FILE_OBJECT_MODEL, fileObjectSchema);
  await model.createIndexes();
  objects = new FileObjects(
    new FileObjectRepository(model),
    new Storages(local, [local, remote]),
    new DatabaseService(connection),
    clock,
  );
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});
beforeEach(async () => {
  await connection.model(FILE_OBJECT_MODEL).deleteMany();
  local.bytes.clear();
  local.away = remote.away = false;
  clock.ahead = 0;
});

describe('the same bytes of one owner', () => {
  it('are stored once, with all that was made of them, and go with the last file that holds them', async () => {
    const [first = '', second = '', foreign = ''] = ids(3);
    expect(await objects.reuse(holding(first))).toBeNull();
    const kept = await keep(first);
    expect(kept.renditions.map(({ key }) => key)).toEqual([`${first}-w640`, `${first}-a640`]);
    expect(await objects.reuse(holding(second))).toEqual(kept);
    expect(await objects.reuse({ ...holding(foreign), ownerId: 'b'.repeat(24) })).toBeNull();
    expect(await objects.reuse({ ...holding(foreign), shape: 'cover' })).toBeNull();
    await objects.release(first);
    expect(local.bytes.size).toBe(3);
    expect(await read(kept)).toBe('same');
    await objects.release(second);
    await objects.release(second);
    expect([local.bytes.size, await known()]).toEqual([0, []]);
  });

  it('that arrive at once become one, and every file holds it', async () => {
    const files = ids(6);
    // none of them has found anything to reuse
    const kept = await Promise.all(files.map(async (id) => await keep(id)));
    expect(new Set(kept.map(({ key }) => key)).size).toBe(1);
    expect([...local.bytes.keys()].sort()).toEqual([kept[0]?.key, `${kept[0]?.key}-a640`, `${kept[0]?.key}-w640`]);
    const [object] = await known();
    expect(object?.heldBy.sort()).toEqual(files.sort());
  });

  it('are never lost to a file that holds them, nor left where none does, while others come and go', async () => {
    const stays: [string, Promise<KeptObject>][] = [];
    const goes: Promise<void>[] = [];
    for (const [at, id] of ids(60).entries()) {
      const bringing = bring(id, `bytes ${String(at % 2)}`);
      if (at % 3 === 0) stays.push([id, bringing]);
      else
        goes.push(
          bringing.then(async () => {
            await objects.release(id);
          }),
        );
    }
    await Promise.all(goes);
    const kept = await Promise.all(stays.map(async ([, object]) => await object));
    for (const [at, object] of kept.entries()) expect(await read(object)).toBe(`bytes ${String((at * 3) % 2)}`);
    await Promise.all(
      stays.map(async ([id]) => {
        await objects.release(id);
      }),
    );
    expect([local.bytes.size, await known()]).toEqual([0, []]);
  });

  it('are stored again where a thousand files hold them', async () => {
    const [first = '', next = '', after = ''] = ids(3);
    await keep(first);
    const crowd = ids(999);
    await connection.model(FILE_OBJECT_MODEL).updateOne({ _id: first }, { $set: { heldBy: [first, ...crowd] } });
    expect(await objects.reuse(holding(next))).toBeNull();
    expect((await keep(next)).key).toBe(next);
    expect((await bring(after)).key).toBe(next);
    await objects.release(crowd[0] ?? '');
    expect((await known()).map(({ heldBy }) => heldBy.length).sort()).toEqual([2, 999]);
  });
});

describe('a process that dies', () => {
  it('while it stores leaves what the next try completes', async () => {
    const [id = ''] = ids(1);
    local.away = true;
    await expect(keep(id)).rejects.toThrow(StorageUnavailable);
    local.away = false;
    expect(await objects.reuse(holding(ids(1)[0] ?? ''))).toBeNull();
    await keep(id);
    expect((await keep(id)).key).toBe(id);
    expect(local.bytes.size).toBe(3);
  });

  it('leaves nothing behind once its file is given up, even if it writes on after that', async () => {
    const [id = ''] = ids(1);
    const model = connection.model(FILE_OBJECT_MODEL);
    const writing = keep(id);
    while ((await model.countDocuments()) === 0);
    await objects.release(id);
    await expect(writing).rejects.toMatchObject({ code: 'MALFORMED_REQUEST' });
    while (await objects.removeDue());
    expect([local.bytes.size, await known()]).toEqual([0, []]);
  });
});

describe('deleting', () => {
  it('is tried again, ever more rarely, until the bytes are gone everywhere', async () => {
    const [id = ''] = ids(1);
    await keep(id);
    local.away = true;
    await expect(objects.release(id)).rejects.toThrow(StorageUnavailable);
    expect(await objects.reuse(holding(ids(1)[0] ?? ''))).toBeNull();
    expect(await objects.removeDue()).toBe(false);
    const pauses: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      const before = clock.now().getTime();
      const [object] = await known();
      pauses.push(Math.round(((object?.dueAt?.getTime() ?? 0) - before) / 60_000));
      clock.ahead += (object?.dueAt?.getTime() ?? 0) - before + 1;
      expect(await objects.removeDue()).toBe(true);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    local.away = false;
    clock.ahead += 3_600_000;
    expect(await objects.removeDue()).toBe(true);
    expect([local.bytes.size, await known()]).toEqual([0, []]);
  });
});
