import { Injectable } from '@nestjs/common';
import { Looker } from '../../../common/background/looker.js';
import { FileObjects } from '../objects/file-objects.js';
import { UploadCompletion } from '../uploads/upload-completion.js';
import { FileRemoval } from './file-removal.js';

const EVERY_MS = 60_000;
const MOST_AT_ONCE = 500;

/**
 * Clears away what dead uploads left, what was refused a day ago, and what could not be deleted before; takes up checks that wait, or
 * whose process died. Each file is taken by one process.
 */
@Injectable()
export class FileSweeperService extends Looker {
  constructor(
    private readonly removal: FileRemoval,
    private readonly objects: FileObjects,
    private readonly completion: UploadCompletion,
  ) {
    super(EVERY_MS, 'dead uploads cannot be cleared away now; trying again');
  }

  /** One round; it ends early where the database is away. */
  async sweep(): Promise<void> {
    await this.workOff(async () => await this.removal.removeDue(), MOST_AT_ONCE);
    await this.workOff(async () => await this.objects.removeDue(), MOST_AT_ONCE);
    await this.workOff(async () => await this.completion.retryDue(), MOST_AT_ONCE);
  }

  protected override async look(): Promise<void> {
    await this.sweep();
  }
}
