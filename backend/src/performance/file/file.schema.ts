import type { FilePurpose } from '@classy-book/contracts/files';
import { Schema, type Types } from 'mongoose';

/** `uploading` and `deleting` are seen by nobody; `dueAt` is when the sweeper looks after them. */
export type FileState = 'uploading' | 'stored' | 'deleting';

export interface FileDocument {
  _id: Types.ObjectId;
  ownerId: string;
  purpose: FilePurpose;
  courseId: string | null;
  name: string;
  type: string;
  /** Bytes; while it is uploading, what was announced. */
  size: number;
  sha256: string;
  width: number | null;
  height: number | null;
  key: string;
  state: FileState;
  dueAt: Date | null;
  createdAt: Date;
}

export const FILE_MODEL = 'File';

export const fileDocumentSchema = new Schema<FileDocument>(
  {
    ownerId: { type: String, required: true },
    purpose: { type: String, required: true },
    courseId: { type: String, default: null },
    name: { type: String, required: true },
    type: { type: String, default: '' },
    size: { type: Number, required: true },
    sha256: { type: String, default: '' },
    width: { type: Number, default: null },
    height: { type: Number, default: null },
    key: { type: String, required: true },
    state: { type: String, enum: ['uploading', 'stored', 'deleting'], required: true },
    dueAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { collection: 'files', strict: 'throw', versionKey: false },
);

// what a person has stored, and is uploading
fileDocumentSchema.index({ ownerId: 1, state: 1 });
// what goes with a course
fileDocumentSchema.index({ courseId: 1 });
// what the sweeper has to look after
fileDocumentSchema.index({ state: 1, dueAt: 1 });
