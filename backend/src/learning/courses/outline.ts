import {
  MAX_LESSONS,
  MAX_SECTIONS,
  type OutlineLesson,
  type OutlineSection,
  type PublishedHeader,
  type ReorderOutlineRequest,
} from '@classy-book/contracts/courses';
import { AppError } from '../../common/response/app-error.js';

type Sections = readonly OutlineSection[];

/** The lessons of an outline in order. */
export function lessonsOf(sections: Sections): OutlineLesson[] {
  return sections.flatMap(({ lessons }) => lessons);
}

/** @throws AppError NOT_FOUND */
export function sectionOf(sections: Sections, id: string): OutlineSection {
  const section = sections.find((one) => one.id === id);
  if (section === undefined) throw new AppError('NOT_FOUND', 'There is no such section in this course.');
  return section;
}

/** @throws AppError NOT_FOUND */
export function lessonOf(sections: Sections, id: string): OutlineLesson {
  const lesson = lessonsOf(sections).find((one) => one.id === id);
  if (lesson === undefined) throw new AppError('NOT_FOUND', 'There is no such lesson in this course.');
  return lesson;
}

/** A new section at the end. @throws AppError LIMIT_REACHED */
export function addSection(sections: Sections, id: string, title: string): OutlineSection[] {
  if (sections.length >= MAX_SECTIONS) {
    throw new AppError('LIMIT_REACHED', `A course has at most ${String(MAX_SECTIONS)} sections.`);
  }
  return [...sections, { id, title, requires: [], lessons: [] }];
}

/** @throws AppError NOT_FOUND, VALIDATION_FAILED where `requires` names what does not come earlier */
export function updateSection(
  sections: Sections,
  id: string,
  changes: Partial<Pick<OutlineSection, 'title' | 'requires'>>,
): OutlineSection[] {
  const index = sections.indexOf(sectionOf(sections, id));
  if (changes.requires !== undefined) {
    const earlier = new Set(sections.slice(0, index).map((section) => section.id));
    requireEarlier(changes.requires, earlier, 'section');
  }
  return sections.map((section) =>
    section.id === id ? { ...section, ...withoutUndefined(changes), ...uniqueRequires(changes) } : section,
  );
}

/** @throws AppError NOT_FOUND, CONFLICT where there are lessons in it */
export function removeSection(sections: Sections, id: string): OutlineSection[] {
  if (sectionOf(sections, id).lessons.length > 0) {
    throw new AppError('CONFLICT', 'There are lessons in this section. Move or delete them first.');
  }
  return sections
    .filter((section) => section.id !== id)
    .map((section) => ({ ...section, requires: section.requires.filter((one) => one !== id) }));
}

/** A new lesson at the end of a section. @throws AppError NOT_FOUND, LIMIT_REACHED */
export function addLesson(sections: Sections, sectionId: string, id: string, title: string): OutlineSection[] {
  sectionOf(sections, sectionId);
  if (lessonsOf(sections).length >= MAX_LESSONS) {
    throw new AppError('LIMIT_REACHED', `A course has at most ${String(MAX_LESSONS)} lessons.`);
  }
  const lesson: OutlineLesson = { id, title, preview: false, requires: [], published: null, changed: false };
  return sections.map((section) =>
    section.id === sectionId ? { ...section, lessons: [...section.lessons, lesson] } : section,
  );
}

/** @throws AppError NOT_FOUND, VALIDATION_FAILED where `requires` names what does not come earlier */
export function updateLesson(
  sections: Sections,
  id: string,
  changes: Partial<Pick<OutlineLesson, 'preview' | 'requires'>>,
): OutlineSection[] {
  const lessons = lessonsOf(sections);
  const index = lessons.indexOf(lessonOf(sections, id));
  if (changes.requires !== undefined) {
    requireEarlier(changes.requires, new Set(lessons.slice(0, index).map((lesson) => lesson.id)), 'lesson');
  }
  return changeLesson(sections, id, { ...withoutUndefined(changes), ...uniqueRequires(changes) });
}

