import { courseSlugSchema } from '@classy-book/contracts/courses';
import { titleKey } from './title-words.js';

const MAX_LENGTH = 60;
const FALLBACK = 'course';

/** The slug that a title suggests: `Ünïcode & more` is `unicode-more`; one of no letters that a slug may hold is `course`. */
export function slugOf(title: string): string {
  const letters = titleKey(title)
    .replace(/[^a-z0-9\u0620-\u063f\u0641-\u064a]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '');
  if (letters === '') return FALLBACK;
  return courseSlugSchema.safeParse(letters).success ? letters : `${FALLBACK}-${letters}`;
}

/** The slug to try after `tried` others of the same title were taken: numbered first, then with random letters. */
export function nextSlug(slug: string, tried: number, random: () => string): string {
  if (tried === 0) return slug;
  return tried < 5 ? `${slug}-${String(tried + 1)}` : `${slug}-${random()}`;
}
