import type { Course, CourseRow, CourseTeacher } from '@classy-book/contracts/courses';
import type { Principal } from '../../common/http/request-context.js';
import type { CourseDocument } from './course.schema.js';
import type { CourseDescription, CourseRecord } from './courses.port.js';
import { lessonsOf } from './outline.js';

/** What only somebody who knows people and files can say about a course. */
export interface CourseSurroundings {
  readonly names: ReadonlyMap<string, string>;
  readonly coverUrl: string | null;
}

/** Whether the page of a course is there for everybody, or still for those who learn in it. */
export function isPublic({ state, publishedAt }: Pick<CourseDocument, 'state' | 'publishedAt'>): boolean {
  return state !== 'draft' && publishedAt !== null;
}

/** What teachers say about a course, alone. */
function descriptionOf(course: CourseDescription): CourseDescription {
  const { title, summary, description, outcomes, level, language, category, tags } = course;
  const { coverFileId, price, enrolment, accessDays, sequential, certificate } = course;
  return {
    ...{ title, summary, description, outcomes, level, language, category, tags },
    ...{ coverFileId, price, enrolment, accessDays, sequential, certificate },
  };
}

/** A course as other features see it. */
export function toRecord(course: CourseDocument): CourseRecord {
  const { slug, state, version, outlineRevision, ownerId, teacherIds, sections } = course;
  const { createdAt, updatedAt, publishedAt } = course;
  return {
    id: course._id.toHexString(),
    ...{ slug, state, version, outlineRevision, ownerId, teacherIds, sections },
    ...descriptionOf(course),
    ...{ createdAt, updatedAt, publishedAt },
  };
}

/** Whether somebody may do what only the owner may. */
export function isOwned(
  { ownerId }: Pick<CourseDocument, 'ownerId'>,
  { userId, permissions }: Pick<Principal, 'userId' | 'permissions'>,
): boolean {
  return ownerId === userId || permissions.includes('courses:manage');
}

/** A course as its teachers see it. */
export function toCourse(
  course: CourseDocument,
  { names, coverUrl }: CourseSurroundings,
  principal: Pick<Principal, 'userId' | 'permissions'>,
): Course {
  const { slug, state, version, sections, createdAt, updatedAt, publishedAt } = course;
  return {
    id: course._id.toHexString(),
    ...{ slug, state, version },
    ...descriptionOf(course),
    ...{ coverUrl, teachers: toTeachers(course, names), sections },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
    owned: isOwned(course, principal),
  };
}

/** A course in a list. */
export function toRow(course: CourseDocument, { names, coverUrl }: CourseSurroundings, learners: number): CourseRow {
  const { slug, title, state, language, sections, updatedAt } = course;
  const lessons = lessonsOf(sections);
  return {
    id: course._id.toHexString(),
    ...{ slug, title, state, language, coverUrl, teachers: toTeachers(course, names) },
    lessons: lessons.length,
    publishedLessons: lessons.filter(({ published }) => published !== null).length,
    learners,
    updatedAt: updatedAt.toISOString(),
  };
}

// somebody whose account is gone has no name any more
function toTeachers({ ownerId, teacherIds }: CourseDocument, names: ReadonlyMap<string, string>): CourseTeacher[] {
  return teacherIds.flatMap((userId) => {
    const name = names.get(userId);
    return name === undefined ? [] : [{ userId, name, owner: userId === ownerId }];
  });
}
