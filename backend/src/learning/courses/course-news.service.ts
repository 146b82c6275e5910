import { Injectable } from '@nestjs/common';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { EventFacts } from '../../common/events/identity-events.js';
import type { CourseChanged, LessonChanged } from '../../common/events/learning-events.js';
import type { CourseDocument } from './course.schema.js';
import type { CourseDescription, CourseRecord } from './courses.port.js';

interface Told {
  readonly before?: EventFacts | null;
  readonly after?: EventFacts | null;
  readonly facts?: EventFacts;
}

const MAX_TEXT = 200;
const MAX_TITLES = 50;

/** Tells of changes of courses and lessons, for the audit log and whoever follows them. */
@Injectable()
export class CourseNewsService {
  constructor(private readonly events: EventBus) {}

  /** Resolves when it is on record. */
  async tell(
    change: CourseChanged['change'],
    { _id, title }: Pick<CourseDocument, '_id' | 'title'>,
    acting: Acting,
    told: Told = {},
  ): Promise<void> {
    await this.tellOf(change, { id: _id.toHexString(), title }, acting, told);
  }

  /** The same of a course as other features know it. */
  async tellOf(
    change: CourseChanged['change'],
    { id: courseId, title }: Pick<CourseRecord, 'id' | 'title'>,
    { actor, origin }: Acting,
    told: Told = {},
  ): Promise<void> {
    await this.events.publish('course.changed', { change, courseId, course: title, ...told, actor, origin });
  }

  /** Resolves when it is on record. */
  async tellOfLesson(
    change: LessonChanged['change'],
    course: Pick<CourseRecord, 'id' | 'title'>,
    lesson: { readonly id: string; readonly title: string },
    { actor, origin }: Acting,
    told: Told = {},
  ): Promise<void> {
    const about = { courseId: course.id, course: course.title, lessonId: lesson.id, lesson: lesson.title };
    await this.events.publish('lesson.changed', { change, ...about, ...told, actor, origin });
  }
}

/** What changed between two descriptions, each side as short facts. */
export function changedFacts(
  before: CourseDescription & { readonly slug: string },
  after: CourseDescription & { readonly slug: string },
  keys: readonly (keyof CourseDescription | 'slug')[],
): { readonly before: EventFacts; readonly after: EventFacts } {
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const side = (of: typeof before): EventFacts => Object.fromEntries(changed.map((key) => [key, factOf(of[key])]));
  return { before: side(before), after: side(after) };
}

/** The titles of an outline in order, sections and lessons, for the audit log. */
export function orderFacts({ sections }: Pick<CourseDocument, 'sections'>): EventFacts {
  const lessons = sections.flatMap((section) => section.lessons.map(({ title }) => title));
  return { sections: sections.map(({ title }) => title), lessons: lessons.slice(0, MAX_TITLES) };
}

function factOf(value: CourseDescription[keyof CourseDescription]): EventFacts[string] {
  if (typeof value === 'string') return value.slice(0, MAX_TEXT);
  if (Array.isArray(value) || value === null || typeof value !== 'object') return value;
  return JSON.stringify(value);
}
