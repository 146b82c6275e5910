import { type BlockEnding, blockEndings, type BlockSource, blockSources } from '@classy-book/contracts/blocking';
import { Schema, type Types } from 'mongoose';

/**
 * One block of a range, from when it was set until its end; the next block of the same range is another document, so
 * that what was is kept as it was. `rangeStart` and `rangeEnd` are the bounds as 16 bytes in hexadecimal, so that IPv4
 * and IPv6 sort together. `active` until somebody or something ends it, which it never comes back from. `endsAt` is what
 * lists sort by: the end, or a day that never comes. `words` is the reason as it is searched.
 */
export interface BlockedAddressDocument {
  _id: Types.ObjectId;
  range: string;
  rangeStart: string;
  rangeEnd: string;
  prefix: number;
  attempts: number;
  reason: string;
  words: string[];
  source: BlockSource;
  blockedUntil: Date | null;
  endsAt: Date;
  permanent: boolean;
  createdBy: string | null;
  createdAt: Date;
  updatedAt: Date;
  active: boolean;
  hits: number;
  lastHitAt: Date | null;
  endedAt: Date | null;
  ending: BlockEnding | null;
  endedBy: string | null;
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
    words: { type: [String], default: [] },
    source: { type: String, enum: blockSources, required: true },
    blockedUntil: { type: Date, default: null },
    endsAt: { type: Date, required: true },
    permanent: { type: Boolean, required: true },
    createdBy: { type: String, default: null },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    active: { type: Boolean, required: true },
    hits: { type: Number, default: 0 },
    lastHitAt: { type: Date, default: null },
    endedAt: { type: Date, default: null },
    ending: { type: String, enum: [...blockEndings, null], default: null },
    endedBy: { type: String, default: null },
    purgeAt: { type: Date, default: null },
  },
  { collection: 'blocked_ips', strict: 'throw' },
);

// one block of a range is in force, also when two are made at once
blockedAddressSchema.index(
  { range: 1 },
  { name: 'one_in_force', unique: true, partialFilterExpression: { active: true } },
);
// the blocks of a range and of those around it: the list filtered by an address, and how often it was blocked before
blockedAddressSchema.index({ range: 1, _id: -1 });
// the blocks inside a range
blockedAddressSchema.index({ rangeStart: 1, _id: -1 });
// the sweep of expired blocks
blockedAddressSchema.index({ active: 1, blockedUntil: 1 });
// loading what changed since the last look
blockedAddressSchema.index({ updatedAt: 1 });
// the list of blocks in force or over: newest, next to end, most hits first
blockedAddressSchema.index({ active: 1, _id: -1 });
blockedAddressSchema.index({ active: 1, endsAt: 1, _id: 1 });
blockedAddressSchema.index({ active: 1, hits: -1, _id: -1 });
// the list by source, by who blocked, and by words of the reason
blockedAddressSchema.index({ source: 1, _id: -1 });
blockedAddressSchema.index({ createdBy: 1, _id: -1 });
blockedAddressSchema.index({ words: 1 });
// history goes after 90 days
blockedAddressSchema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });
