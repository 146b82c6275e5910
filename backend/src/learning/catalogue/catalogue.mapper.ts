import type { CatalogueCard, CatalogueCourse } from '@classy-book/contracts/catalogue';
import type { CourseTeacher } from '@classy-book/contracts/courses';
import type { SearchEntry } from '../../performance/search/search.port.js';
import { type CourseRecord, publishedLessons } from '../courses/courses.port.js';
import type { PublishedLesson } from '../lessons/lessons.port.js';
import type { EntryFacts } from './catalogue-entry.repository.js';
import type { CatalogueEntryDocument } from './catalogue-entry.schema.js';
import { plainTextOf, searchableText } from './searchable-text.js';

/** An entry as the catalogue shows it. */
export function toCard(entry: CatalogueEntryDocument, coverUrl: string | null): CatalogueCard {
  const { slug, title, summary, language, level, category, tags, price, teachers, lessons, minutes } = entry;
  return {
    id: entry._id.toHexString(),
    ...{ slug, title, summary, language, level, category, tags, coverUrl, price, teachers, lessons, minutes },
    rating: { average: entry.ratingAverage, count: entry.ratingCount },
    learners: entry.learners,
    publishedAt: entry.publishedAt.toISOString(),
  };
}

/** The page of a published course: its public outline has no section without a published lesson. */
export function toCatalogueCourse(
  card: CatalogueCard,
  course: CourseRecord,
  teaching: readonly CourseTeacher[],
): CatalogueCourse {
  const sections = course.sections.map(({ id, title, lessons }) => ({
    id,
    title,
    lessons: lessons.flatMap(({ id: lessonId, preview, published }) => {
      if (published === null) return [];
      const { title: lessonTitle, minutes, blockTypes } = published;
      return [{ id: lessonId, title: lessonTitle, minutes, preview, blockTypes }];
    }),
  }));
  const { description, outcomes, enrolment, accessDays, sequential, certificate, updatedAt } = course;
  return {
    ...card,
    ...{ description, outcomes, enrolment, accessDays, sequential },
    teaching: [...teaching],
    certificate: certificate.enabled,
    sections: sections.filter(({ lessons }) => lessons.length > 0),
    updatedAt: updatedAt.toISOString(),
  };
}

/** What the catalogue keeps of a course. */
export function toEntryFacts(course: CourseRecord, teachers: readonly string[], titleKey: string): EntryFacts {
  const { version, slug, title, summary, language, level, category, tags, coverFileId, price } = course;
  const lessons = publishedLessons(course);
  return {
    ...{ version, slug, title, titleKey, summary, language, level, category, tags, coverFileId, price },
    listed: course.state === 'published',
    free: price.amount === 0,
    teachers: [...teachers],
    lessons: lessons.length,
    minutes: lessons.reduce((sum, { published }) => sum + published.minutes, 0),
    publishedAt: course.publishedAt ?? course.updatedAt,
  };
}

/**
 * What can be found of a course: the course itself by everybody while it is published, what its lessons say by its learners
 * (free previews by everybody).
 */
export function toSearchEntries(
  course: CourseRecord,
  teachers: readonly string[],
  bodies: readonly PublishedLesson[],
): SearchEntry[] {
  const lessons = publishedLessons(course);
  const { id: courseId, language } = course;
  const bodyOf = new Map(bodies.map((body) => [body.id, body]));
  const told = [
    course.summary,
    plainTextOf(course.description),
    ...course.outcomes,
    ...course.tags,
    ...teachers,
    ...course.sections
      .filter((section) => section.lessons.some(({ published }) => published))
      .map(({ title }) => title),
    ...lessons.map(({ published }) => published.title),
  ];
  const own = `course:${courseId}`;
  const isPublic = course.state === 'published';
  const entry = {
    id: courseId,
    kind: 'course',
    courseId,
    language,
    title: course.title,
    text: told.join('\n'),
  } as const;
  return [
    { ...entry, audience: isPublic ? 'public' : own },
    ...lessons.map(({ id, preview, published }) => ({
      ...{ id, courseId, language, title: published.title },
      kind: 'lesson' as const,
      audience: preview && isPublic ? 'public' : own,
      text: searchableText(bodyOf.get(id)?.blocks ?? []),
    })),
  ];
}
