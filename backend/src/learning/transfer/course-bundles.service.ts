import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { DatabaseService } from '../../database/database.service.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { CourseStoreService } from '../courses/course-store.service.js';
import type { CourseRecord } from '../courses/courses.port.js';
import { LessonPublishingService } from '../lessons/lesson-publishing.service.js';
import { LessonsPort } from '../lessons/lessons.port.js';
import { QuizzesPort } from '../quizzes/quizzes.port.js';
import {
  type BundledFile,
  type CourseBundle,
  describedOf,
  manifestSchema,
  MAX_FILES,
  renewDraft,
  renewOutline,
} from './course-bundle.js';

/** Opens the bytes of a file of a bundle. */
export type OpenFile = (file: BundledFile) => Promise<Readable>;

/** Takes courses apart into all that they are made of, and makes new ones of that. */
@Injectable()
export class CourseBundlesService {
  constructor(
    private readonly store: CourseStoreService,
    private readonly lessons: LessonsPort,
    private readonly quizzes: QuizzesPort,
    private readonly files: FilesPort,
    private readonly publishing: LessonPublishingService,
    private readonly database: DatabaseService,
  ) {}

  /** The drafts of a course with the quizzes and the files that they name. */
  async collect(course: CourseRecord): Promise<CourseBundle> {
    const [drafts, quizzes] = await Promise.all([this.lessons.draftsOf(course.id), this.quizzes.draftsOf(course.id)]);
    const named = drafts.flatMap(({ draft }) => namedBy(draft));
    const fileIds = [...new Set([...named, ...(course.coverFileId === null ? [] : [course.coverFileId])])];
    const found = (await this.files.find(fileIds.slice(0, MAX_FILES))).filter((file) => file.courseId === course.id);
    return {
      course: describedOf(course),
      sections: course.sections.map(({ id, title, requires, lessons }) => {
        const heads = lessons.map((lesson) => ({
          ...{ id: lesson.id, title: lesson.title, preview: lesson.preview, requires: lesson.requires },
          published: lesson.published !== null && !lesson.changed,
        }));
        return { id, title, requires, lessons: heads };
      }),
      lessons: drafts,
      quizzes: quizzes.filter(({ id }) => named.includes(id)).map(({ id, content }) => ({ id, content })),
      files: found.flatMap(({ id, purpose, name }) => {
        const file = manifestSchema.shape.files.element.safeParse({ id, purpose, name });
        return file.success ? [file.data] : [];
      }),
    };
  }

  /**
   * Makes a draft of the caller's of a bundle: all of it or nothing. Lessons that were in force as they are are so again, for
   * whoever sees the course once it is published.
   * @throws AppError LIMIT_REACHED, FILE_REFUSED and what else the storage of a file refuses
   */
  async create(bundle: CourseBundle, openFile: OpenFile, caller: Caller): Promise<string> {
    const courseId = this.store.newId();
    const files = new Map<string, string>();
    let lessons: readonly string[];
    try {
      for (const file of bundle.files) files.set(file.id, await this.copyFile(file, openFile, courseId, caller));
      lessons = await this.write(courseId, bundle, files, caller.principal.userId);
    } catch (error) {
      await this.files.remove([...files.values()], caller);
      throw error;
    }
    await this.publishing.publishNew(lessons, caller);
    return courseId;
  }

  private async copyFile(file: BundledFile, openFile: OpenFile, courseId: string, caller: Caller): Promise<string> {
    const { purpose, name } = file;
    const { userId: ownerId } = caller.principal;
    const stream = await openFile(file);
    try {
      return (await this.files.store(stream, { purpose, name, courseId, ownerId, acting: caller })).id;
    } finally {
      stream.destroy();
    }
  }

  /** Answers the lessons that are to be put in force. */
  private async write(
    courseId: string,
    bundle: CourseBundle,
    files: ReadonlyMap<string, string>,
    ownerId: string,
  ): Promise<string[]> {
    const { course, lessons, quizzes } = bundle;
    const outline = renewOutline(bundle, () => this.store.newId());
    const coverFileId = files.get(course.coverFileId ?? '') ?? null;
    const draft = { ...course, coverFileId, state: 'draft' as const, ownerId, teacherIds: [ownerId] };
    await this.database.transaction(async (session) => {
      await this.store.create({ ...draft, sections: outline.sections }, { id: courseId, session });
      const quizIds = new Map<string, string>();
      for (const { id, content } of quizzes) quizIds.set(id, await this.quizzes.create(courseId, content, session));
      const drafts = lessons.flatMap(({ id, draft: old }) => {
        const lessonId = outline.lessons.get(id);
        return lessonId === undefined ? [] : [{ id: lessonId, draft: renewDraft(old, { files, quizzes: quizIds }) }];
      });
      await this.lessons.createDrafts(courseId, drafts, ownerId, session);
    });
    const published = bundle.sections.flatMap((section) => section.lessons.filter((lesson) => lesson.published));
    return published.flatMap(({ id }) => outline.lessons.get(id) ?? []);
  }
}

/** The ids of files and quizzes that a draft names. */
function namedBy({ blocks }: CourseBundle['lessons'][number]['draft']): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'quiz') return [block.quizId];
    if (block.type === 'image' || block.type === 'file') return block.fileId ?? [];
    if (block.type !== 'video') return [];
    const own = [block.fileId, block.posterFileId].flatMap((id) => id ?? []);
    return [...own, ...block.captions.map(({ fileId }) => fileId)];
  });
}
