import type { FilePurpose } from '@classy-book/contracts/files';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../common/events/event-bus.js';
import { AccountExportService } from '../../../security/accounts/account-export.service.js';
import { FileRemoval } from './file-removal.js';
import { FileRepository } from '../file.repository.js';
import type { FileDocument } from '../file.schema.js';
import { FileQuotaRepository } from './file-quota.repository.js';

/** What goes with its owner; what was put into a course stays with the course. */
const PERSONAL: readonly FilePurpose[] = ['submission', 'course_archive', 'avatar'];

/** What is kept of a person's files: for their own eyes, and until their account goes. */
@Injectable()
export class FilesOfPeopleService implements OnModuleInit {
  constructor(
    private readonly files: FileRepository,
    private readonly removal: FileRemoval,
    private readonly quotas: FileQuotaRepository,
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
    let after: string | null = null;
    do {
      const own: FileDocument[] = await this.files.allOfOwner(userId, PERSONAL, after);
      await this.removal.remove(own);
      after = own.at(-1)?._id.toHexString() ?? null;
    } while (after !== null);
    await this.quotas.remove(userId);
  }
}
