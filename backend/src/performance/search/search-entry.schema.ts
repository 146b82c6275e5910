import { Schema } from 'mongoose';
import type { SearchEntry } from './search.port.js';

/** Something that can be found, with the forms in which it is compared. */
export interface SearchEntryDocument extends Omit<SearchEntry, 'id' | 'language'> {
  /** The kind and the id. */
  _id: string;
  entryId: string;
  /** Stems, separated by spaces; `stems` are those of the title and of the text. */
  titleStems: string;
  stems: string;
  /** The words of the title, for suggestions while somebody types. */
  titleWords: string[];
}

export const SEARCH_ENTRY_MODEL = 'SearchEntry';

const text = { type: String, default: '' };

export const searchEntrySchema = new Schema<SearchEntryDocument>(
  {
    _id: { type: String, required: true },
    entryId: { type: String, required: true },
    kind: { type: String, required: true },
    courseId: { type: String, required: true },
    audience: { type: String, required: true },
    title: text,
    text,
    titleStems: text,
    stems: text,
    titleWords: { type: [String], default: [] },
  },
  { collection: 'search_entries', strict: 'throw', versionKey: false },
);

// words, in titles worth five times as much; the stems are made here, so the database is told of no language
searchEntrySchema.index(
  { titleStems: 'text', stems: 'text' },
  { name: 'words', default_language: 'none', language_override: 'stemmedFor', weights: { titleStems: 5, stems: 1 } },
);
// titles with a word that begins like what somebody types
searchEntrySchema.index({ titleWords: 1 });
// everything of a course, to be replaced or removed
searchEntrySchema.index({ courseId: 1 });
