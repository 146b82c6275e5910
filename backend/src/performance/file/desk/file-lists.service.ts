import type { DeskFile, FileListQuery, OwnFile, OwnFileListQuery } from '@classy-book/contracts/file-desk';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../common/http/request-context.js';
import { Page } from '../../../common/response/page.js';
import { fullNameOf } from '../../../common/text/full-name.js';
import { UserDirectoryService } from '../../../security/users/user-directory.service.js';
import { FileDirectory } from '../file-directory.js';
import { FileRulesRegistry } from '../file-rules-registry.js';
import { toFileRecord } from '../file.mapper.js';
import type { FileDocument } from '../file.schema.js';
import { FileUses } from '../lifecycle/file-uses.js';
import { FileListRepository } from './file-list.repository.js';
import { behindCursor, cursorAt, type FileQuery, orderOf, toFileQuery } from './file-query.js';

type Asking = Pick<Principal, 'userId' | 'permissions'>;

/** Lists of files: everybody's for the desk, and each person's own. */
@Injectable()
export class FileListsService {
  constructor(
    private readonly files: FileListRepository,
    private readonly directory: FileDirectory,
    private readonly rules: FileRulesRegistry,
    private readonly uses: FileUses,
    private readonly people: UserDirectoryService,
  ) {}

  /**
   * A page of all files. What they are is for whoever may manage files; their bytes only for who may read them besides.
   * @throws AppError VALIDATION_FAILED for a cursor of another list
   */
  async all({ sort, cursor, limit, ...filter }: FileListQuery, asking: Asking): Promise<Page<DeskFile>> {
    const { items, pagination } = await this.page(toFileQuery(filter), { sort, cursor, limit });
    const [own, owners, readable] = await Promise.all([
      this.describe(items, asking),
      this.people.findByIds(items.map(({ ownerId }) => ownerId)),
      Promise.all(items.map(async (file) => await this.isReadable(file, asking))),
    ]);
    const lines = own.map((line, index): DeskFile[] => {
      const file = items[index];
      if (file === undefined) return [];
      const { state, storage, sha256, ownerId } = file;
      const account = owners.get(ownerId);
      const owner =
        account === undefined ? null : { id: ownerId, name: fullNameOf(account.profile), email: account.email };
      return [{ ...line, url: readable[index] === true ? line.url : null, state, storage, sha256, owner }];
    });
    return new Page(lines.flat(), pagination);
  }

  /** A page of the files of the one who asks. @throws AppError VALIDATION_FAILED for a cursor of another list */
  async own({ sort, cursor, limit, ...filter }: OwnFileListQuery, asking: Asking): Promise<Page<OwnFile>> {
    const query = toFileQuery({ ...filter, ownerId: asking.userId, state: ['stored'] });
    const { items, pagination } = await this.page(query, { sort, cursor, limit });
    return new Page(await this.describe(items, asking), pagination);
  }

  private async page(
    query: FileQuery,
    { sort, cursor, limit }: Pick<FileListQuery, 'sort' | 'cursor' | 'limit'>,
  ): Promise<Page<FileDocument>> {
    const found = await this.files.page(behindCursor(query, sort, cursor), orderOf(sort), limit + 1);
    return Page.from(found, limit, (file) => cursorAt(file, sort));
  }

  private async describe(files: readonly FileDocument[], asking: Asking): Promise<OwnFile[]> {
    const [uses, titles] = await Promise.all([
      this.uses.of(files),
      this.rules.titlesOf(files.flatMap(({ courseId }) => courseId ?? [])),
    ]);
    return files.map((file) => {
      const { courseId, createdAt } = file;
      const title = titles.get(courseId ?? '');
      const found = uses.get(file._id.toHexString()) ?? [];
      return {
        ...this.directory.describe(file, asking),
        course: courseId === null || title === undefined ? null : { id: courseId, title },
        uses: [...found],
        unusedSince: found.length > 0 ? null : (file.unusedSince?.toISOString() ?? null),
        createdAt: createdAt.toISOString(),
      };
    });
  }

  private async isReadable(file: FileDocument, asking: Asking): Promise<boolean> {
    return file.state === 'stored' && (await this.rules.mayRead(toFileRecord(file), asking));
  }
}
