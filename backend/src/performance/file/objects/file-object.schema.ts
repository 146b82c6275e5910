import type { StorageKind } from '@classy-book/contracts/file-desk';
import { Schema } from 'mongoose';
import type { Rendition } from '../file.schema.js';
import type { Shape } from '../inspection/inspected.js';

/**
 * Bytes in a storage. Several files of one person share them where the same bytes came for the same use: they are stored once, and go
 * with the last file that holds them. The document is there before the bytes (`keeping`) and goes after them (`deleting`): whatever lies
 * in a storage is named by one.
 */
export interface FileObjectDocument {
  /** The key of the bytes: the id of the first file that held them. */
  _id: string;
  ownerId: string;
  /**
   * SHA-256 of the bytes as they arrived; files may share those that have one. Else `new:<key>` (not stored yet), `full:<key>` (held by as
   * many files as may hold it) or `gone:<key>` (being deleted): the same bytes may come again.
   */
  source: string;
  shape: Shape;
  storage: StorageKind;
  /** Another storage in which some of the bytes may lie: what a move, or a try with other settings, has left. */
  alsoIn: StorageKind | null;
  type: string;
  size: number;
  /** SHA-256 of the bytes as they are stored. */
  sha256: string;
  width: number | null;
  height: number | null;
  renditions: Rendition[];
  /** The ids of the files that are made of it, at most a thousand; while it is being deleted, of the last one. */
  heldBy: string[];
  state: 'keeping' | 'stored' | 'deleting';
  /** Until then somebody may still write the bytes; null once nobody does. */
  writtenUntil: Date | null;
  /** When deleting it is tried again, and how often it was. */
  dueAt: Date | null;
  tries: number;
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
    alsoIn: { type: String, default: null },
    type: { type: String, required: true },
    size: { type: Number, required: true },
    sha256: { type: String, required: true },
    width: { type: Number, default: null },
    height: { type: Number, default: null },
    renditions: { type: [new Schema<Rendition>(rendition, { _id: false })], default: [] },
    heldBy: { type: [String], required: true },
    state: { type: String, enum: ['keeping', 'stored', 'deleting'], required: true },
    writtenUntil: { type: Date, default: null },
    dueAt: { type: Date, default: null },
    tries: { type: Number, default: 0 },
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
