import { Schema, type Types } from 'mongoose';

interface AuthenticatorOfAnyKind {
  readonly id: string;
  /** Unique among all authenticators: the credential id of a passkey (base64url), the own id of an authenticator app. */
  readonly key: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** An authenticator app (RFC 6238). */
export interface TotpRecord extends AuthenticatorOfAnyKind {
  readonly kind: 'totp';
  /** The seed, sealed for this person and this authenticator. */
  readonly secret: string;
  /** The last time step whose code was accepted: nothing up to it is accepted again. */
  readonly lastStep: number;
}

/** A passkey (WebAuthn credential). */
export interface PasskeyRecord extends AuthenticatorOfAnyKind {
  readonly kind: 'passkey';
  /** COSE key, base64url. */
  readonly publicKey: string;
  /** How often the authenticator says it has signed; 0 where it does not count. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** May be kept in an account of its maker and follow its owner to other devices. */
  readonly synced: boolean;
  /** Is kept there now. */
  readonly backedUp: boolean;
}

export type AuthenticatorRecord = TotpRecord | PasskeyRecord;

/** Ten codes under one salt: one computation says whether a typed code is among them. */
export interface BackupCodeSet {
  readonly salt: string;
  readonly memoryKiB: number;
  readonly iterations: number;
  /** Argon2id, base64url; a used code is taken out. */
  readonly hashes: readonly string[];
  readonly madeAt: Date;
}

/**
 * The second factors of one person, `_id` is theirs. The document exists exactly while there is an authenticator, so
 * its writes are atomic where they must be: the last one cannot go unnoticed, and the backup codes go with it.
 */
export interface SecondFactorDocument {
  _id: Types.ObjectId;
  authenticators: AuthenticatorRecord[];
  backupCodes: BackupCodeSet;
}

export const SECOND_FACTOR_MODEL = 'SecondFactor';

const authenticatorFields = new Schema(
  {
    id: { type: String, required: true },
    kind: { type: String, enum: ['totp', 'passkey'], required: true },
    key: { type: String, required: true },
    name: { type: String, required: true },
    createdAt: { type: Date, required: true },
    lastUsedAt: { type: Date },
    secret: { type: String },
    lastStep: { type: Number },
    publicKey: { type: String },
    counter: { type: Number },
    transports: { type: [String], default: undefined },
    synced: { type: Boolean },
    backedUp: { type: Boolean },
  },
  { _id: false, id: false, strict: 'throw' },
);

export const secondFactorSchema = new Schema<SecondFactorDocument>(
  {
    authenticators: { type: [authenticatorFields], required: true },
    backupCodes: {
      salt: { type: String, required: true },
      memoryKiB: { type: Number, required: true },
      iterations: { type: Number, required: true },
      hashes: { type: [String], required: true },
      madeAt: { type: Date, required: true },
    },
  },
  { collection: 'second_factors', strict: 'throw', versionKey: false },
);

// a passkey belongs to one person; and finding that person when they sign in with it alone
secondFactorSchema.index({ 'authenticators.key': 1 }, { unique: true });
