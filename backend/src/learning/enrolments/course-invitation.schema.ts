import { Schema, type Types } from 'mongoose';

/**
 * Somebody was invited into a course by their address. The token that was mailed is kept as a hash only. `accessEndsAt` is the
 * end of the access that the invitation gives, where whoever invited said one.
 */
export interface CourseInvitationDocument {
  _id: Types.ObjectId;
  courseId: string;
  email: string;
  tokenHash: string;
  state: 'open' | 'accepted' | 'withdrawn';
  source: 'invite' | 'csv';
  invitedById: string;
  invitedBy: string;
  accessEndsAt: Date | null;
  importId: string | null;
  createdAt: Date;
  expiresAt: Date;
  purgeAt: Date;
}

export const COURSE_INVITATION_MODEL = 'CourseInvitation';

export const courseInvitationDocumentSchema = new Schema<CourseInvitationDocument>(
  {
    courseId: { type: String, required: true },
    email: { type: String, required: true },
    tokenHash: { type: String, required: true },
    state: { type: String, required: true },
    source: { type: String, required: true },
    invitedById: { type: String, required: true },
    invitedBy: { type: String, required: true },
    accessEndsAt: { type: Date, default: null },
    importId: { type: String, default: null },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    purgeAt: { type: Date, required: true },
  },
  { collection: 'course_invitations', strict: 'throw', versionKey: false },
);

// who follows a link
courseInvitationDocumentSchema.index({ tokenHash: 1 }, { unique: true });
// one that is open for each address and course, also when two teachers invite at once
courseInvitationDocumentSchema.index(
  { courseId: 1, email: 1 },
  { unique: true, partialFilterExpression: { state: 'open' } },
);
// the list of a course, newest first
courseInvitationDocumentSchema.index({ courseId: 1, _id: -1 });
// what goes with an account
courseInvitationDocumentSchema.index({ email: 1 });
// they go 60 days after their end
courseInvitationDocumentSchema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });
