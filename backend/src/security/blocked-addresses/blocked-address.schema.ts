import { type BlockSource, blockSources } from '@classy-book/contracts/blocking';
import { Schema, type Types } from 'mongoose';

/**
 * A range that is kept out. `rangeStart` and `rangeEnd` are its bounds as 16 bytes in hexadecimal, so that IPv4 and IPv6
 * sort together. A block that was lifted or has expired keeps its document for a while (`endedAt`), as history.
 */
export interface BlockedAddressDocument {
  _id: Types.ObjectId;
  range: string;
  rangeStart: string;
  rangeEnd: string;
  prefix: number;
  attempts: number;
  reason: string;
  source: BlockSource;
  blockedUntil: Date | null;
  permanent: boolean;
  createdBy: string | null;
  createdAt: Date;
  updatedAt: Date;
  endedAt: Date | null;
  purgeAt: Date | null;
}

export const BLOCKED_ADDRESS_MODEL = 'BlockedAddress';

export const blockedAddressSchema = new Schema<BlockedAddressDocument>(
  {
    range: { type: String, required: true },
    rangeStart: { type: String, required: true },
    rangeEnd: { type: String, required: true },
    prefix: { type: Number, required: true },
    attempts: { type: Number, required: true },
    reason: { type: String, required: true },
    source: { type: String, enum: blockSources, required: true },
    blockedUntil: { type: Date, default: null },
    permanent: { type: Boolean, required: true },
    createdBy: { type: String, default: null },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
    purgeAt: { type: Date, default: null },
  },
  { collection: 'blocked_ips', strict: 'throw' },
);

// one block per range, also when two are made at once
blockedAddressSchema.index({ range: 1 }, { unique: true });
// the sweep of expired blocks
blockedAddressSchema.index({ blockedUntil: 1 });
// loading what changed since the last look
blockedAddressSchema.index({ updatedAt: 1 });
// the list of active or ended blocks, newest first
blockedAddressSchema.index({ endedAt: 1, _id: -1 });
// the list filtered by an address
blockedAddressSchema.index({ rangeStart: 1, rangeEnd: 1 });
// history goes after 90 days
blockedAddressSchema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });
