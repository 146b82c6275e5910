import type { FigureDimension, TopEntry } from '@classy-book/contracts/figures';
import { Schema } from 'mongoose';
import type { MinuteCell } from './attempt-minute.schema.js';

export type BucketSize = 'minute' | 'hour' | 'day';
export type Tops = Readonly<Record<FigureDimension, readonly TopEntry[]>>;

/** One closed minute, hour or day (UTC). `_id` is its size and start; those without attempts have no document. */
export interface FigureBucketDocument {
  _id: string;
  size: BucketSize;
  start: Date;
  /** How many attempts of each kind. */
  cells: MinuteCell[];
  tops: Tops;
  expiresAt: Date;
}

export const FIGURE_BUCKET_MODEL = 'FigureBucket';
export const FIGURE_BUCKET_COLLECTION = 'figure_buckets';

export const figureBucketSchema = new Schema(
  {
    _id: { type: String, required: true },
    size: { type: String, required: true },
    start: { type: Date, required: true },
    cells: { type: [Schema.Types.Mixed], required: true },
    tops: { type: Schema.Types.Mixed, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: FIGURE_BUCKET_COLLECTION, versionKey: false },
);

// the buckets of one size in a range of time, and the newest of them
figureBucketSchema.index({ size: 1, start: 1 });
// deletes what is older than its retention
figureBucketSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
