import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import { FileRepository } from '../file.repository.js';
import type { FileDocument } from '../file.schema.js';
import { Staging } from '../uploads/staging.js';
import { FileObjects } from '../objects/file-objects.js';

/** While somebody deletes the bytes, nobody else does; after it the next one tries. */
const TRY_AGAIN_MS = 60_000;

/** The way out: first nobody sees a file any more, then its bytes go, at last what is known of it. */
@Injectable()
export class FileRemoval {
  private readonly logger = new Logger(FileRemoval.name);

  constructor(
    private readonly files: FileRepository,
    private readonly objects: FileObjects,
    private readonly staging: Staging,
    private readonly clock: Clock,
  ) {}

  /** Deletes files. They are gone for everybody when this resolves; bytes that cannot be deleted now are tried again. */
  async remove(files: readonly FileDocument[]): Promise<void> {
    if (files.length === 0) return;
    await this.files.markDeleting(
      files.map(({ _id }) => _id.toHexString()),
      this.nextTry(),
    );
    for (const file of files) await this.erase(file);
  }

  /** Clears away what is left of an upload that failed; nobody counts it any more. What cannot be done now is the sweeper's. */
  async giveUp(id: string): Promise<void> {
    try {
      await this.files.markDeleting([id], this.nextTry());
    } catch (error) {
      this.logger.warn({ err: error, file: id }, 'what is left of an upload is cleared away later');
      return;
    }
    await this.eraseById(id);
  }

  /**
   * Hides a file from everybody, so that nobody can begin to use it; `erase` then deletes it, `show` brings it back. Where neither happens
   * it is deleted in a minute.
   * @returns until when it is hidden; null where somebody else deletes it already
   */
  async hide({ _id }: FileDocument): Promise<Date | null> {
    const until = this.nextTry();
    return (await this.files.hide(_id.toHexString(), until)) ? until : null;
  }

  /** Brings a stored file back that was hidden until then; false where it is being deleted already. */
  async show({ _id }: FileDocument, hiddenUntil: Date): Promise<boolean> {
    return await this.files.show(_id.toHexString(), hiddenUntil);
  }

  /** Deletes one of those that are due: a deletion that failed, or an upload that died. False where there is none. */
  async removeDue(): Promise<boolean> {
    const file = await this.files.takeDue(this.clock.now(), this.nextTry());
    if (file === null) return false;
    await this.erase(file);
    return true;
  }

  /** Deletes the bytes of what is hidden, and then what is known of it; what cannot be deleted now is tried again. */
  async erase({ _id }: FileDocument): Promise<void> {
    await this.eraseById(_id.toHexString());
  }

  private async eraseById(id: string): Promise<void> {
    try {
      await this.staging.discard(id);
      await this.objects.release(id);
      await this.files.delete(id);
    } catch (error) {
      this.logger.warn({ err: error, file: id }, 'a file could not be deleted yet; trying again in a minute');
    }
  }

  private nextTry(): Date {
    return new Date(this.clock.now().getTime() + TRY_AGAIN_MS);
  }
}
