import type { ImportResult } from '@classy-book/contracts/course-people';
import { Schema, type Types } from 'mongoose';
import type { Actor, Origin } from '../../common/events/actor.js';
import type { RosterRow } from './roster-file.js';

/** An import of people from a file. Whoever works on it holds the lease; `waiting` is due when `leaseEnd` has passed. */
export interface EnrolmentImportDocument {
  _id: Types.ObjectId;
  courseId: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  invite: boolean;
  total: number;
  by: string;
  actor: Actor;
  origin: Origin;
  lease: string | null;
  leaseEnd: Date;
  tries: number;
  createdAt: Date;
  finishedAt: Date | null;
  purgeAt: Date;
}

/** Some rows of an import, with what became of them. */
export interface ImportChunkDocument {
  _id: Types.ObjectId;
  importId: string;
  index: number;
  done: boolean;
  rows: readonly RosterRow[];
  counts: Partial<Record<ImportResult, number>>;
  purgeAt: Date;
}

export const ENROLMENT_IMPORT_MODEL = 'EnrolmentImport';
export const IMPORT_CHUNK_MODEL = 'EnrolmentImportChunk';

export const enrolmentImportSchema = new Schema<EnrolmentImportDocument>(
  {
    courseId: { type: String, required: true },
    state: { type: String, required: true },
    invite: { type: Boolean, required: true },
    total: { type: Number, required: true },
    by: { type: String, required: true },
    actor: { type: Schema.Types.Mixed, required: true },
    origin: { type: Schema.Types.Mixed, required: true },
    lease: { type: String, default: null },
    leaseEnd: { type: Date, required: true },
    tries: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    purgeAt: { type: Date, required: true },
  },
  { collection: 'enrolment_imports', strict: 'throw', versionKey: false },
);

// the imports of a course, newest first
enrolmentImportSchema.index({ courseId: 1, _id: -1 });
// what is to be done, and what somebody left behind
enrolmentImportSchema.index({ state: 1, leaseEnd: 1 });
// they go after 30 days
enrolmentImportSchema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });

export const importChunkSchema = new Schema<ImportChunkDocument>(
  {
    importId: { type: String, required: true },
    index: { type: Number, required: true },
    done: { type: Boolean, required: true },
    rows: { type: Schema.Types.Mixed, required: true },
    counts: { type: Schema.Types.Mixed, required: true },
    purgeAt: { type: Date, required: true },
  },
  { collection: 'enrolment_import_rows', strict: 'throw', versionKey: false, minimize: false },
);

// the rows of an import in their order
importChunkSchema.index({ importId: 1, index: 1 }, { unique: true });
// they go with their import
importChunkSchema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });
