import type { CourseCategory, CourseLevel, Price } from '@classy-book/contracts/courses';
import { Schema, type Types } from 'mongoose';

/**
 * A course as the catalogue lists it: made from the course, and made again when that changes. `_id` is the course's. Only
 * what is `listed` is published; the others say that they were looked at.
 */
export interface CatalogueEntryDocument {
  _id: Types.ObjectId;
  /** The `version` of the course that it was made from. */
  version: number;
  listed: boolean;
  slug: string;
  title: string;
  /** The title in the form in which titles are sorted. */
  titleKey: string;
  summary: string;
  language: string;
  level: CourseLevel;
  category: CourseCategory;
  tags: string[];
  coverFileId: string | null;
  price: Price;
  free: boolean;
  teachers: string[];
  lessons: number;
  minutes: number;
  ratingAverage: number | null;
  ratingCount: number;
  learners: number;
  publishedAt: Date;
}

export const CATALOGUE_ENTRY_MODEL = 'CatalogueEntry';

const text = { type: String, required: true };
const count = { type: Number, required: true };

export const catalogueEntrySchema = new Schema<CatalogueEntryDocument>(
  {
    version: count,
    listed: { type: Boolean, required: true },
    slug: text,
    title: text,
    titleKey: { type: String, default: '' },
    summary: { type: String, default: '' },
    language: text,
    level: text,
    category: text,
    tags: { type: [String], default: [] },
    coverFileId: { type: String, default: null },
    price: { type: Schema.Types.Mixed, required: true },
    free: { type: Boolean, required: true },
    teachers: { type: [String], default: [] },
    lessons: count,
    minutes: count,
    ratingAverage: { type: Number, default: null },
    ratingCount: { type: Number, default: 0 },
    learners: { type: Number, default: 0 },
    publishedAt: { type: Date, required: true },
  },
  { collection: 'catalogue_entries', strict: 'throw', versionKey: false },
);

// the catalogue, newest first
catalogueEntrySchema.index({ listed: 1, publishedAt: -1, _id: -1 });
// by how many learn
catalogueEntrySchema.index({ listed: 1, learners: -1, _id: -1 });
// by what learners thought
catalogueEntrySchema.index({ listed: 1, ratingAverage: -1, _id: -1 });
// by title
catalogueEntrySchema.index({ listed: 1, titleKey: 1, _id: 1 });
// of a category, newest first
catalogueEntrySchema.index({ category: 1, publishedAt: -1, _id: -1 });
// with a tag, newest first
catalogueEntrySchema.index({ tags: 1, publishedAt: -1, _id: -1 });
