import { Schema, type Types } from 'mongoose';

/** A person's account at a provider (OpenID Connect Core, section 2: issuer and subject together name it for ever). */
export interface OauthIdentityDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  /** The provider's id in the configuration at the time. */
  provider: string;
  issuer: string;
  subject: string;
  /** As the provider told it when it was linked; to recognise the account by, never to find somebody by. */
  email: string | null;
  linkedAt: Date;
  lastUsedAt: Date | null;
  /** Set for the moment in which it is decided whether it may go. */
  leavingAt: Date | null;
}

export const OAUTH_IDENTITY_MODEL = 'OauthIdentity';

export const oauthIdentitySchema = new Schema<OauthIdentityDocument>(
  {
    userId: { type: Schema.Types.ObjectId, required: true },
    provider: { type: String, required: true },
    issuer: { type: String, required: true },
    subject: { type: String, required: true },
    email: { type: String, default: null },
    linkedAt: { type: Date, required: true },
    lastUsedAt: { type: Date, default: null },
    leavingAt: { type: Date, default: null },
  },
  { collection: 'oauth_identities', strict: 'throw' },
);

// who signs in; an account at a provider belongs to one person here, also when two link it at once
oauthIdentitySchema.index({ issuer: 1, subject: 1 }, { unique: true });
// the list of a person's identities; one of each provider
oauthIdentitySchema.index({ userId: 1, issuer: 1 }, { unique: true });
