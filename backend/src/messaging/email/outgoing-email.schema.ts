import { Schema, type Types } from 'mongoose';

/** What became of a mail: it waits (also while it is being sent), it was taken by the mail server, or it was given up. */
export const emailStates = ['waiting', 'sent', 'given_up'] as const;
export type EmailState = (typeof emailStates)[number];

/**
 * A mail on its way. `sealed` holds the recipient and the texts, encrypted, until the mail is sent or given up; then it
 * is gone, and only that there was a mail of this template is left.
 */
export interface OutgoingEmailDocument {
  _id: Types.ObjectId;
  template: string;
  state: EmailState;
  sealed: string | null;
  attempts: number;
  /** When to try next; while a process is sending it, the end of its lease. */
  dueAt: Date;
  /** Who is sending it; another one's after the lease has run out. */
  lease: string | null;
  /** The last answer of the mail server that was no success: its code, never its text. */
  lastError: string | null;
  createdAt: Date;
  finishedAt: Date | null;
  expiresAt: Date;
}

export const OUTGOING_EMAIL_MODEL = 'OutgoingEmail';

export const outgoingEmailSchema = new Schema<OutgoingEmailDocument>(
  {
    template: { type: String, required: true },
    state: { type: String, enum: emailStates, required: true },
    sealed: { type: String, default: null },
    attempts: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    lease: { type: String, default: null },
    lastError: { type: String, default: null },
    createdAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'outgoing_emails', strict: 'throw' },
);

// the next mail to send, and how many wait
outgoingEmailSchema.index({ state: 1, dueAt: 1 });
// a mail goes by itself: days after it was sent, or after it could not be for days
outgoingEmailSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
