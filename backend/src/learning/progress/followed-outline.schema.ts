import { Schema } from 'mongoose';

/**
 * Up to which outline the remembered progress of a course is computed. `_id` is the course. `dueAt` says from when on it is
 * to be computed again, by whichever process takes it; null: nothing to do. `ticket` is new with each time it was asked for.
 */
export interface FollowedOutlineDocument {
  _id: string;
  done: number;
  dueAt: Date | null;
  ticket: string;
}

export const FOLLOWED_OUTLINE_MODEL = 'FollowedOutline';
export const FOLLOWED_OUTLINE_COLLECTION = 'followed_outlines';

/** The schema stands for the collection and its index: the documents are written with the driver. */
export const followedOutlineSchema = new Schema<FollowedOutlineDocument>(
  {
    _id: { type: String, required: true },
    done: { type: Number, required: true },
    dueAt: { type: Date, default: null },
    ticket: { type: String, required: true },
  },
  { collection: FOLLOWED_OUTLINE_COLLECTION, versionKey: false },
);

// what is due
followedOutlineSchema.index({ dueAt: 1 });
