import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { DatabaseService } from '../../database/database.service.js';
import { SearchEntryRepository, type ScoredEntry } from './search-entry.repository.js';
import type { SearchEntryDocument } from './search-entry.schema.js';
import { excerptOf } from './search-excerpt.js';
import { stemsOf, wordsOf } from './search-words.port.js';
import { type SearchEntry, type SearchHit, SearchPort } from './search.port.js';

const MAX_SEARCHED = 100_000;
const MAX_KEPT_TEXT = 20_000;
const MAX_STEMS = 10;
const MAX_TITLE_WORDS = 30;
const MAX_HITS = 100;
const MAX_SUGGESTIONS = 10;

/** Text search on the database's text index (docs/adr/0027). */
@Injectable()
export class SearchService extends SearchPort {
  constructor(
    private readonly entries: SearchEntryRepository,
    private readonly database: DatabaseService,
  ) {
    super();
  }

  async replace(courseId: string, entries: readonly SearchEntry[], session?: ClientSession): Promise<void> {
    const documents = entries.map(toDocument);
    if (session !== undefined) {
      await this.entries.replace(courseId, documents, session);
      return;
    }
    await this.database.transaction(async (own) => {
      await this.entries.replace(courseId, documents, own);
    });
  }

  async find(
    words: string,
    audiences: readonly string[],
    kind: SearchEntry['kind'] | null,
    limit: number,
  ): Promise<SearchHit[]> {
    const stems = stemsOf(words).slice(0, MAX_STEMS);
    if (stems.length === 0 || audiences.length === 0) return [];
    const among = { audiences, kind };
    const most = Math.min(limit, MAX_HITS);
    // what has every word, and only where nothing has, what has some
    const complete = await this.entries.findByStems(stems, true, among, most);
    const found = complete.length > 0 ? complete : await this.entries.findByStems(stems, false, among, most);
    const wanted = new Set(stems);
    return found.map((entry) => toHit(entry, wanted));
  }

  async suggest(typed: string, audiences: readonly string[]): Promise<SearchHit[]> {
    const words = wordsOf(typed).slice(0, MAX_STEMS);
    const prefix = words.pop();
    if (prefix === undefined) return [];
    const found = await this.entries.findByTitle(words, prefix, audiences, MAX_SUGGESTIONS);
    return found.map((entry) => toHit(entry, new Set()));
  }
}

function toDocument({ id, kind, courseId, audience, title, text }: SearchEntry): SearchEntryDocument {
  return {
    _id: `${kind}:${id}`,
    entryId: id,
    ...{ kind, courseId, audience, title },
    text: text.slice(0, MAX_KEPT_TEXT),
    titleStems: stemsOf(title).join(' '),
    stems: stemsOf(`${title} ${text.slice(0, MAX_SEARCHED)}`).join(' '),
    titleWords: [...new Set(wordsOf(title))].slice(0, MAX_TITLE_WORDS),
  };
}

function toHit({ entryId, kind, courseId, title, text, score }: ScoredEntry, stems: ReadonlySet<string>): SearchHit {
  return { id: entryId, kind, courseId, title, excerpt: excerptOf(text, stems), score };
}
