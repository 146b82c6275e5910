import type { FileUse } from '@classy-book/contracts/file-desk';
import type { FilePurpose } from '@classy-book/contracts/files';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import { AppError } from '../../common/response/app-error.js';
import { fullNameOf } from '../../common/text/full-name.js';
import { AvatarLinksService } from '../../security/users/avatar-links.service.js';
import { AvatarsOfUsersService } from '../../security/users/avatars-of-users.service.js';
import { type FileReader, type FileRecord, type FileRules, FilesPort } from '../file/files.port.js';

/**
 * Who may have pictures of people: everybody uploads their own, and whoever is signed in sees those that people have chosen. One that
 * was uploaded and not chosen, or chosen no more, is its owner's alone.
 */
@Injectable()
export class AvatarFilesService implements OnModuleInit, FileRules {
  constructor(
    private readonly files: FilesPort,
    private readonly people: AvatarsOfUsersService,
    private readonly links: AvatarLinksService,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.files.contribute(['avatar'], this);
    this.links.signWith((fileId, readerId) => this.files.addressFor(fileId, readerId));
    // also where it goes by another way: through the lists of files, or because it is infected
    this.events.observe('file.changed', async ({ change, purpose, fileId }) => {
      if (change === 'deleted' && purpose === 'avatar') await this.people.forget(fileId);
    });
  }

  /** @throws AppError VALIDATION_FAILED for a picture that is said to be of a course */
  requireUpload(_purpose: FilePurpose, courseId: string | null): Promise<void> {
    if (courseId === null) return Promise.resolve();
    return Promise.reject(new AppError('VALIDATION_FAILED', 'The picture of a person belongs to no course.'));
  }

  async mayRead({ id, ownerId }: FileRecord, reader: FileReader): Promise<boolean> {
    if (reader === null) return false;
    return reader.userId === ownerId || (await this.people.ownersOf([id])).get(id)?.id === ownerId;
  }

  async usesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly FileUse[]>> {
    const owners = await this.people.ownersOf(ids);
    return new Map(
      [...owners].map(([fileId, { profile }]) => {
        return [
          fileId,
          [{ kind: 'avatar', title: fullNameOf(profile) || profile.email, courseId: null, lessonId: null }],
        ] as const;
      }),
    );
  }
}
