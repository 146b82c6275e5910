import type { FilePurpose } from '@classy-book/contracts/files';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../common/events/event-bus.js';
import { AccountExportService } from '../../../security/accounts/account-export.service.js';
import { FileRemoval } from './file-removal.js';
import { FileRepository } from '../file.repository.js';

/** What goes with its owner; what was put into a course stays with the course. */
const PERSONAL: readonly FilePurpose[] = ['submission', 'course_archive', 'avatar'];

/** What is kept of a person's files: for their own eyes, and until their account goes. */
@Injectable()
export class FilesOfPeopleService implements OnModuleInit {
  constructor(
    private readonly files: FileRepository,
    private readonly removal: FileRemoval,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('files', async ({ userId }) => {
      const own = await this.files.ofOwner(userId);
      return own.map(({ name, purpose, type, size, sha256, courseId, createdAt }) => {
        return { name, purpose, type, size, sha256, courseId, createdAt };
      });
    });
    for (const event of ['account.changed', 'account.administered'] as const) {
      this.events.observe(event, async ({ change, userId }) => {
        if (change === 'deleted') await this.removeAllOf(userId);
      });
    }
  }

  private async removeAllOf(userId: string): Promise<void> {
    for (;;) {
      const own = await this.files.ofOwner(userId, PERSONAL);
      if (own.length === 0) return;
      await this.removal.remove(own);
    }
  }
}
