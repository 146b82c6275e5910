import { MAX_UNFINISHED_UPLOADS } from '@classy-book/contracts/file-uploads';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter, UpdateQuery } from 'mongoose';
import type { Acting } from '../../../common/events/actor.js';
import { FILE_MODEL, type FileDocument, type ResumableUpload } from '../file.schema.js';

/** An upload in pieces, in the collection `files`. */
export type UploadDocument = FileDocument & { upload: ResumableUpload };

type Filter = QueryFilter<FileDocument>;

const UNLOCKED = { 'upload.lockedBy': null, 'upload.lockedUntil': null, 'upload.lockWanted': false };

/** The queries of uploads in pieces. */
@Injectable()
export class UploadRepository {
  constructor(@InjectModel(FILE_MODEL) private readonly files: Model<FileDocument>) {}

  /** An upload, whatever has become of it; null where there is none, or what there is came in one piece or is being deleted. */
  async find(id: string): Promise<UploadDocument | null> {
    return await this.files
      .findOne({ _id: id, upload: { $ne: null }, state: { $ne: 'deleting' } })
      .lean<UploadDocument>();
  }

  /** Those of a person that have not ended, the newest first. */
  async unfinishedOf(ownerId: string): Promise<UploadDocument[]> {
    return await this.files
      .find({ ownerId, state: { $in: ['uploading', 'checking'] }, upload: { $ne: null } })
      .sort({ _id: -1 })
      .limit(MAX_UNFINISHED_UPLOADS)
      .lean<UploadDocument[]>();
  }

  /** How many of a person's uploads receive bytes at this moment. */
  async receivingOf(ownerId: string, now: Date): Promise<number> {
    const receives = [{ upload: null }, { 'upload.lockedUntil': { $gt: now } }];
    return await this.files.countDocuments({ ownerId, state: 'uploading', $or: receives });
  }

  /** How many of a person's uploads in pieces have not ended. */
  async countUnfinished(ownerId: string): Promise<number> {
    return await this.files.countDocuments({
      ownerId,
      state: { $in: ['uploading', 'checking'] },
      upload: { $ne: null },
    });
  }

  /** Takes the lock of an upload that receives bytes; null where somebody has it, or there is no such upload. */
  async takeLock(id: string, lockedBy: string, now: Date, until: Date): Promise<UploadDocument | null> {
    const lock = { 'upload.lockedBy': lockedBy, 'upload.lockedUntil': until, 'upload.lockWanted': false };
    return await this.change({ _id: id, state: 'uploading', ...free(now) }, { $set: lock });
  }

  /** Keeps a lock, and the upload alive; null where it was lost. */
  async renewLock(id: string, lockedBy: string, until: Date, dueAt: Date): Promise<UploadDocument | null> {
    const kept = { 'upload.lockedUntil': until, dueAt };
    return await this.change({ _id: id, state: 'uploading', 'upload.lockedBy': lockedBy }, { $set: kept });
  }

  /** Asks whoever has the lock to give it back. */
  async wantLock(id: string): Promise<void> {
    const held: Filter = { _id: id, state: 'uploading', 'upload.lockedBy': { $ne: null } };
    await this.files.updateOne(held, { $set: { 'upload.lockWanted': true } });
  }

  async releaseLock(id: string, lockedBy: string, dueAt: Date): Promise<void> {
    const held: Filter = { _id: id, state: 'uploading', 'upload.lockedBy': lockedBy };
    await this.files.updateOne(held, { $set: { ...UNLOCKED, dueAt } });
  }

  /** All bytes are there: from now on nobody writes to it. Null where somebody does, or another one was first. */
  async startChecking(
    id: string,
    { now, ...of }: { now: Date; dueAt: Date; sha256: string | null; acting: Acting },
  ): Promise<UploadDocument | null> {
    const { dueAt, sha256, acting } = of;
    const started = { state: 'checking', dueAt, 'upload.sha256': sha256, 'upload.acting': acting, ...UNLOCKED };
    return await this.change({ _id: id, state: 'uploading', ...free(now) }, { $set: started });
  }

  /** Takes one whose check is due again, or whose process died; those that are files but were not told of, too. */
  async takeDue(now: Date, dueAt: Date, id?: string): Promise<UploadDocument | null> {
    const due: Filter = {
      state: { $in: ['checking', 'stored'] },
      dueAt: { $lte: now },
      'upload.acting': { $ne: null },
    };
    return await this.change({ ...due, ...(id === undefined ? {} : { _id: id }) }, { $set: { dueAt } });
  }

  /** Says that it is being checked at this moment. */
  async keepChecking(id: string, dueAt: Date): Promise<void> {
    await this.files.updateOne({ _id: id, state: 'checking' }, { $set: { dueAt } });
  }

  /** It could not be checked; it is tried again at `dueAt`. */
  async postpone(id: string, waitingFor: ResumableUpload['waitingFor'], dueAt: Date): Promise<void> {
    const waiting = { $set: { dueAt, 'upload.waitingFor': waitingFor }, $inc: { 'upload.tries': 1 } };
    await this.files.updateOne({ _id: id, state: 'checking' }, waiting);
  }

  /** It is no file. Who sent it hears why until `dueAt`. */
  async refuse(id: string, refusal: NonNullable<FileDocument['refusal']>, dueAt: Date): Promise<void> {
    const refused = { state: 'refused', refusal, dueAt, 'upload.acting': null, 'upload.waitingFor': null };
    await this.files.updateOne({ _id: id, state: 'checking' }, { $set: refused });
  }

  /** The file that it became was told of: nothing is left to do. */
  async close(id: string): Promise<void> {
    const told = { dueAt: null, 'upload.acting': null, 'upload.waitingFor': null };
    await this.files.updateOne({ _id: id, state: 'stored' }, { $set: told });
  }

  /** Gives an upload up, but no file; false where it has become one. */
  async giveUp(id: string, dueAt: Date): Promise<boolean> {
    const open: Filter = { _id: id, state: { $in: ['uploading', 'checking', 'refused'] } };
    const { matchedCount } = await this.files.updateOne(open, { $set: { state: 'deleting', dueAt } });
    return matchedCount > 0;
  }

  private async change(filter: Filter, update: UpdateQuery<FileDocument>): Promise<UploadDocument | null> {
    return await this.files.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean<UploadDocument>();
  }
}

function free(now: Date): Filter {
  return { $or: [{ 'upload.lockedBy': null, upload: { $ne: null } }, { 'upload.lockedUntil': { $lte: now } }] };
}
