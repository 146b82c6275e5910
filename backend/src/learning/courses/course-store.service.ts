import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import type { Principal } from '../../common/http/request-context.js';
import { AppError } from '../../common/response/app-error.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import { CourseRepository, type CourseWrite } from './course.repository.js';
import type { CourseDocument } from './course.schema.js';
import { noCourse, staleCourse } from './courses.errors.js';
import { nextSlug, slugOf } from './slugs.js';
import { titleKey, wordsOf } from './title-words.js';

type Asking = Pick<Principal, 'userId' | 'permissions'>;

/** A course before and after a change. */
export interface ChangedCourse {
  readonly before: CourseDocument;
  readonly after: CourseDocument;
}

/** What a new course is made of. */
export type NewCourse = Omit<
  CourseDocument,
  '_id' | 'slug' | 'slugs' | 'version' | 'edit' | 'outlineRevision' | 'lessonIds' | 'titleKey' | 'words' | Moments
>;
type Moments = 'createdAt' | 'updatedAt' | 'publishedAt';

const MAX_TRIES = 8;
const SLUG_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Reads and writes courses: every change is based on a state, and is written over exactly that one. */
@Injectable()
export class CourseStoreService {
  constructor(
    private readonly courses: CourseRepository,
    private readonly clock: Clock,
  ) {}

  /** Whether somebody teaches a course or may manage all. */
  teaches(course: Pick<CourseDocument, 'teacherIds'>, { userId, permissions }: Asking): boolean {
    if (permissions.includes('courses:manage')) return true;
    return permissions.includes('courses:teach') && course.teacherIds.includes(userId);
  }

  /** @throws AppError NOT_FOUND for who neither teaches nor manages it, as for a course that does not exist */
  async requireTaught(id: string, asking: Asking): Promise<CourseDocument> {
    const course = await this.courses.find(id);
    if (course === null || !this.teaches(course, asking)) throw noCourse();
    return course;
  }

  /**
   * Changes a course that the caller teaches. `work` says what becomes of what it is given, and may run more than once.
   * @param version what the request is based on
   * @throws AppError NOT_FOUND, STALE, CONFLICT where a slug is taken, and what `work` throws
   */
  async change(
    id: string,
    version: number,
    asking: Asking,
    work: (course: CourseDocument) => CourseWrite,
  ): Promise<ChangedCourse> {
    // again only where an autosaved draft came in between: every other write changes the version
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.requireTaught(id, asking);
      if (before.version !== version) throw staleCourse();
      const after = await this.tryWrite(before, { ...work(before), version: version + 1 });
      if (after !== null) return { before, after };
    }
    throw staleCourse();
  }

  /**
   * Changes a course by the rules of the system, whatever its version; null where it is gone.
   * @param work null for nothing to change
   */
  async changeAsSystem(
    id: string,
    work: (course: CourseDocument) => CourseWrite | null,
  ): Promise<ChangedCourse | null> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.courses.find(id);
      const changes = before === null ? null : work(before);
      if (before === null || changes === null) return null;
      const after = await this.tryWrite(before, { ...changes, version: before.version + 1 });
      if (after !== null) return { before, after };
    }
    throw staleCourse();
  }

  /**
   * Changes a course in the caller's transaction; no other write comes in between.
   * @throws AppError NOT_FOUND, and what `work` throws
   */
  async changeIn(
    session: ClientSession,
    id: string,
    work: (course: CourseDocument) => CourseWrite,
  ): Promise<ChangedCourse> {
    const before = await this.courses.take(id, session);
    if (before === null) throw noCourse();
    const after = await this.tryWrite(before, work(before), session);
    if (after === null) throw noCourse();
    return { before, after };
  }

  newId(): string {
    return this.courses.newId();
  }

  /**
   * Makes a draft; its slug is made of its title.
   * @throws AppError CONFLICT where another course takes the slug at the same moment as a transaction
   */
  async create(
    course: NewCourse,
    { id = this.courses.newId(), session }: { readonly id?: string; readonly session?: ClientSession } = {},
  ): Promise<CourseDocument> {
    const slug = await this.freeSlug(slugOf(course.title), session);
    const now = this.clock.now();
    const known = { version: 1, outlineRevision: 1, createdAt: now, updatedAt: now, publishedAt: null };
    const names = { slug, slugs: [slug], titleKey: titleKey(course.title), words: wordsOf(course.title) };
    await this.insert(id, { ...course, ...known, ...names }, session);
    const made = await this.courses.find(id, session);
    if (made === null) throw noCourse();
    return made;
  }

  // a slug that was free a moment ago may be taken: in a transaction that ends it, else random letters follow
  private async insert(id: string, course: InsertedCourse, session?: ClientSession): Promise<void> {
    const document = { ...course, _id: this.courses.toId(id) };
    try {
      await this.courses.insert(document, session);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      if (session !== undefined) throw new AppError('CONFLICT', 'Another course took the same name. Try again.');
      const slug = `${course.slug}-${randomLetters()}`;
      await this.courses.insert({ ...document, slug, slugs: [slug] });
    }
  }

  private async freeSlug(wanted: string, session?: ClientSession): Promise<string> {
    for (let tried = 0; ; tried++) {
      const slug = nextSlug(wanted, tried, randomLetters);
      if (tried === MAX_TRIES || (await this.courses.findBySlug(slug, session)) === null) return slug;
    }
  }

  private async tryWrite(
    { _id, edit }: CourseDocument,
    changes: CourseWrite,
    session?: ClientSession,
  ): Promise<CourseDocument | null> {
    const { title } = changes;
    const names = title === undefined ? {} : { titleKey: titleKey(title), words: wordsOf(title) };
    const write = { ...changes, ...names, updatedAt: this.clock.now() };
    try {
      return await this.courses.write(_id.toHexString(), edit, write, session);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new AppError('CONFLICT', 'This address is taken by another course. Choose another one.', {
        details: [{ path: 'slug', message: 'is taken' }],
      });
    }
  }
}

type InsertedCourse = Omit<CourseDocument, '_id' | 'edit' | 'lessonIds'>;

function randomLetters(): string {
  return Array.from({ length: 5 }, () => SLUG_LETTERS[randomInt(SLUG_LETTERS.length)] ?? '').join('');
}
