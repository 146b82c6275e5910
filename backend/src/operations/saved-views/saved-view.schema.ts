import type { ViewPage } from '@classy-book/contracts/saved-views';
import { Schema, type Types } from 'mongoose';

export interface SavedViewDocument {
  _id: Types.ObjectId;
  ownerId: string;
  owner: string;
  page: ViewPage;
  name: string;
  query: string;
  shared: boolean;
  isDefault: boolean;
  updatedAt: Date;
}

export const SAVED_VIEW_MODEL = 'SavedView';

export const savedViewDocumentSchema = new Schema<SavedViewDocument>(
  {
    ownerId: { type: String, required: true },
    owner: { type: String, required: true },
    page: { type: String, required: true },
    name: { type: String, required: true },
    query: { type: String, default: '' },
    shared: { type: Boolean, required: true },
    isDefault: { type: Boolean, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'saved_views', strict: 'throw', versionKey: false },
);

// one view of a name for a person and page; the own ones of a page, by name
savedViewDocumentSchema.index({ ownerId: 1, page: 1, name: 1 }, { unique: true });
// what others share on a page, by name
savedViewDocumentSchema.index({ page: 1, shared: 1, name: 1 });
