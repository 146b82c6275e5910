import { Schema } from 'mongoose';

/** What a single-use token is good for; it opens nothing else. */
export const tokenPurposes = [
  'verify_email',
  'reset_password',
  'change_email',
  'undo_email_change',
  'disown_sign_in',
  'invitation',
  'sign_in_challenge',
  'passkey_challenge',
  'totp_enrolment',
  'oauth_state',
] as const;
export type TokenPurpose = (typeof tokenPurposes)[number];

/** A token, known by its hash. `subject` is whose it is: a user id or an email; `data` is what it carries, no secret in clear. */
export interface OneTimeTokenDocument {
  _id: string;
  purpose: TokenPurpose;
  subject: string;
  data: Record<string, unknown>;
  createdAt: Date;
  expiresAt: Date;
}

export const ONE_TIME_TOKEN_MODEL = 'OneTimeToken';

export const oneTimeTokenSchema = new Schema<OneTimeTokenDocument>(
  {
    _id: { type: String, required: true },
    purpose: { type: String, enum: tokenPurposes, required: true },
    subject: { type: String, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'one_time_tokens', strict: 'throw', minimize: false },
);
// voiding all tokens of a person for one purpose, and listing those that are out
oneTimeTokenSchema.index({ subject: 1, purpose: 1 });
// the list of invitations that are out
oneTimeTokenSchema.index({ purpose: 1, createdAt: 1 });
// tokens go by themselves
oneTimeTokenSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
