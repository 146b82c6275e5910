import { Schema, type Types } from 'mongoose';

/** What happened to a certificate, at most the last fifty. */
export interface CertificateHistoryEntry {
  at: Date;
  change: 'issued' | 'revoked' | 'reinstated';
  by: string;
  reason: string | null;
}

/** A certificate: names and titles are as they were when it was issued. */
export interface CertificateDocument {
  _id: Types.ObjectId;
  userId: string;
  courseId: string;
  enrolmentId: string;
  code: string;
  name: string;
  email: string;
  course: string;
  slug: string;
  summary: string;
  language: string;
  teachers: string[];
  issuer: string;
  grade: number | null;
  issuedAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  history: CertificateHistoryEntry[];
  /** When somebody has to see to it that it was told of; null: it was. */
  tellDue: Date | null;
}

export const CERTIFICATE_MODEL = 'Certificate';

const historySchema = new Schema<CertificateHistoryEntry>(
  {
    at: { type: Date, required: true },
    change: { type: String, enum: ['issued', 'revoked', 'reinstated'], required: true },
    by: { type: String, required: true },
    reason: { type: String, default: null },
  },
  { _id: false, strict: 'throw' },
);

export const certificateDocumentSchema = new Schema<CertificateDocument>(
  {
    userId: { type: String, required: true },
    courseId: { type: String, required: true },
    enrolmentId: { type: String, required: true },
    code: { type: String, required: true },
    name: { type: String, required: true },
    email: { type: String, required: true },
    course: { type: String, required: true },
    slug: { type: String, required: true },
    summary: { type: String, default: '' },
    language: { type: String, required: true },
    teachers: { type: [String], required: true },
    issuer: { type: String, required: true },
    grade: { type: Number, default: null },
    issuedAt: { type: Date, required: true },
    expiresAt: { type: Date, default: null },
    revokedAt: { type: Date, default: null },
    history: { type: [historySchema], required: true },
    tellDue: { type: Date, default: null },
  },
  { collection: 'certificates', strict: 'throw', versionKey: false },
);

// one for each person and course, whoever issues it and however often; those of a person
certificateDocumentSchema.index({ userId: 1, courseId: 1 }, { unique: true });
// the public page
certificateDocumentSchema.index({ code: 1 }, { unique: true });
// those of a course, the newest first; the revoked ones, the expired ones
certificateDocumentSchema.index({ courseId: 1, _id: -1 });
certificateDocumentSchema.index({ courseId: 1, revokedAt: 1, _id: -1 });
certificateDocumentSchema.index({ courseId: 1, expiresAt: 1, _id: -1 });
// those of which nobody was told yet
certificateDocumentSchema.index({ tellDue: 1 });
