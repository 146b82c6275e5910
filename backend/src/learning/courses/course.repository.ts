import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, type QueryFilter, Types } from 'mongoose';
import { COURSE_MODEL, type CourseDocument } from './course.schema.js';

export type CourseQuery = QueryFilter<CourseDocument>;
export type CourseOrder = Partial<Record<'updatedAt' | 'titleKey' | '_id', 1 | -1>>;

/** What a change writes of a course; what is left out stays. */
export type CourseWrite = Partial<Omit<CourseDocument, '_id' | 'edit' | 'createdAt' | 'lessonIds'>>;

const MAX_TAUGHT = 500;

/** The queries of the collection `courses`. */
@Injectable()
export class CourseRepository {
  constructor(@InjectModel(COURSE_MODEL) private readonly courses: Model<CourseDocument>) {}

  newId(): string {
    return new Types.ObjectId().toHexString();
  }

  toId(id: string): Types.ObjectId {
    return Types.ObjectId.createFromHexString(id);
  }

  async find(id: string, session?: ClientSession): Promise<CourseDocument | null> {
    return await this.courses.findById(id, null, { session: session ?? null }).lean<CourseDocument>();
  }

  /** By the slug or a former one. */
  async findBySlug(slug: string, session?: ClientSession): Promise<CourseDocument | null> {
    return await this.courses.findOne({ slugs: slug }, null, { session: session ?? null }).lean<CourseDocument>();
  }

  async findByLesson(lessonId: string): Promise<CourseDocument | null> {
    return await this.courses.findOne({ lessonIds: lessonId }).lean<CourseDocument>();
  }

  async findMany(ids: readonly string[]): Promise<CourseDocument[]> {
    return await this.courses.find({ _id: { $in: [...ids] } }).lean<CourseDocument[]>();
  }

  async titlesOf(ids: readonly string[]): Promise<Pick<CourseDocument, '_id' | 'title'>[]> {
    return await this.courses
      .find({ _id: { $in: [...ids] } }, { title: 1 })
      .lean<Pick<CourseDocument, '_id' | 'title'>[]>();
  }

  /** The courses that have one of these files as their cover. */
  async findByCovers(fileIds: readonly string[]): Promise<Pick<CourseDocument, '_id' | 'title' | 'coverFileId'>[]> {
    return await this.courses
      .find({ coverFileId: { $in: [...fileIds] } }, { title: 1, coverFileId: 1 })
      .lean<Pick<CourseDocument, '_id' | 'title' | 'coverFileId'>[]>();
  }

  /** Ids and versions, by id. */
  async versions(after: string | null, limit: number): Promise<{ id: string; version: number }[]> {
    const behind = after === null ? {} : { _id: { $gt: new Types.ObjectId(after) } };
    const found = await this.courses
      .find(behind, { version: 1 })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<Pick<CourseDocument, '_id' | 'version'>[]>();
    return found.map(({ _id, version }) => ({ id: _id.toHexString(), version }));
  }

  /** The courses that somebody teaches, last changed first. */
  async findTaught(userId: string): Promise<CourseDocument[]> {
    return await this.courses
      .find({ teacherIds: userId })
      .sort({ updatedAt: -1, _id: -1 })
      .limit(MAX_TAUGHT)
      .lean<CourseDocument[]>();
  }

  async idsTaught(userId: string): Promise<string[]> {
    const found = await this.courses
      .find({ teacherIds: userId }, { _id: 1 })
      .sort({ updatedAt: -1, _id: -1 })
      .limit(MAX_TAUGHT)
      .lean<Pick<CourseDocument, '_id'>[]>();
    return found.map(({ _id }) => _id.toHexString());
  }

  async countTaught(userId: string): Promise<number> {
    return await this.courses.countDocuments({ teacherIds: userId });
  }

  async page(query: CourseQuery, order: CourseOrder, limit: number): Promise<CourseDocument[]> {
    return await this.courses.find(query).sort(order).limit(limit).lean<CourseDocument[]>();
  }

  /** @throws the driver's duplicate key error where a slug is taken */
  async insert(course: Omit<CourseDocument, 'lessonIds' | 'edit'>, session?: ClientSession): Promise<void> {
    const lessonIds = idsOf(course);
    await this.courses.create([{ ...course, lessonIds, edit: 1 }], { session: session ?? null });
  }

  /**
   * Writes over exactly the state that was read; null where somebody wrote in between, or it is gone.
   * @throws the driver's duplicate key error where a slug is taken
   */
  async write(id: string, edit: number, changes: CourseWrite, session?: ClientSession): Promise<CourseDocument | null> {
    const { sections } = changes;
    const set = sections === undefined ? changes : { ...changes, lessonIds: idsOf({ sections }) };
    return await this.courses
      .findOneAndUpdate(
        { _id: id, edit },
        { $set: set, $inc: { edit: 1 } },
        { returnDocument: 'after', session: session ?? null },
      )
      .lean<CourseDocument>();
  }

  /** The first write of a transaction that changes a course: nobody else changes it until the end. Null where it is gone. */
  async take(id: string, session: ClientSession): Promise<CourseDocument | null> {
    return await this.courses
      .findOneAndUpdate({ _id: id }, { $inc: { edit: 1 } }, { returnDocument: 'after', session })
      .lean<CourseDocument>();
  }

  async remove(id: string, session: ClientSession): Promise<void> {
    await this.courses.deleteOne({ _id: id }, { session });
  }
}

function idsOf({ sections }: Pick<CourseDocument, 'sections'>): string[] {
  return sections.flatMap(({ lessons }) => lessons.map(({ id }) => id));
}
