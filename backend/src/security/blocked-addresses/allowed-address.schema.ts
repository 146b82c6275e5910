import { Schema, type Types } from 'mongoose';

/** A range that no block keeps out, for ever or until a moment. Bounds and prefix as in `blocked_ips`. */
export interface AllowedAddressDocument {
  _id: Types.ObjectId;
  range: string;
  rangeStart: string;
  prefix: number;
  note: string;
  until: Date | null;
  createdBy: string;
  createdAt: Date;
}

export const ALLOWED_ADDRESS_MODEL = 'AllowedAddress';

export const allowedAddressSchema = new Schema<AllowedAddressDocument>(
  {
    range: { type: String, required: true },
    rangeStart: { type: String, required: true },
    prefix: { type: Number, required: true },
    note: { type: String, required: true },
    until: { type: Date, default: null },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'allowed_ips', strict: 'throw' },
);

// one entry for a range, also when two are made at once
allowedAddressSchema.index({ range: 1 }, { unique: true });
// what has an end goes when it has come; those without stay
allowedAddressSchema.index({ until: 1 }, { expireAfterSeconds: 0 });
