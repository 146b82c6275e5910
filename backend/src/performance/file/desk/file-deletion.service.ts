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

interface Hidden {
  readonly file: FileDocument;
  readonly id: string;
  readonly until: Date;
  /** Something names it, and it goes in spite of that. */
  readonly isForced: boolean;
}

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
    const own = found.filter(({ ownerId, state }) => state === 'stored' && ownerId === caller.principal.userId);
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
    const used = new Map<string, Uses>();
    const hidden: Hidden[] = [];
    for (const file of found) {
      const id = file._id.toHexString();
      const names = uses.get(id) ?? [];
      if (names.length > 0 && !(await mayGo(file, names))) {
        used.set(id, names);
        continue;
      }
      const until = await this.removal.hide(file);
      if (until !== null) hidden.push({ file, id, until, isForced: names.length > 0 });
    }
    for (const [id, names] of await this.bringBack(hidden)) used.set(id, names);
    const going = hidden.filter(({ id }) => !used.has(id));
    for (const { file } of going) {
      await this.news.tell('deleted', file, caller);
      await this.removal.erase(file);
    }
    const deleted = going.map(({ id }) => id);
    const known = new Set([...deleted, ...used.keys()]);
    return {
      deleted,
      used: [...used].map(([id, names]) => ({ id, uses: [...names] })),
      missing: unique(ids).filter((id) => !known.has(id)),
    };
  }

  // once nobody finds them any more: what somebody has named in the meantime stays
  private async bringBack(hidden: readonly Hidden[]): Promise<Map<string, Uses>> {
    const unforced = hidden.filter(({ isForced }) => !isForced);
    const uses = await this.uses.of(unforced.map(({ file }) => file));
    const back = new Map<string, Uses>();
    for (const { file, id, until } of unforced) {
      const names = uses.get(id);
      if (names !== undefined && (await this.removal.show(file, until))) back.set(id, names);
    }
    return back;
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
