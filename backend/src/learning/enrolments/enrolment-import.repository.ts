import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import {
  ENROLMENT_IMPORT_MODEL,
  type EnrolmentImportDocument,
  IMPORT_CHUNK_MODEL,
  type ImportChunkDocument,
} from './enrolment-import.schema.js';

/** What of a chunk its progress is made of. */
export type ChunkCounts = Pick<ImportChunkDocument, 'done' | 'counts'>;

/** The queries of the collections `enrolment_imports` and `enrolment_import_rows`. */
@Injectable()
export class EnrolmentImportRepository {
  constructor(
    @InjectModel(ENROLMENT_IMPORT_MODEL) private readonly imports: Model<EnrolmentImportDocument>,
    @InjectModel(IMPORT_CHUNK_MODEL) private readonly chunks: Model<ImportChunkDocument>,
  ) {}

  async insert(
    made: Omit<EnrolmentImportDocument, '_id'>,
    chunks: readonly Pick<ImportChunkDocument, 'rows' | 'counts'>[],
    session: ClientSession,
  ): Promise<EnrolmentImportDocument> {
    const _id = new Types.ObjectId();
    const importId = _id.toHexString();
    const { purgeAt } = made;
    await this.imports.create([{ _id, ...made }], { session });
    await this.chunks.insertMany(
      chunks.map((chunk, index) => ({ importId, index, done: false, ...chunk, purgeAt })),
      { session },
    );
    return { _id, ...made };
  }

  async find(courseId: string, id: string): Promise<EnrolmentImportDocument | null> {
    return await this.imports.findOne({ _id: id, courseId }).lean<EnrolmentImportDocument>();
  }

  async list(courseId: string, limit: number): Promise<EnrolmentImportDocument[]> {
    return await this.imports.find({ courseId }).sort({ _id: -1 }).limit(limit).lean<EnrolmentImportDocument[]>();
  }

  /** How far an import is, without its rows. */
  async countsOf(importId: string): Promise<ChunkCounts[]> {
    return await this.chunks.find({ importId }, { done: 1, counts: 1 }).lean<ChunkCounts[]>();
  }

  /** The rows of an import, behind a chunk. */
  async chunkAfter(importId: string, index: number): Promise<ImportChunkDocument | null> {
    return await this.chunks
      .findOne({ importId, index: { $gt: index } })
      .sort({ index: 1 })
      .lean<ImportChunkDocument>();
  }

  /** Takes what is due: nobody else works on it until `leaseEnd`. */
  async claim(lease: string, now: Date, leaseEnd: Date): Promise<EnrolmentImportDocument | null> {
    return await this.imports
      .findOneAndUpdate(
        { state: { $in: ['waiting', 'running'] }, leaseEnd: { $lte: now } },
        { $set: { state: 'running', lease, leaseEnd }, $inc: { tries: 1 } },
        { sort: { leaseEnd: 1 }, returnDocument: 'after' },
      )
      .lean<EnrolmentImportDocument>();
  }

  /** Holds on to an import; false where somebody else took it. */
  async extendLease(id: Types.ObjectId, lease: string, leaseEnd: Date): Promise<boolean> {
    const { matchedCount } = await this.imports.updateOne({ _id: id, lease, state: 'running' }, { $set: { leaseEnd } });
    return matchedCount === 1;
  }

  async writeChunk(
    { _id }: Pick<ImportChunkDocument, '_id'>,
    { rows, counts }: Pick<ImportChunkDocument, 'rows' | 'counts'>,
  ): Promise<void> {
    await this.chunks.updateOne({ _id }, { $set: { rows, counts, done: true } });
  }

  /** Ends an import; false where somebody else took it. */
  async finish(id: Types.ObjectId, lease: string, state: 'done' | 'failed', finishedAt: Date): Promise<boolean> {
    const { matchedCount } = await this.imports.updateOne(
      { _id: id, lease, state: 'running' },
      { $set: { state, finishedAt, lease: null } },
    );
    return matchedCount === 1;
  }
}
