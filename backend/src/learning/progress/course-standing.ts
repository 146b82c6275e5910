import type { OutlineLesson, OutlineSection, PublishedHeader } from '@classy-book/contracts/courses';
import type { LessonState, LockReason } from '@classy-book/contracts/learn';
import { type CourseRecord, publishedLessons } from '../courses/courses.port.js';
import { isComplete } from './completion.js';
import { isStarted, type LessonFacts, NO_FACTS } from './lesson-facts.js';

/** What progress is computed from on the side of the course. */
export type Outline = Pick<CourseRecord, 'sections' | 'sequential'>;
/** What a learner did, by lesson. */
export type FactsByLesson = ReadonlyMap<string, LessonFacts>;
type Lesson = OutlineLesson & { readonly published: PublishedHeader; readonly sectionId: string };

/** How one published lesson stands for a learner. `lock` says what is missing where the state is `locked`. */
export interface LessonStanding {
  readonly lesson: Lesson;
  readonly facts: LessonFacts;
  readonly state: LessonState;
  readonly lock: LockReason | null;
}

/** How a learner stands in a course as it is published now. */
export interface CourseStanding {
  readonly lessons: readonly LessonStanding[];
  /** Whole percent of the required lessons, rounded down: 100 only where all are complete; 0 where none is required. */
  readonly percent: number;
  readonly done: number;
  readonly total: number;
  readonly minutesLeft: number;
  /** Every required lesson is complete, and there is one. */
  readonly complete: boolean;
}

/**
 * How a learner stands: each published lesson of the outline, in order, and the sum. Facts about lessons that are not
 * published (or gone) count for nothing, and for something again when the lesson comes back.
 */
export function standingOf(course: Outline, facts: FactsByLesson): CourseStanding {
  const published = publishedLessons(course);
  const complete = new Set(
    published.filter(({ id, published: header }) => isComplete(header, facts.get(id) ?? NO_FACTS)).map(({ id }) => id),
  );
  const locks = locksOf(course, published, complete);
  const lessons = published.map((lesson): LessonStanding => {
    const known = facts.get(lesson.id) ?? NO_FACTS;
    const lock = locks.get(lesson.id) ?? null;
    return { lesson, facts: known, lock, state: stateOf(complete.has(lesson.id), lock, known) };
  });
  const required = published.filter(({ published: { required } }) => required);
  const open = required.filter(({ id }) => !complete.has(id));
  const total = required.length;
  const done = total - open.length;
  return {
    lessons,
    percent: total === 0 ? 0 : Math.floor((100 * done) / total),
    done,
    total,
    minutesLeft: open.reduce((sum, { published: { minutes } }) => sum + minutes, 0),
    complete: total > 0 && done === total,
  };
}

/** A course as its teachers look at it: everything published is open, nothing is recorded. */
export function standingOfTeacher(course: Outline): CourseStanding {
  const standing = standingOf({ ...course, sequential: false }, new Map());
  const lessons = standing.lessons.map((lesson): LessonStanding => ({ ...lesson, state: 'open', lock: null }));
  return { ...standing, lessons };
}

function stateOf(complete: boolean, lock: LockReason | null, facts: LessonFacts): LessonState {
  if (complete) return 'complete';
  if (lock !== null) return 'locked';
  return isStarted(facts) ? 'started' : 'open';
}

/**
 * The lessons that are locked, each with the first thing that is missing. What is complete and what is a free preview is
 * never locked; what is not published, not there any more, or the thing itself, locks nothing.
 */
function locksOf(
  course: Outline,
  published: readonly Lesson[],
  complete: ReadonlySet<string>,
): ReadonlyMap<string, LockReason> {
  const locks = new Map<string, LockReason>();
  const bySection = new Map(course.sections.map((section) => [section.id, section]));
  const missingSections = missingSectionsOf(published, complete);
  const byId = new Map(published.map((lesson) => [lesson.id, lesson]));
  let before: LockReason | null = null;
  for (const lesson of published) {
    if (!complete.has(lesson.id)) {
      const lock =
        (course.sequential ? before : null) ??
        sectionLock(lesson.sectionId, bySection, missingSections) ??
        lessonLock(lesson, byId, complete);
      if (lock !== null && !lesson.preview) locks.set(lesson.id, lock);
      if (lesson.published.required) before ??= reasonOf(lesson);
    }
  }
  return locks;
}

function missingSectionsOf(published: readonly Lesson[], complete: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    published
      .filter(({ id, published: { required } }) => required && !complete.has(id))
      .map(({ sectionId }) => sectionId),
  );
}

function sectionLock(
  sectionId: string,
  sections: ReadonlyMap<string, OutlineSection>,
  missing: ReadonlySet<string>,
): LockReason | null {
  const wanted = new Set(sections.get(sectionId)?.requires.filter((id) => id !== sectionId));
  for (const section of sections.values()) {
    if (wanted.has(section.id) && missing.has(section.id)) {
      return { kind: 'section', id: section.id, title: section.title };
    }
  }
  return null;
}

function lessonLock(
  { id, requires }: Lesson,
  byId: ReadonlyMap<string, Lesson>,
  complete: ReadonlySet<string>,
): LockReason | null {
  const wanted = new Set(requires.filter((other) => other !== id && !complete.has(other)));
  if (wanted.size === 0) return null;
  for (const lesson of byId.values()) if (wanted.has(lesson.id)) return reasonOf(lesson);
  return null;
}

function reasonOf({ id, published: { title } }: Lesson): LockReason {
  return { kind: 'lesson', id, title };
}
