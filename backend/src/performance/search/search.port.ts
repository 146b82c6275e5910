import type { ClientSession } from 'mongoose';

/** Something that can be found. `audience` says by whom: `public`, or the course whose learners and teachers may find it. */
export interface SearchEntry {
  readonly id: string;
  readonly kind: 'course' | 'lesson';
  readonly courseId: string;
  readonly audience: string;
  readonly language: string;
  readonly title: string;
  /** Plain text; what is beyond 100,000 characters is not searched. */
  readonly text: string;
}

export interface SearchHit {
  readonly id: string;
  readonly kind: SearchEntry['kind'];
  readonly courseId: string;
  readonly title: string;
  /** The plain text around the first match. */
  readonly excerpt: string;
  readonly score: number;
}

/** Text search. Arabic is found without regard to vowel signs, tatweel and the forms of alef, English by its word stems. */
export abstract class SearchPort {
  /** Writes what can be found of a course in place of what could be before, in the caller's transaction where there is one. */
  abstract replace(courseId: string, entries: readonly SearchEntry[], session?: ClientSession): Promise<void>;

  /** The best hits among entries of these audiences, best first, at most `limit` (100). */
  abstract find(
    words: string,
    audiences: readonly string[],
    kind: SearchEntry['kind'] | null,
    limit: number,
  ): Promise<SearchHit[]>;

  /** Titles with words that begin like what was typed, at most 10. */
  abstract suggest(typed: string, audiences: readonly string[]): Promise<SearchHit[]>;
}
