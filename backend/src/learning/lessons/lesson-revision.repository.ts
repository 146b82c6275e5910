import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import { fileIdsOf } from './lesson-content.js';
import { LESSON_REVISION_MODEL, type LessonRevisionDocument } from './lesson-revision.schema.js';

export type RevisionHead = Omit<LessonRevisionDocument, 'draft'>;
export type NewRevision = Omit<LessonRevisionDocument, '_id' | 'since' | 'fileIds'>;

/** A lesson whose history names a file, under the title that it had last with it. */
export interface FormerUse {
  readonly fileId: string;
  readonly lessonId: string;
  readonly courseId: string;
  readonly title: string;
}

const MAX_REVISIONS = 50;
const ONE_WORK_MS = 5 * 60_000;

/** The queries of the collection `lesson_revisions`. */
@Injectable()
export class LessonRevisionRepository {
  constructor(@InjectModel(LESSON_REVISION_MODEL) private readonly revisions: Model<LessonRevisionDocument>) {}

  /** The states of a lesson without what they hold, newest first, behind `before`. */
  async page(lessonId: string, before: string | undefined, limit: number): Promise<RevisionHead[]> {
    const behind = before === undefined ? {} : { _id: { $lt: new Types.ObjectId(before) } };
    return await this.revisions
      .find({ lessonId, ...behind }, { draft: 0 })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<RevisionHead[]>();
  }

  async find(lessonId: string, id: string): Promise<LessonRevisionDocument | null> {
    return await this.revisions.findOne({ _id: id, lessonId }).lean<LessonRevisionDocument>();
  }

  /**
   * Keeps a state: what one person saves within five minutes is one, everything else one each; the oldest beyond fifty go.
   */
  async keep(revision: NewRevision, session: ClientSession): Promise<void> {
    if (revision.reason === 'saved' && (await this.keepOn(revision, session))) return;
    const fileIds = fileIdsOf(revision.draft.blocks);
    await this.revisions.create([{ ...revision, fileIds, since: revision.at }], { session });
    const old = await this.revisions
      .find({ lessonId: revision.lessonId }, { _id: 1 }, { session })
      .sort({ _id: -1 })
      .skip(MAX_REVISIONS)
      .lean<Pick<LessonRevisionDocument, '_id'>[]>();
    if (old.length > 0) await this.revisions.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } }, { session });
  }

  /** Where the history of lessons names these files, each lesson once for a file. */
  async findUses(fileIds: readonly string[]): Promise<FormerUse[]> {
    const named = { $match: { fileIds: { $in: [...fileIds] } } };
    const groups = await this.revisions.aggregate<
      { _id: Omit<FormerUse, 'title' | 'courseId'> } & Omit<FormerUse, 'fileId'>
    >([
      named,
      { $project: { fileIds: 1, lessonId: 1, courseId: 1, title: 1 } },
      { $sort: { _id: 1 } },
      { $unwind: '$fileIds' },
      named,
      {
        $group: {
          _id: { fileId: '$fileIds', lessonId: '$lessonId' },
          courseId: { $last: '$courseId' },
          title: { $last: '$title' },
        },
      },
    ]);
    return groups.map(({ _id, courseId, title }) => ({ ..._id, courseId, title }));
  }

  async removeOf(lessonId: string, session: ClientSession): Promise<void> {
    await this.revisions.deleteMany({ lessonId }, { session });
  }

  async removeOfCourse(courseId: string, session: ClientSession): Promise<void> {
    await this.revisions.deleteMany({ courseId }, { session });
  }

  // only the newest one: what somebody else did in between stays a state of its own
  private async keepOn({ lessonId, ...revision }: NewRevision, session: ClientSession): Promise<boolean> {
    const [last] = await this.revisions
      .find({ lessonId }, { draft: 0 }, { session })
      .sort({ _id: -1 })
      .limit(1)
      .lean<RevisionHead[]>();
    if (last?.reason !== 'saved' || last.by !== revision.by) return false;
    if (revision.at.getTime() - last.since.getTime() >= ONE_WORK_MS) return false;
    await this.revisions.updateOne(
      { _id: last._id },
      { $set: { ...revision, fileIds: fileIdsOf(revision.draft.blocks) } },
      { session },
    );
    return true;
  }
}
