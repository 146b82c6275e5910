import type { FileUse, StorageKind } from '@classy-book/contracts/file-desk';
import type { FilePurpose } from '@classy-book/contracts/files';
import type { ErrorCode } from '@classy-book/contracts/errors';
import { Schema, type Types } from 'mongoose';
import type { Acting } from '../../common/events/actor.js';

/**
 * `uploading`: bytes are missing. `checking`: all are there, nobody gets them yet. `refused`: it became no file; kept for a day, so that
 * who sent it hears why. `deleting`: seen by nobody. `dueAt` is when the sweeper looks after it.
 */
export type FileState = 'uploading' | 'checking' | 'stored' | 'refused' | 'deleting';

/** A smaller picture that was made of a file. */
export interface Rendition {
  key: string;
  type: string;
  width: number;
  height: number;
  size: number;
}

/** An upload in pieces: what was said of it, and who writes to it at this moment. */
export interface ResumableUpload {
  declaredType: string | null;
  sha256: string | null;
  /** Who writes: a token of the process and request; nobody where `lockedUntil` is over. */
  lockedBy: string | null;
  lockedUntil: Date | null;
  /** Somebody else wants to write: whoever writes now has to end. */
  lockWanted: boolean;
  waitingFor: 'scanner' | 'storage' | null;
  /** How often checking it has failed. */
  tries: number;
  /** Who completed it, and from where, until the file that it became was told of. */
  acting: Acting | null;
}

export interface FileDocument {
  _id: Types.ObjectId;
  ownerId: string;
  purpose: FilePurpose;
  courseId: string | null;
  name: string;
  /** The name as it is searched. */
  nameKey: string;
  type: string;
  /** Bytes; until it is stored, what was announced. */
  size: number;
  sha256: string;
  width: number | null;
  height: number | null;
  /** Seconds. */
  duration: number | null;
  /** Where its bytes lie: an object of `file_objects`. */
  key: string;
  storage: StorageKind;
  renditions: Rendition[];
  state: FileState;
  /** Null for what came in one piece. */
  upload: ResumableUpload | null;
  refusal: { code: ErrorCode; message: string } | null;
  /** What named it when it was looked at last, at most ten. */
  uses: FileUse[];
  /** Since when nothing has named it; null while something does. */
  unusedSince: Date | null;
  usesCheckedAt: Date | null;
  /** Since when it is about to be thrown away: whoever finds it to name it takes that back (docs/adr/0033). */
  leavingAt: Date | null;
  dueAt: Date | null;
  createdAt: Date;
}

export const FILE_MODEL = 'File';

const rendition = { key: String, type: String, width: Number, height: Number, size: Number };

export const fileDocumentSchema = new Schema<FileDocument>(
  {
    ownerId: { type: String, required: true },
    purpose: { type: String, required: true },
    courseId: { type: String, default: null },
    name: { type: String, required: true },
    nameKey: { type: String, default: '' },
    type: { type: String, default: '' },
    size: { type: Number, required: true },
    sha256: { type: String, default: '' },
    width: { type: Number, default: null },
    height: { type: Number, default: null },
    duration: { type: Number, default: null },
    key: { type: String, required: true },
    storage: { type: String, enum: ['local', 'cloudinary'], default: 'local' },
    renditions: { type: [new Schema<Rendition>(rendition, { _id: false })], default: [] },
    state: { type: String, enum: ['uploading', 'checking', 'stored', 'refused', 'deleting'], required: true },
    upload: { type: Schema.Types.Mixed, default: null },
    refusal: { type: Schema.Types.Mixed, default: null },
    uses: { type: Schema.Types.Mixed, default: () => [] },
    unusedSince: { type: Date, default: null },
    usesCheckedAt: { type: Date, default: null },
    leavingAt: { type: Date, default: null },
    dueAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { collection: 'files', strict: 'throw', versionKey: false },
);

// what a person has stored, and is uploading; their own list
fileDocumentSchema.index({ ownerId: 1, state: 1, _id: -1 });
// what goes with a course; the list of a course
fileDocumentSchema.index({ courseId: 1, _id: -1 });
// what the sweeper has to look after
fileDocumentSchema.index({ state: 1, dueAt: 1 });
// whose uses are to be looked at, those that were looked at longest ago first
fileDocumentSchema.index({ state: 1, usesCheckedAt: 1 });
// what nothing names, longest first
fileDocumentSchema.index({ unusedSince: 1 });
// the lists of the desk: by the beginning of the name, by what a filter keeps, by size; the newest first is the order of the ids
fileDocumentSchema.index({ nameKey: 1, _id: -1 });
fileDocumentSchema.index({ purpose: 1, _id: -1 });
fileDocumentSchema.index({ state: 1, _id: -1 });
fileDocumentSchema.index({ storage: 1, _id: -1 });
fileDocumentSchema.index({ size: 1, _id: 1 });
