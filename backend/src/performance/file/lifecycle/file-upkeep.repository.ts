import type { FileUse } from '@classy-book/contracts/file-desk';
import type { FilePurpose } from '@classy-book/contracts/files';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { upsertOrMeet } from '../../../database/database-errors.js';
import { FILE_MODEL, type FileDocument } from '../file.schema.js';
import { FILE_OBJECT_MODEL, type FileObjectDocument } from '../objects/file-object.schema.js';
import { FILE_UPKEEP_MODEL, type FileUpkeepDocument } from './file-upkeep.schema.js';

/** As much of a file as its uses are looked up with. */
export type KeptFile = Pick<FileDocument, '_id' | 'purpose' | 'state' | 'unusedSince' | 'usesCheckedAt' | 'leavingAt'>;

const UPKEEP = 'upkeep';
const FIELDS = { purpose: 1, state: 1, unusedSince: 1, usesCheckedAt: 1, leavingAt: 1 };

/** The queries that looking after stored files needs: who does it, what nothing names, and what holds bytes without being there. */
@Injectable()
export class FileUpkeepRepository {
  constructor(
    @InjectModel(FILE_MODEL) private readonly files: Model<FileDocument>,
    @InjectModel(FILE_OBJECT_MODEL) private readonly objects: Model<FileObjectDocument>,
    @InjectModel(FILE_UPKEEP_MODEL) private readonly upkeep: Model<FileUpkeepDocument>,
  ) {}

  /** Takes the lease, or holds on to it; null where another process has it. */
  async take(holder: string, now: Date, until: Date): Promise<FileUpkeepDocument | null> {
    const fresh = { holder: '', until: now, objectsAfter: '' };
    const mine = { _id: UPKEEP, $or: [{ holder }, { until: { $lte: now } }] };
    const taken = await this.upkeep
      .findOneAndUpdate(mine, { $set: { holder, until } }, { returnDocument: 'after' })
      .lean<FileUpkeepDocument>();
    if (taken !== null || (await this.upkeep.exists({ _id: UPKEEP })) !== null) return taken;
    await upsertOrMeet(async () => this.upkeep.updateOne({ _id: UPKEEP }, { $setOnInsert: fresh }, { upsert: true }));
    return await this.take(holder, now, until);
  }

  async release(holder: string, now: Date, objectsAfter: string): Promise<void> {
    await this.upkeep.updateOne({ _id: UPKEEP, holder }, { $set: { until: now, objectsAfter } });
  }

  /** Stored files whose uses were not looked up since a moment: those that never were first, then those that were longest ago. */
  async unchecked(since: Date, limit: number): Promise<KeptFile[]> {
    const never = await this.some({ usesCheckedAt: null }, limit);
    if (never.length === limit) return never;
    return [...never, ...(await this.some({ usesCheckedAt: { $lte: since } }, limit - never.length))];
  }

  /** Notes what names files; not for those that somebody has found meanwhile to name them. */
  async noteUses(files: readonly KeptFile[], uses: ReadonlyMap<string, readonly FileUse[]>, now: Date): Promise<void> {
    if (files.length === 0) return;
    await this.files.bulkWrite(
      files.map(({ _id, usesCheckedAt, unusedSince }) => {
        const named = uses.get(_id.toHexString()) ?? [];
        const since = named.length > 0 ? { unusedSince: null, leavingAt: null } : { unusedSince: unusedSince ?? now };
        const noted = { uses: [...named], usesCheckedAt: now, ...since };
        return { updateOne: { filter: { _id, state: 'stored', usesCheckedAt }, update: { $set: noted } } };
      }),
      { ordered: false },
    );
  }

  /** Looks at them again in a day, whatever names them. */
  async putOff(files: readonly KeptFile[], now: Date): Promise<void> {
    if (files.length === 0) return;
    const ids = files.map(({ _id }) => _id);
    await this.files.updateMany({ _id: { $in: ids } }, { $set: { usesCheckedAt: now, unusedSince: null } });
  }

  /** Says of what nothing has named since `until` that it is about to go. `archives`: until when those are kept. */
  async startLeaving(until: Date, archives: Date, now: Date): Promise<void> {
    const archive: FilePurpose = 'course_archive';
    const stays = { state: 'stored' as const, leavingAt: null };
    const leaving = { $set: { leavingAt: now } };
    await this.files.updateMany({ ...stays, unusedSince: { $lte: until } }, leaving);
    await this.files.updateMany({ ...stays, unusedSince: { $lte: archives }, purpose: archive }, leaving);
  }

  /** What has been about to go since before a moment. */
  async leaving(since: Date, limit: number): Promise<FileDocument[]> {
    return await this.files
      .find({ state: 'stored', unusedSince: { $gte: new Date(0) }, leavingAt: { $lte: since } })
      .limit(limit)
      .lean<FileDocument[]>();
  }

  /** Makes one that is about to go invisible; false where somebody has found it meanwhile. */
  async startDeleting({ _id, leavingAt }: KeptFile, dueAt: Date): Promise<boolean> {
    const { matchedCount } = await this.files.updateOne(
      { _id, state: 'stored', leavingAt },
      { $set: { state: 'deleting', dueAt } },
    );
    return matchedCount === 1;
  }

  /** Objects behind an id that are not being deleted, in the order of the ids, with the files that hold them. */
  async objectsBehind(id: string, limit: number): Promise<Pick<FileObjectDocument, '_id' | 'heldBy'>[]> {
    return await this.objects
      .find({ _id: { $gt: id }, state: { $ne: 'deleting' } }, { heldBy: 1 })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<Pick<FileObjectDocument, '_id' | 'heldBy'>[]>();
  }

  /** Which of these ids are files, or are to become some. */
  async existing(ids: readonly string[]): Promise<Set<string>> {
    const found = await this.files.find({ _id: { $in: [...ids] } }, { _id: 1 }).lean<Pick<FileDocument, '_id'>[]>();
    return new Set(found.map(({ _id }) => _id.toHexString()));
  }

  /** Which of these ids still need the bytes that arrived for them. */
  async arriving(ids: readonly string[]): Promise<Set<string>> {
    const found = await this.files
      .find({ _id: { $in: [...ids] }, state: { $in: ['uploading', 'checking'] } }, { _id: 1 })
      .lean<Pick<FileDocument, '_id'>[]>();
    return new Set(found.map(({ _id }) => _id.toHexString()));
  }

  private async some(condition: Readonly<Record<string, unknown>>, limit: number): Promise<KeptFile[]> {
    return await this.files
      .find({ state: 'stored', ...condition }, FIELDS)
      .sort({ usesCheckedAt: 1 })
      .limit(limit)
      .lean<KeptFile[]>();
  }
}
