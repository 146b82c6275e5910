import { permissions, type Permission } from '@classy-book/contracts/permissions';
import { Schema, type Types } from 'mongoose';

/** A key of a machine. The key itself is not kept, only its hash. */
export interface ApiKeyDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  name: string;
  keyHash: string;
  /** The first characters of the key, to recognise it by. */
  prefix: string;
  scopes: Permission[];
  requestsPerMinute: number;
  /** Ranges in canonical form; none: from anywhere. */
  allowedRanges: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  lastUsedFrom: string | null;
  /** The networks and countries that it was used from, the first twenty of each; missing in keys made before this was kept. */
  networks?: string[];
  countries?: string[];
  revokedAt: Date | null;
  /** One of the places that a person has for living keys; what is dead gives its place back. */
  place: number;
  holdsPlace: boolean;
  purgeAt: Date;
}

export const API_KEY_MODEL = 'ApiKey';

export const apiKeyDocumentSchema = new Schema<ApiKeyDocument>(
  {
    userId: { type: Schema.Types.ObjectId, required: true },
    name: { type: String, required: true },
    keyHash: { type: String, required: true },
    prefix: { type: String, required: true },
    scopes: { type: [String], enum: permissions, required: true },
    requestsPerMinute: { type: Number, required: true },
    allowedRanges: { type: [String], default: [] },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    lastUsedAt: { type: Date, default: null },
    lastUsedFrom: { type: String, default: null },
    networks: { type: [String], default: [] },
    countries: { type: [String], default: [] },
    revokedAt: { type: Date, default: null },
    place: { type: Number, required: true },
    holdsPlace: { type: Boolean, required: true },
    purgeAt: { type: Date, required: true },
  },
  { collection: 'api_keys', strict: 'throw' },
);

// every request with a key
apiKeyDocumentSchema.index({ keyHash: 1 }, { unique: true });
// the list of a person's keys, newest first
apiKeyDocumentSchema.index({ userId: 1, _id: 1 });
// a person has so many places and no more, also when many keys are made at once
apiKeyDocumentSchema.index({ userId: 1, place: 1 }, { unique: true, partialFilterExpression: { holdsPlace: true } });
// dead keys stay for a while, to be recognised in the audit log, and go by themselves
apiKeyDocumentSchema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });
