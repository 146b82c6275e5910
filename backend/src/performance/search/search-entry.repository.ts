import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { SEARCH_ENTRY_MODEL, type SearchEntryDocument } from './search-entry.schema.js';

/** A found entry with how well it fits. */
export type ScoredEntry = Pick<SearchEntryDocument, 'entryId' | 'kind' | 'courseId' | 'title' | 'text'> & {
  score: number;
};

/** The queries of the collection `search_entries`. */
@Injectable()
export class SearchEntryRepository {
  constructor(@InjectModel(SEARCH_ENTRY_MODEL) private readonly entries: Model<SearchEntryDocument>) {}

  /** Puts these in place of everything that was there of a course. */
  async replace(courseId: string, entries: readonly SearchEntryDocument[], session: ClientSession): Promise<void> {
    await this.entries.deleteMany({ courseId }, { session });
    if (entries.length > 0) await this.entries.insertMany(entries, { session });
  }

  /** Entries with some (or `all`) of the stems, best first. */
  async findByStems(
    stems: readonly string[],
    all: boolean,
    { audiences, kind }: { audiences: readonly string[]; kind: SearchEntryDocument['kind'] | null },
    limit: number,
  ): Promise<ScoredEntry[]> {
    // engines differ in what several words mean to them: that each is there is asked for apart. Stems are letters and digits.
    const each = all ? stems.map((stem) => ({ stems: new RegExp(`(^| )${stem}( |$)`) })) : [];
    return await this.entries
      .find(
        {
          $text: { $search: stems.join(' ') },
          audience: { $in: [...audiences] },
          ...(kind === null ? {} : { kind }),
          ...(each.length === 0 ? {} : { $and: each }),
        },
        { entryId: 1, kind: 1, courseId: 1, title: 1, text: 1, score: { $meta: 'textScore' } },
      )
      .sort({ score: { $meta: 'textScore' } })
      .limit(limit)
      .lean<ScoredEntry[]>();
  }

  /** Entries whose title has all of the words, and one that begins with `prefix`; courses first, then by title. */
  async findByTitle(
    words: readonly string[],
    prefix: string,
    audiences: readonly string[],
    limit: number,
  ): Promise<ScoredEntry[]> {
    const conditions = [{ titleWords: new RegExp(`^${prefix}`) }, ...words.map((word) => ({ titleWords: word }))];
    const found = await this.entries
      .find({ $and: conditions, audience: { $in: [...audiences] } }, { entryId: 1, kind: 1, courseId: 1, title: 1 })
      .sort({ kind: 1, title: 1 })
      .limit(limit)
      .lean<Omit<ScoredEntry, 'score' | 'text'>[]>();
    return found.map((entry) => ({ ...entry, text: '', score: 1 }));
  }
}
