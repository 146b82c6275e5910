import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { isDuplicateKey } from '../../../database/database-errors.js';
import type { Shape } from '../inspection/inspected.js';
import { FILE_OBJECT_MODEL, type FileObjectDocument } from './file-object.schema.js';

/** Which bytes are the same: those of one owner, that arrived as `source`, made the same way. */
export type SameBytes = Pick<FileObjectDocument, 'ownerId' | 'source'> & { readonly shape: Shape };
/** What is known of bytes before they are in their storage. */
export type ObjectFacts = Pick<
  FileObjectDocument,
  'storage' | 'type' | 'size' | 'sha256' | 'width' | 'height' | 'renditions'
>;

type Writing = ObjectFacts & Pick<FileObjectDocument, 'writtenUntil'>;

/** More files than this do not share bytes: a document has to stay small. */
const MOST_HOLDERS = 1_000;
const hasRoom = { [`heldBy.${String(MOST_HOLDERS - 1)}`]: { $exists: false } };

/** The queries of the collection `file_objects`. */
@Injectable()
export class FileObjectRepository {
  constructor(@InjectModel(FILE_OBJECT_MODEL) private readonly objects: Model<FileObjectDocument>) {}

  /** Lets a file hold stored bytes; null where there are none such, or too many files hold them. */
  async hold(
    same: SameBytes,
    fileId: string,
    session: ClientSession | null = null,
  ): Promise<FileObjectDocument | null> {
    return await this.objects
      .findOneAndUpdate(
        { ...same, state: 'stored', ...hasRoom },
        { $addToSet: { heldBy: fileId } },
        { returnDocument: 'after', session },
      )
      .lean<FileObjectDocument>();
  }

  /** Notes bytes before they are stored, under the id of the file that they are for; false where they are noted already. */
  async begin(fileId: string, same: SameBytes, facts: Writing, now: Date): Promise<boolean> {
    try {
      await this.objects.create([
        {
          ...{ _id: fileId, ...same, source: `new:${fileId}`, ...facts },
          ...{ heldBy: [fileId], state: 'keeping', createdAt: now },
        },
      ]);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Takes up again what was begun; `alsoIn` is a storage in which the first try may have left something. */
  async beginAgain(id: string, again: Writing & Pick<FileObjectDocument, 'alsoIn'>): Promise<void> {
    await this.objects.updateOne({ _id: id, state: 'keeping' }, { $set: again });
  }

  /** Says that nobody writes them any more; what is being deleted is due at `dueAt`. */
  async endWriting(id: string, dueAt: Date | null): Promise<void> {
    await this.objects.updateOne(
      { _id: id, state: { $ne: 'stored' } },
      { $set: dueAt === null ? { writtenUntil: null } : { writtenUntil: null, dueAt } },
    );
  }

  /**
   * Says that bytes are stored, unless the owner has the same ones already: then the file holds those. Several at once take turns.
   * @returns what the file holds; null where it was given up meanwhile
   */
  async settle(fileId: string, same: SameBytes, session: ClientSession): Promise<FileObjectDocument | null> {
    const other = await this.hold(same, fileId, session);
    if (other !== null) return other;
    // bytes that too many files hold are shared no further: the same ones may be stored beside them
    const [crowded] = await this.objects.find(same, { _id: 1 }, { session }).lean<{ _id: string }[]>();
    if (crowded !== undefined) {
      await this.objects.updateOne({ _id: crowded._id }, { $set: { source: `full:${crowded._id}` } }, { session });
    }
    return await this.objects
      .findOneAndUpdate(
        { _id: fileId, state: 'keeping' },
        { $set: { source: same.source, state: 'stored', writtenUntil: null } },
        { returnDocument: 'after', session },
      )
      .lean<FileObjectDocument>();
  }

  async find(id: string): Promise<FileObjectDocument | null> {
    return await this.objects.findOne({ _id: id }).lean<FileObjectDocument>();
  }

  /** What a file holds, and what is being deleted since it was the last to hold it. */
  async heldBy(fileId: string): Promise<FileObjectDocument[]> {
    return await this.objects.find({ heldBy: fileId }).lean<FileObjectDocument[]>();
  }

  /** Takes a file out of those that hold bytes, where others hold them too; false where it is the last one, or none. */
  async letGo(id: string, fileId: string): Promise<boolean> {
    const { matchedCount } = await this.objects.updateOne(
      { _id: id, heldBy: fileId, 'heldBy.1': { $exists: true } },
      { $pull: { heldBy: fileId } },
    );
    return matchedCount === 1;
  }

  /** Gives bytes up that only this file holds, so that nobody can hold them any more; false where others do. */
  async giveUp(id: string, fileId: string, dueAt: Date): Promise<boolean> {
    const gone = { source: `gone:${id}`, state: 'deleting', dueAt };
    const { matchedCount } = await this.objects.updateOne(
      { _id: id, heldBy: { $eq: fileId, $size: 1 }, state: { $ne: 'deleting' } },
      { $set: gone },
    );
    return matchedCount === 1;
  }

  /** Takes one that is to be deleted and is due. Who takes it has it until `next`. */
  async takeDue(now: Date, next: Date): Promise<FileObjectDocument | null> {
    return await this.objects
      .findOneAndUpdate(
        { state: 'deleting', dueAt: { $lte: now } },
        { $set: { dueAt: next }, $inc: { tries: 1 } },
        { returnDocument: 'after', sort: { dueAt: 1 } },
      )
      .lean<FileObjectDocument>();
  }

  /** Says when deleting is tried again. */
  async putOff(id: string, dueAt: Date): Promise<void> {
    await this.objects.updateOne({ _id: id, state: 'deleting' }, { $set: { dueAt } });
  }

  async forget(id: string): Promise<void> {
    await this.objects.deleteOne({ _id: id, state: 'deleting' });
  }
}
