import type { Readable } from 'node:stream';
import type { StorageKind } from '@classy-book/contracts/file-desk';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import { AppError } from '../../../common/response/app-error.js';
import { DatabaseService } from '../../../database/database.service.js';
import type { FileDocument } from '../file.schema.js';
import type { Part, Shape } from '../inspection/inspected.js';
import { StorageUnavailable } from '../storage.errors.js';
import type { ByteRange, StoredBytes } from '../storage.port.js';
import type { FileObjectDocument } from './file-object.schema.js';
import { FileObjectRepository, type ObjectFacts } from './file-object.repository.js';
import { Storages } from './storages.js';

/** Whose bytes, and what they are made of. `source` is the SHA-256 of what arrived. */
export interface Holding {
  readonly fileId: string;
  readonly ownerId: string;
  readonly source: string;
  readonly shape: Shape;
}

/** Where the bytes of a file lie, and what is known of them. */
export type KeptObject = ObjectFacts & { readonly key: string };

const TURN = 'file-objects';
const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;
/** A storage that could not delete is not asked again for so long. */
const AWAY_MS = 15_000;
/** Longer than any process writes the parts of one file. */
const STILL_WRITTEN_MS = 6 * 60 * MINUTE_MS;

/**
 * The bytes of files in their storages. Whatever is written is noted before, and forgotten only when it is gone: a process may die at
 * any point of it.
 */
@Injectable()
export class FileObjects {
  private readonly logger = new Logger(FileObjects.name);
  private readonly awayUntil = new Map<StorageKind, number>();

  constructor(
    private readonly objects: FileObjectRepository,
    private readonly storages: Storages,
    private readonly database: DatabaseService,
    private readonly clock: Clock,
  ) {}

  /** Lets a file hold bytes that its owner has stored already; null where there are none such. */
  async reuse({ fileId, ...same }: Holding): Promise<KeptObject | null> {
    const object = await this.objects.hold(same, fileId);
    return object === null ? null : keptOf(object);
  }

  /**
   * Stores bytes for a file. Doing it again for the same file does no harm, and nothing is stored twice for an owner, whoever else
   * brings the same bytes meanwhile. `sha256` is that of the main part, which is the first.
   * @throws StorageUnavailable, StorageFull, and AppError MALFORMED_REQUEST where the file was given up meanwhile
   */
  async keep(holding: Holding, parts: readonly Part[], sha256: string): Promise<KeptObject> {
    const { fileId, ...same } = holding;
    const facts = this.factsOf(fileId, parts, sha256);
    const writtenUntil = this.later(STILL_WRITTEN_MS);
    if (!(await this.objects.begin(fileId, same, { ...facts, writtenUntil }, this.clock.now()))) {
      const begun = await this.objects.find(fileId);
      if (begun?.state === 'stored') return keptOf(begun);
      if (begun?.state !== 'keeping') return (await this.reuse(holding)) ?? givenUp();
      const alsoIn = begun.storage === facts.storage ? begun.alsoIn : begun.storage;
      await this.objects.beginAgain(fileId, { ...facts, writtenUntil, alsoIn });
    }
    await this.write(fileId, parts, facts.storage);
    return await this.settle(holding);
  }

  /**
   * Says that a file holds its bytes no longer; they go with the last one. When it resolves they are gone, or others hold them.
   * @throws StorageUnavailable where they are still there; `removeDue` tries again, and so does calling it again
   */
  async release(fileId: string): Promise<void> {
    for (const object of await this.objects.heldBy(fileId)) await this.releaseOne(object, fileId);
  }

  /** Tries again to delete bytes that are due; false where there are none. */
  async removeDue(): Promise<boolean> {
    const now = this.clock.now().getTime();
    // whoever takes it has this long; how long the next pause is, the failure says
    const object = await this.objects.takeDue(new Date(now), new Date(now + LONGEST_PAUSE_MS));
    if (object === null) return false;
    try {
      await this.erase(object);
    } catch (error) {
      const pause = Math.min(2 ** Math.min(object.tries, 10) * MINUTE_MS, LONGEST_PAUSE_MS);
      await this.objects.putOff(object._id, new Date(now + pause));
      const { _id: key, storage, tries } = object;
      this.logger.warn({ err: error, key, storage, tries }, 'bytes of a file cannot be deleted yet; trying again');
    }
    return true;
  }

