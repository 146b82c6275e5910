import type { LessonDraft } from '@classy-book/contracts/lessons';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import { bytesOf, fileIdsOf, quizIdsOf } from './lesson-content.js';
import { LESSON_MODEL, type LessonDocument, type PublishedBody } from './lesson.schema.js';

/** A draft and who stored it. */
export interface StoredDraft extends Pick<LessonDocument, 'courseId' | 'revision' | 'draft' | 'savedAt' | 'savedBy'> {
  readonly id: string;
}

/** As much of a lesson as says which files its draft and its published body name. */
export interface NamingLesson extends Pick<LessonDocument, '_id' | 'courseId'> {
  readonly draft: Pick<LessonDraft, 'title' | 'blocks'>;
  readonly published: { readonly content: Pick<LessonDraft, 'title' | 'blocks'> } | null;
}

const NAMING = ['type', 'fileId', 'posterFileId', 'captions.fileId'];
const NAMES_IN_BODIES = ['courseId', 'draft.title', 'published.content.title'].concat(
  NAMING.flatMap((field) => [`draft.blocks.${field}`, `published.content.blocks.${field}`]),
);

// each of these commands has to be through before somebody gives up
const AT_ONCE = 20;

/** The queries of the collection `lessons`. */
@Injectable()
export class LessonRepository {
  constructor(@InjectModel(LESSON_MODEL) private readonly lessons: Model<LessonDocument>) {}

  async find(id: string): Promise<LessonDocument | null> {
    return await this.lessons.findById(id).lean<LessonDocument>();
  }

  async findPublished(id: string): Promise<Omit<LessonDocument, 'draft'> | null> {
    return await this.lessons
      .findOne({ _id: id, published: { $ne: null } }, { draft: 0 })
      .lean<Omit<LessonDocument, 'draft'>>();
  }

  async findPublishedOf(courseId: string): Promise<Omit<LessonDocument, 'draft'>[]> {
    return await this.lessons
      .find({ courseId, published: { $ne: null } }, { draft: 0 })
      .lean<Omit<LessonDocument, 'draft'>[]>();
  }

  async findDraftsOf(courseId: string): Promise<Pick<LessonDocument, '_id' | 'draft'>[]> {
    return await this.lessons.find({ courseId }, { draft: 1 }).lean<Pick<LessonDocument, '_id' | 'draft'>[]>();
  }

  /** How long the drafts of a course are in all, but for one lesson. */
  async bytesOf(courseId: string, exceptId: string): Promise<number> {
    const others = await this.lessons
      .find({ courseId, _id: { $ne: new Types.ObjectId(exceptId) } }, { bytes: 1 })
      .lean<Pick<LessonDocument, 'bytes'>[]>();
    return others.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The lessons whose draft or published body names a file. */
  async findUses(fileId: string): Promise<Pick<LessonDocument, '_id' | 'courseId' | 'published'>[]> {
    return await this.lessons
      .find({ fileIds: fileId }, { courseId: 1, published: 1 })
      .lean<Pick<LessonDocument, '_id' | 'courseId' | 'published'>[]>();
  }

  /** The lessons that name one of these files: as much of their bodies as says where. */
  async findNaming(fileIds: readonly string[]): Promise<NamingLesson[]> {
    return await this.lessons.find({ fileIds: { $in: [...fileIds] } }, NAMES_IN_BODIES).lean<NamingLesson[]>();
  }

  /** The quizzes among these that stand in another lesson. */
  async quizzesElsewhere(quizIds: readonly string[], lessonId: string): Promise<Set<string>> {
    const found = await this.lessons
      .find({ quizIds: { $in: [...quizIds] }, _id: { $ne: new Types.ObjectId(lessonId) } }, { quizIds: 1 })
      .lean<Pick<LessonDocument, 'quizIds'>[]>();
    return new Set(found.flatMap((lesson) => lesson.quizIds));
  }

  /** The first write of a transaction that changes a lesson: nobody else changes it until the end. Null where it was never saved. */
  async take(id: string, session: ClientSession): Promise<LessonDocument | null> {
    return await this.lessons
      .findOneAndUpdate({ _id: id }, { $inc: { edit: 1 } }, { returnDocument: 'after', session })
      .lean<LessonDocument>();
  }

  /** @throws the driver's duplicate key error where somebody saved it first */
  async insert(stored: readonly StoredDraft[], session: ClientSession): Promise<void> {
    for (let start = 0; start < stored.length; start += AT_ONCE) {
      const documents = stored.slice(start, start + AT_ONCE).map(({ id, ...lesson }) => ({
        ...lesson,
        ...factsOf(lesson.draft, null),
        _id: new Types.ObjectId(id),
        edit: 1,
        published: null,
      }));
      await this.lessons.insertMany(documents, { session });
    }
  }

  async writeDraft(
    { id, ...stored }: StoredDraft,
    published: PublishedBody | null,
    session: ClientSession,
  ): Promise<void> {
    const changes = { ...stored, ...factsOf(stored.draft, published) };
    await this.lessons.updateOne({ _id: id }, { $set: changes }, { session });
  }

  async writePublished(
    { _id, draft }: LessonDocument,
    published: PublishedBody | null,
    session: ClientSession,
  ): Promise<void> {
    await this.lessons.updateOne({ _id }, { $set: { published, ...factsOf(draft, published) } }, { session });
  }

  async remove(id: string, session: ClientSession): Promise<void> {
    await this.lessons.deleteOne({ _id: id }, { session });
  }

  async removeOf(courseId: string, session: ClientSession): Promise<void> {
    await this.lessons.deleteMany({ courseId }, { session });
  }
}

function factsOf(
  draft: LessonDraft,
  published: PublishedBody | null,
): Pick<LessonDocument, 'fileIds' | 'quizIds' | 'bytes'> {
  const fileIds = fileIdsOf([...draft.blocks, ...(published?.content.blocks ?? [])]);
  return { fileIds, quizIds: quizIdsOf(draft.blocks), bytes: bytesOf(draft) };
}
