import type {
  CourseProgress,
  LearnerLesson,
  LearnOutlineLesson,
  LessonProgress,
  ResumePoint,
  VideoProgress,
} from '@classy-book/contracts/learn';
import type { CourseRecord } from '../courses/courses.port.js';
import type { EnrolmentRecord } from '../enrolments/enrolments.port.js';
import { ruleStates, shareOf } from './completion.js';
import type { CourseStanding, LessonStanding } from './course-standing.js';
import type { Recorded } from './progress-records.service.js';

/** The sum, for who looks at it. `completedAt` stays when lessons are added later. */
export function toCourseProgress(
  { percent, done, total, minutesLeft }: CourseStanding,
  completedAt: Date | null,
): CourseProgress {
  return { percent, done, total, minutesLeft, completedAt: completedAt?.toISOString() ?? null };
}

/** Where to go on: where the learner was, else the first lesson that is open and not complete; null where there is none. */
export function toResume(
  { lessons }: CourseStanding,
  resume: EnrolmentRecord['resume'],
): (ResumePoint & { readonly title: string }) | null {
  const left = lessons.find(({ lesson, state }) => lesson.id === resume?.lessonId && state !== 'locked');
  if (left !== undefined && resume !== null) {
    return { ...resume, title: left.lesson.published.title };
  }
  const next =
    lessons.find(({ state }) => state === 'open' || state === 'started') ??
    lessons.find(({ state }) => state !== 'locked');
  return next === undefined
    ? null
    : { lessonId: next.lesson.id, blockId: null, seconds: 0, title: next.lesson.published.title };
}

export function toOutlineLesson({ lesson, state, lock }: LessonStanding): LearnOutlineLesson {
  const { title, minutes, required, blockTypes } = lesson.published;
  return { id: lesson.id, title, minutes, required, preview: lesson.preview, blockTypes, state, lock };
}

/** The sections with their published lessons; sections in which there is none are left out. */
export function sectionsOf<T>(
  course: Pick<CourseRecord, 'sections'>,
  standing: CourseStanding,
  toLesson: (standing: LessonStanding) => T,
): { id: string; title: string; done: number; total: number; lessons: T[] }[] {
  return course.sections.flatMap(({ id, title }) => {
    const lessons = standing.lessons.filter(({ lesson }) => lesson.sectionId === id);
    if (lessons.length === 0) return [];
    const done = lessons.filter(({ state }) => state === 'complete').length;
    return [{ id, title, done, total: lessons.length, lessons: lessons.map(toLesson) }];
  });
}

export function toVideos({ lesson, facts }: LessonStanding): VideoProgress[] {
  return lesson.published.videos.map(({ blockId }) => {
    const known = facts.videos.find((video) => video.blockId === blockId);
    const ranges = known?.ranges.map(([from, to]): [number, number] => [from, to]) ?? [];
    return { blockId, seconds: known?.seconds ?? 0, ranges, share: shareOf(blockId, lesson.published, facts) };
  });
}

export function toLearnerLesson(standing: LessonStanding): LearnerLesson {
  const { lesson, facts } = standing;
  const { preview: _preview, blockTypes: _blockTypes, ...shown } = toOutlineLesson(standing);
  return {
    ...shown,
    rules: ruleStates(lesson.published, facts),
    viewedAt: facts.viewedAt?.toISOString() ?? null,
    completedAt: facts.completedAt?.toISOString() ?? null,
  };
}

/** What a call that changed progress answers. */
export function toLessonProgress(
  { before, after, completedAt }: Recorded,
  { lesson, ...at }: LessonStanding,
): LessonProgress {
  const locked = new Set(before.lessons.filter(({ state }) => state === 'locked').map(({ lesson: { id } }) => id));
  return {
    lessonId: lesson.id,
    state: at.state,
    rules: ruleStates(lesson.published, at.facts),
    course: toCourseProgress(after, completedAt),
    opened: after.lessons
      .filter(({ lesson: { id }, state }) => locked.has(id) && state !== 'locked')
      .map(({ lesson: { id } }) => id),
  };
}
