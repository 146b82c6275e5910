import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StorageKind } from '@classy-book/contracts/file-desk';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import type { Acting } from '../../../common/events/actor.js';
import { EventBus } from '../../../common/events/event-bus.js';
import { AppError } from '../../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import type { StoredBytes } from '../storage.port.js';
import { FileMoveRepository } from './file-move.repository.js';
import type { FileObjectDocument } from './file-object.schema.js';
import { Storages } from './storages.js';

/** How far a move is. `failed` are those that stay where they are: they can be tried again. */
export interface MoveProgress {
  readonly moved: number;
  readonly failed: number;
  readonly bytes: number;
  readonly objects: number;
}

/** Longer than copying the parts of one file takes. */
const AN_OBJECT_MS = 6 * 3_600_000;

/** Moves the bytes of all files from one storage to another, while the server works. It can be broken off and begun again. */
@Injectable()
export class FileMoveService {
  constructor(
    private readonly moves: FileMoveRepository,
    private readonly storages: Storages,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * Says how far it is after each file. Bytes are compared with their SHA-256 on the way, and leave their old place when they are in the
   * new one.
   * @throws AppError VALIDATION_FAILED where one of the storages is not configured, StorageUnavailable where one does not answer
   */
  async *move(to: StorageKind, acting: Acting): AsyncGenerator<MoveProgress> {
    const from = to === 'local' ? 'cloudinary' : 'local';
    for (const kind of [from, to] as const) {
      if (!this.storages.all.some((storage) => storage.kind === kind)) {
        throw new AppError('VALIDATION_FAILED', 'Set CLOUDINARY_URL: both storages have to be reachable for a move.');
      }
      await this.storages.of(kind).check();
    }
    const { objects } = await this.moves.count(from);
    let progress: MoveProgress = { moved: 0, failed: 0, bytes: 0, objects };
    for (let after = ''; ;) {
      const some = await this.moves.next(from, after);
      for (const object of some) {
        const isMoved = await this.moveOne(object, from, to);
        const { moved, failed, bytes } = progress;
        progress = isMoved
          ? { moved: moved + 1, failed, bytes: bytes + object.size, objects }
          : { moved, failed: failed + 1, bytes, objects };
        yield progress;
      }
      after = some.at(-1)?._id ?? '';
      if (after === '') break;
    }
    const { moved, failed, bytes } = progress;
    await this.events.publish('files.moved', { from, to, moved, failed, bytes, ...acting });
  }

  // false where the bytes are not what they were, or are gone
  private async moveOne(object: FileObjectDocument, from: StorageKind, to: StorageKind): Promise<boolean> {
    const { _id: id, type, renditions, sha256 } = object;
    const parts = [{ key: id, type }, ...renditions.map((rendition) => ({ key: rendition.key, type: rendition.type }))];
    if (object.storage === from) {
      const until = new Date(this.clock.now().getTime() + AN_OBJECT_MS);
      // whoever is deleted meanwhile needs no move
      if (!(await this.moves.begin(id, from, to, until))) return true;
      for (const part of parts) {
        if (!(await this.copy(part, from, to, part.key === id ? sha256 : null))) return false;
      }
      if ((await this.moves.swap(id, from, to)) === null) {
        await this.removeAll(parts, to);
        return true;
      }
    }
    await this.removeAll(parts, from);
    await this.moves.end(id, to);
    return true;
  }

  private async copy(part: StoredBytes, from: StorageKind, to: StorageKind, sha256: string | null): Promise<boolean> {
    const source = await this.storages.of(from).open(part);
    if (source === null) return false;
    // what a process leaves here that dies is cleared away with dead uploads
    const folder = join(this.config.dataDir, 'files', 'incoming');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${part.key}.move-${randomUUID()}`);
    const hash = createHash('sha256');
    const counting = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      await pipeline(source, counting, createWriteStream(path, { mode: 0o600 }));
      if (sha256 !== null && hash.digest('hex') !== sha256) return false;
      await this.storages.of(to).put(part, path);
      return true;
    } finally {
      await rm(path, { force: true });
    }
  }

  private async removeAll(parts: readonly StoredBytes[], from: StorageKind): Promise<void> {
    for (const part of parts) await this.storages.of(from).remove(part);
  }
}
