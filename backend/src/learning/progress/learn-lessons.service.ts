import type { LearnLesson, PreviewLesson } from '@classy-book/contracts/learn';
import { Injectable } from '@nestjs/common';
import { FilesPort } from '../../performance/file/files.port.js';
import { type CourseRecord, CoursesPort, publishedLessons } from '../courses/courses.port.js';
import { LessonsPort, type PublishedLesson } from '../lessons/lessons.port.js';
import { ruleStates } from './completion.js';
import { toVideos } from './learn.mapper.js';
import { LessonAccessService, type Person } from './lesson-access.service.js';
import { LessonNotesService } from './lesson-notes.service.js';
import { noSuchCourse, noSuchLesson } from './progress.errors.js';

type Place = Omit<LearnLesson, 'blocks' | 'files' | 'state' | 'rules' | 'videos' | 'note'>;

/** The lessons of a course, for who may read them. */
@Injectable()
export class LearnLessonsService {
  constructor(
    private readonly access: LessonAccessService,
    private readonly courses: CoursesPort,
    private readonly lessons: LessonsPort,
    private readonly files: FilesPort,
    private readonly notes: LessonNotesService,
  ) {}

  /**
   * A published lesson with everything in it.
   * @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED
   */
  async lesson(reference: string, lessonId: string, person: Person): Promise<LearnLesson> {
    const { course, enrolment, lesson } = await this.access.requireOpen(reference, lessonId, person);
    const [body, note] = await Promise.all([
      this.bodyOf(course, lessonId),
      enrolment === null ? NO_NOTE : this.notes.read(person.userId, lessonId),
    ]);
    return {
      ...placeOf(course, lessonId, () => true),
      blocks: [...body.blocks],
      files: await this.files.describe(body.fileIds, person),
      state: lesson.state,
      rules: ruleStates(lesson.lesson.published, lesson.facts),
      videos: toVideos(lesson),
      note,
    };
  }

  /**
   * A free preview, for everybody. What is graded is left out.
   * @throws AppError NOT_FOUND where the course is not published or the lesson is no preview
   */
  async preview(reference: string, lessonId: string): Promise<PreviewLesson> {
    const course = await this.courses.find(reference);
    if (course === null || course.state !== 'published') throw noSuchCourse();
    const open = await this.access.openLessons(course, null);
    if (!open.has(lessonId)) throw noSuchLesson();
    const body = await this.bodyOf(course, lessonId);
    const blocks = body.blocks.filter(({ type }) => type !== 'quiz' && type !== 'assignment');
    return {
      ...placeOf(course, lessonId, (id) => open.has(id)),
      courseSlug: course.slug,
      courseTitle: course.title,
      blocks,
      files: await this.files.describe(body.fileIds, null),
    };
  }

  private async bodyOf(course: CourseRecord, lessonId: string): Promise<PublishedLesson> {
    const body = await this.lessons.published(lessonId);
    if (body === null || body.courseId !== course.id) throw noSuchLesson();
    return body;
  }
}

const NO_NOTE = { text: '', revision: 0 };

/** What a lesson is and where it stands among the published ones; neighbours are those that `isOffered` says yes to. */
function placeOf(course: CourseRecord, lessonId: string, isOffered: (id: string) => boolean): Place {
  const all = publishedLessons(course);
  const number = all.findIndex(({ id }) => id === lessonId) + 1;
  const lesson = all[number - 1];
  if (lesson === undefined) throw noSuchLesson();
  const offered = all.filter(({ id }) => id === lessonId || isOffered(id)).map(({ id }) => id);
  const place = offered.indexOf(lessonId);
  return {
    id: lessonId,
    courseId: course.id,
    title: lesson.published.title,
    minutes: lesson.published.minutes,
    language: course.language,
    section: course.sections.find(({ id }) => id === lesson.sectionId)?.title ?? '',
    number,
    of: all.length,
    previous: offered[place - 1] ?? null,
    next: offered[place + 1] ?? null,
  };
}