/** Takes a lesson out; what required it does so no longer. @throws AppError NOT_FOUND */
export function removeLesson(sections: Sections, id: string): OutlineSection[] {
  lessonOf(sections, id);
  return sections.map((section) => ({
    ...section,
    lessons: section.lessons
      .filter((lesson) => lesson.id !== id)
      .map((lesson) => ({ ...lesson, requires: lesson.requires.filter((one) => one !== id) })),
  }));
}

/** Writes what is in force of a lesson; null: nothing. @throws AppError NOT_FOUND */
export function setHeader(sections: Sections, id: string, published: PublishedHeader | null): OutlineSection[] {
  lessonOf(sections, id);
  return changeLesson(sections, id, { published, changed: false });
}

/** Notes what the draft of a lesson is called, and whether it differs from what is in force. @throws AppError NOT_FOUND */
export function noteDraft(sections: Sections, id: string, title: string, changed: boolean): OutlineSection[] {
  lessonOf(sections, id);
  return changeLesson(sections, id, { title, changed });
}

/**
 * The whole order at once: every section and every lesson exactly once, wherever it was before.
 * @throws AppError VALIDATION_FAILED where something is missing, doubled or foreign, or comes before what it requires
 */
export function reorder(sections: Sections, order: ReorderOutlineRequest['sections']): OutlineSection[] {
  const lessons = new Map(lessonsOf(sections).map((lesson) => [lesson.id, lesson]));
  requirePermutation(
    sections.map(({ id }) => id),
    order.map(({ id }) => id),
    'section',
  );
  requirePermutation(
    [...lessons.keys()],
    order.flatMap(({ lessonIds }) => lessonIds),
    'lesson',
  );
  const ordered = order.map(({ id, lessonIds }) => ({
    ...sectionOf(sections, id),
    lessons: lessonIds.flatMap((lessonId) => lessons.get(lessonId) ?? []),
  }));
  requireOrder(ordered, 'section');
  requireOrder(lessonsOf(ordered), 'lesson');
  return ordered;
}

function requirePermutation(there: readonly string[], named: readonly string[], what: 'section' | 'lesson'): void {
  const known = new Set(there);
  const seen = new Set(named);
  if (named.some((id) => !known.has(id))) throw invalid(`names a ${what} that is not in this course`);
  if (seen.size < named.length) throw invalid(`names a ${what} twice`);
  if (seen.size < known.size) throw invalid(`must name every ${what} of the course`);
}

function requireOrder(items: readonly Pick<OutlineLesson, 'id' | 'title' | 'requires'>[], what: string): void {
  const earlier = new Set<string>();
  for (const { id, title, requires } of items) {
    if (requires.some((one) => !earlier.has(one))) {
      throw invalid(`puts the ${what} "${title}" before one that it requires`);
    }
    earlier.add(id);
  }
}

// only what comes earlier can be required: so nothing ever waits for itself, in however many steps
function requireEarlier(ids: readonly string[], earlier: ReadonlySet<string>, what: string): void {
  if (ids.every((id) => earlier.has(id))) return;
  const message = `may name ${what}s of this course that come earlier, nothing else`;
  throw new AppError('VALIDATION_FAILED', `Only a ${what} that comes earlier can be required.`, {
    details: [{ path: 'requires', message }],
  });
}

function changeLesson(sections: Sections, id: string, changes: Partial<OutlineLesson>): OutlineSection[] {
  return sections.map((section) => ({
    ...section,
    lessons: section.lessons.map((lesson) => (lesson.id === id ? { ...lesson, ...changes } : lesson)),
  }));
}

function uniqueRequires({ requires }: { requires?: readonly string[] }): { requires?: string[] } {
  return requires === undefined ? {} : { requires: [...new Set(requires)] };
}

function withoutUndefined<T extends object>(changes: T): T {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as T;
}

function invalid(message: string): AppError {
  return new AppError('VALIDATION_FAILED', `The new order ${message}.`, { details: [{ path: 'sections', message }] });
}
