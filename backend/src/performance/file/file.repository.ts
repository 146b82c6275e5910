import type { FilePurpose } from '@classy-book/contracts/files';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, type QueryFilter, Types } from 'mongoose';
import { searchKey } from '../../common/text/search-key.js';
import { FILE_MODEL, type FileDocument, type ResumableUpload } from './file.schema.js';

/** What an upload is known by before its bytes have arrived. */
export type AnnouncedFile = Pick<FileDocument, 'ownerId' | 'purpose' | 'courseId' | 'name' | 'size'>;
/** What is found out about the bytes. */
export type StoredFacts = Pick<
  FileDocument,
  'name' | 'type' | 'size' | 'sha256' | 'width' | 'height' | 'duration' | 'key' | 'storage' | 'renditions'
>;

const MOST_LISTED = 1_000;
const MOST_AT_ONCE = 100;

/** The queries of the collection `files`. */
@Injectable()
export class FileRepository {
  constructor(@InjectModel(FILE_MODEL) private readonly files: Model<FileDocument>) {}

  /** Notes an upload that begins; the key is its id. `upload` where it comes in pieces. */
  async begin(file: AnnouncedFile, now: Date, dueAt: Date, upload: ResumableUpload | null = null): Promise<string> {
    const id = new Types.ObjectId();
    const key = id.toHexString();
    const nameKey = searchKey(file.name);
    await this.files.create([{ _id: id, ...file, nameKey, key, state: 'uploading', upload, dueAt, createdAt: now }]);
    return key;
  }

  /** What somebody has: stored files together with uploads that still run, as they were announced. */
  async usageOf(ownerId: string): Promise<{ bytes: number; files: number }> {
    const [sums] = await this.files.aggregate<{ bytes: number; files: number }>([
      { $match: { ownerId, state: { $in: ['uploading', 'checking', 'stored'] } } },
      { $group: { _id: null, bytes: { $sum: '$size' }, files: { $sum: 1 } } },
    ]);
    return { bytes: sums?.bytes ?? 0, files: sums?.files ?? 0 };
  }

  /** Says that an upload is alive. */
  async extend(id: string, dueAt: Date): Promise<void> {
    await this.files.updateOne({ _id: id, state: 'uploading' }, { $set: { dueAt } });
  }

  /**
   * Makes an upload a file; null where it was given up meanwhile. `dueAt` is when to look whether it was told of, for those whose
   * uploads outlive their process.
   */
  async finish(id: string, facts: StoredFacts, dueAt: Date | null): Promise<FileDocument | null> {
    return await this.files
      .findOneAndUpdate(
        { _id: id, state: { $in: ['uploading', 'checking'] } },
        { $set: { ...facts, nameKey: searchKey(facts.name), state: 'stored', dueAt } },
        { returnDocument: 'after' },
      )
      .lean<FileDocument>();
  }

  async findStored(ids: readonly string[]): Promise<FileDocument[]> {
    const known = ids.filter((id) => /^[0-9a-f]{24}$/.test(id));
    if (known.length === 0) return [];
    return await this.files.find({ _id: { $in: known }, state: 'stored' }).lean<FileDocument[]>();
  }

  /** The files of a person, the newest first, at most a thousand. */
  async ofOwner(ownerId: string): Promise<FileDocument[]> {
    return await this.files
      .find({ ownerId, state: 'stored' })
      .sort({ _id: -1 })
      .limit(MOST_LISTED)
      .lean<FileDocument[]>();
  }

  /** What a person has of these purposes, uploads that still run too, behind an id, by their ids. */
  async allOfOwner(ownerId: string, purposes: readonly FilePurpose[], after: string | null): Promise<FileDocument[]> {
    return await this.some({ ownerId, purpose: { $in: [...purposes] } }, after);
  }

  /** What a course has, uploads that still run too, behind an id, by their ids. */
  async allOfCourse(courseId: string, after: string | null): Promise<FileDocument[]> {
    return await this.some({ courseId }, after);
  }

  /** Somebody may be about to name these: what nothing names is looked at soon, and not thrown away before. */
  async spare(ids: readonly string[]): Promise<void> {
    const known = ids.filter((id) => /^[0-9a-f]{24}$/.test(id));
    if (known.length === 0) return;
    await this.files.updateMany(
      { _id: { $in: known }, state: 'stored', $or: [{ unusedSince: { $ne: null } }, { leavingAt: { $ne: null } }] },
      { $set: { leavingAt: null, usesCheckedAt: null } },
    );
  }

  /** From now on nobody sees it; the sweeper deletes what is not deleted at once. False where somebody else deletes it already. */
  async hide(id: string, dueAt: Date): Promise<boolean> {
    const { matchedCount } = await this.files.updateOne(
      { _id: id, state: { $ne: 'deleting' } },
      { $set: { state: 'deleting', dueAt } },
    );
    return matchedCount === 1;
  }

  /** A stored file that was hidden is there again, if nobody has begun to delete its bytes. */
  async show(id: string, hiddenUntil: Date): Promise<boolean> {
    const { matchedCount } = await this.files.updateOne(
      { _id: id, state: 'deleting', dueAt: hiddenUntil },
      { $set: { state: 'stored', dueAt: null } },
    );
    return matchedCount === 1;
  }

  /** The same for many at once. */
  async markDeleting(ids: readonly string[], dueAt: Date): Promise<void> {
    await this.files.updateMany({ _id: { $in: [...ids] } }, { $set: { state: 'deleting', dueAt } });
  }

  /** Takes one that is due: a dead upload, a refusal that was to be heard long enough, or a deletion. Who takes it has it until `next`. */
  async takeDue(now: Date, next: Date): Promise<FileDocument | null> {
    return await this.files
      .findOneAndUpdate(
        { state: { $in: ['uploading', 'refused', 'deleting'] }, dueAt: { $lte: now } },
        { $set: { state: 'deleting', dueAt: next } },
        { returnDocument: 'after' },
      )
      .lean<FileDocument>();
  }

  async delete(id: string): Promise<void> {
    await this.files.deleteOne({ _id: id, state: { $ne: 'stored' } });
  }

  private async some(of: QueryFilter<FileDocument>, after: string | null): Promise<FileDocument[]> {
    const behind = after === null ? {} : { _id: { $gt: new Types.ObjectId(after) } };
    return await this.files
      .find({ ...of, state: { $ne: 'deleting' }, ...behind })
      .sort({ _id: 1 })
      .limit(MOST_AT_ONCE)
      .lean<FileDocument[]>();
  }
}
