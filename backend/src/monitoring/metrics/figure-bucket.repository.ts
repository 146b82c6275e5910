import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from '../../database/connections.js';
import { type BucketSize, FIGURE_BUCKET_COLLECTION, type FigureBucketDocument } from './figure-bucket.schema.js';

/** The queries of the collection `figure_buckets`. */
@Injectable()
export class FigureBucketRepository {
  constructor(@InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection) {}

  /** Stores buckets in place of what stood there before: doing it twice changes nothing. */
  async replace(buckets: readonly FigureBucketDocument[]): Promise<void> {
    if (buckets.length === 0) return;
    await this.buckets.bulkWrite(
      buckets.map(({ _id, ...replacement }) => ({ replaceOne: { filter: { _id }, replacement, upsert: true } })),
      { ordered: true },
    );
  }

  /** The start of the newest bucket of a size; null where there is none. */
  async newest(size: BucketSize): Promise<Date | null> {
    const [last] = await this.buckets
      .find({ size })
      .sort({ start: -1 })
      .limit(1)
      .project<{ start: Date }>({ start: 1 })
      .toArray();
    return last?.start ?? null;
  }

  /** The buckets of a size with `from <= start < to`, oldest first, whole. */
  async read(size: BucketSize, from: number, to: number): Promise<FigureBucketDocument[]> {
    return await this.buckets
      .find(startingIn(size, from, to))
      .sort({ start: 1 })
      .toArray();
  }

  /** The same without the tops. */
  async readCells(
    size: BucketSize,
    from: number,
    to: number,
  ): Promise<Pick<FigureBucketDocument, 'start' | 'cells'>[]> {
    return await this.buckets
      .find(startingIn(size, from, to))
      .sort({ start: 1 })
      .project<Pick<FigureBucketDocument, 'start' | 'cells'>>({ start: 1, cells: 1 })
      .toArray();
  }

  private get buckets(): mongo.Collection<FigureBucketDocument> {
    return this.patient.collection(FIGURE_BUCKET_COLLECTION) as unknown as mongo.Collection<FigureBucketDocument>;
  }
}

function startingIn(size: BucketSize, from: number, to: number): mongo.Filter<FigureBucketDocument> {
  return { size, start: { $gte: new Date(from), $lt: new Date(to) } };
}