  /** The bytes of a stored file, or of something that was made of it; null where there are none. */
  async open(
    { storage, key, type }: Pick<FileDocument, 'storage'> & StoredBytes,
    range?: ByteRange,
  ): Promise<Readable | null> {
    const stream = await this.storages.of(storage).open({ key, type }, range);
    if (stream !== null) return stream;
    // the file may have been read just before it was moved
    const object = await this.objects.find(key.slice(0, 24));
    if (object === null || object.storage === storage) return null;
    return await this.storages.of(object.storage).open({ key, type }, range);
  }

  private later(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }

  private async write(fileId: string, parts: readonly Part[], storage: StorageKind): Promise<void> {
    try {
      for (const part of parts) {
        await this.storages.of(storage).put({ key: keyOf(fileId, part), type: part.type }, part.path);
      }
    } catch (error) {
      // what was written can go at once, if the file is given up for it
      await this.objects.endWriting(fileId, null).catch(() => undefined);
      throw error;
    }
  }

  private factsOf(fileId: string, parts: readonly Part[], sha256: string): ObjectFacts {
    const [main, ...smaller] = parts;
    if (main === undefined) throw new Error('a file without bytes');
    const { type, size, width, height } = main;
    const renditions = smaller.map((part) => {
      return {
        key: keyOf(fileId, part),
        type: part.type,
        width: part.width ?? 0,
        height: part.height ?? 0,
        size: part.size,
      };
    });
    return { storage: this.storages.current.kind, type, size, sha256, width, height, renditions };
  }

  // from now on others may hold the bytes; where somebody was faster with the same ones, the file holds those
  private async settle({ fileId, ...same }: Holding): Promise<KeptObject> {
    const object = await this.database.takeTurn(TURN, async (session) => {
      return await this.objects.settle(fileId, same, session);
    });
    if (object === null) {
      await this.objects.endWriting(fileId, this.clock.now());
      return givenUp();
    }
    if (object._id !== fileId) await this.dropDouble(fileId);
    return keptOf(object);
  }

  private async dropDouble(fileId: string): Promise<void> {
    const object = await this.objects.find(fileId);
    if (object === null) return;
    try {
      await this.releaseOne({ ...object, writtenUntil: null }, fileId);
    } catch (error) {
      this.logger.warn({ err: error, key: fileId }, 'bytes that are stored twice cannot be deleted yet; trying again');
    }
  }

  private async releaseOne(object: FileObjectDocument, fileId: string): Promise<void> {
    const { _id: id } = object;
    let { state } = object;
    // each of the two fails where the other one is right, whatever others do in between
    while (state !== 'deleting' && !(await this.objects.giveUp(id, fileId, this.later(MINUTE_MS)))) {
      if (await this.objects.letGo(id, fileId)) return;
      const now = await this.objects.find(id);
      if (now?.heldBy.includes(fileId) !== true) return;
      state = now.state;
    }
    await this.erase(object);
  }

  // who writes for a file that was given up may do so after this: then it is looked after once more
  private async erase({
    _id: key,
    storage,
    alsoIn,
    type,
    renditions,
    writtenUntil,
  }: FileObjectDocument): Promise<void> {
    for (const place of alsoIn === null || alsoIn === storage ? [storage] : [storage, alsoIn]) {
      await this.eraseParts(place, { key, type, renditions });
    }
    const isStillWritten = writtenUntil !== null && writtenUntil > this.clock.now();
    await (isStillWritten ? this.objects.putOff(key, writtenUntil) : this.objects.forget(key));
  }

  private async eraseParts(
    storage: StorageKind,
    { renditions, ...main }: Pick<KeptObject, 'key' | 'type' | 'renditions'>,
  ): Promise<void> {
    const now = this.clock.now().getTime();
    // whoever deletes many files does not wait for each of them
    if ((this.awayUntil.get(storage) ?? 0) > now) throw new StorageUnavailable(new Error('did not answer just now'));
    try {
      for (const { key, type } of [main, ...renditions]) await this.storages.of(storage).remove({ key, type });
    } catch (error) {
      this.awayUntil.set(storage, now + AWAY_MS);
      throw error;
    }
  }
}

function keptOf(object: FileObjectDocument): KeptObject {
  const { _id: key, storage, type, size, sha256, width, height, renditions } = object;
  return { key, storage, type, size, sha256, width, height, renditions };
}

function keyOf(id: string, { role }: Part): string {
  return role === 'main' ? id : `${id}-${role}`;
}

function givenUp(): never {
  throw new AppError('MALFORMED_REQUEST', 'The upload took too long and was given up. Try again.');
}
