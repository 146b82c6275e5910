import type { StorageKind } from '@classy-book/contracts/file-desk';
import { Schema } from 'mongoose';
import type { Rendition } from '../file.schema.js';
import type { Shape } from '../inspection/inspected.js';

/**
 * Bytes in a storage. Several files of one person share them where the same bytes came for the same use: they are stored once, and go
 * with the last file that holds them.
 */
export interface FileObjectDocument {
  /** The key of the bytes: the id of the first file that held them. */
  _id: string;
  ownerId: string;
  /** SHA-256 of the bytes as they arrived; `gone:<key>` once they are being deleted, so that the same bytes may come again. */
  source: string;
  shape: Shape;
  storage: StorageKind;
  type: string;
  size: number;
  /** SHA-256 of the bytes as they are stored. */
  sha256: string;
  width: number | null;
  height: number | null;
  renditions: Rendition[];
  /** The ids of the files that are made of it. */
  heldBy: string[];
  state: 'stored' | 'deleting';
  /** When deleting it is tried again. */
  dueAt: Date | null;
  createdAt: Date;
}

export const FILE_OBJECT_MODEL = 'FileObject';

const rendition = { key: String, type: String, width: Number, height: Number, size: Number };

export const fileObjectSchema = new Schema<FileObjectDocument>(
  {
    _id: { type: String, required: true },
    ownerId: { type: String, required: true },
    source: { type: String, required: true },
    shape: { type: String, required: true },
    storage: { type: String, required: true },
    type: { type: String, required: true },
    size: { type: Number, required: true },
    sha256: { type: String, required: true },
    width: { type: Number, default: null },
    height: { type: Number, default: null },
    renditions: { type: [new Schema<Rendition>(rendition, { _id: false })], default: [] },
    heldBy: { type: [String], required: true },
    state: { type: String, enum: ['stored', 'deleting'], required: true },
    dueAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { collection: 'file_objects', strict: 'throw', versionKey: false },
);

// the same bytes of the same person are stored once
fileObjectSchema.index({ ownerId: 1, source: 1, shape: 1 }, { unique: true });
// what a file holds
fileObjectSchema.index({ heldBy: 1 });
// what is still to be deleted
fileObjectSchema.index({ state: 1, dueAt: 1 });
