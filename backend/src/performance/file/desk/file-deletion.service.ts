import type { DeleteFilesRequest, DeleteFilesResult, FileUse } from '@classy-book/contracts/file-desk';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../common/http/parameters.decorator.js';
import { AppError } from '../../../common/response/app-error.js';
import { FileRulesRegistry } from '../file-rules-registry.js';
import type { FileDocument } from '../file.schema.js';
import { FileNews } from '../lifecycle/file-news.js';
import { FileRemoval } from '../lifecycle/file-removal.js';
import { FileUses } from '../lifecycle/file-uses.js';
import { FileListRepository } from './file-list.repository.js';

type Uses = readonly FileUse[];

/** Files that people delete: an administrator anybody's, everybody their own. */
@Injectable()
export class FileDeletionService {
  constructor(
    private readonly files: FileListRepository,
    private readonly uses: FileUses,
    private readonly rules: FileRulesRegistry,
    private readonly removal: FileRemoval,
    private readonly news: FileNews,
  ) {}

  /** Deletes files of anybody. What something names only where it is wanted in spite of that. */
  async deleteAny({ ids, evenIfUsed }: DeleteFilesRequest, caller: Caller): Promise<DeleteFilesResult> {
    return await this.delete(ids, await this.files.findAny(unique(ids)), caller, () => Promise.resolve(evenIfUsed));
  }

  /**
   * Deletes files of the caller; those of others are not there. What is handed in stays, and so does what is used in a course into
   * which the caller may put no files any more.
   */
  async deleteOwn({ ids, evenIfUsed }: DeleteFilesRequest, caller: Caller): Promise<DeleteFilesResult> {
    const found = await this.files.findAny(unique(ids));
    const own = found.filter(({ ownerId }) => ownerId === caller.principal.userId);
    return await this.delete(ids, own, caller, async (file, uses) => {
      if (!evenIfUsed || uses.some(({ kind }) => kind === 'submission')) return false;
      return await this.mayTakeOut(file, caller);
    });
  }

  private async delete(
    ids: readonly string[],
    found: readonly FileDocument[],
    caller: Caller,
    mayGo: (file: FileDocument, uses: Uses) => Promise<boolean>,
  ): Promise<DeleteFilesResult> {
    const uses = await this.uses.of(found);
    const deleted: string[] = [];
    const used: DeleteFilesResult['used'] = [];
    for (const file of found) {
      const id = file._id.toHexString();
      const names = uses.get(id) ?? [];
      if (names.length > 0 && !(await mayGo(file, names))) {
        used.push({ id, uses: [...names] });
        continue;
      }
      await this.removal.remove([file]);
      await this.news.tell('deleted', file, caller);
      deleted.push(id);
    }
    const known = new Set([...deleted, ...used.map(({ id }) => id)]);
    return { deleted, used, missing: unique(ids).filter((id) => !known.has(id)) };
  }

  private async mayTakeOut({ purpose, courseId }: FileDocument, { principal }: Caller): Promise<boolean> {
    try {
      await this.rules.requireUpload(purpose, courseId, principal);
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
