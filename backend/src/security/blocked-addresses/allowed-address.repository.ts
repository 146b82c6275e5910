import type { AllowedIp } from '@classy-book/contracts/blocking';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import { ALLOWED_ADDRESS_MODEL, type AllowedAddressDocument } from './allowed-address.schema.js';

export type AllowDraft = Omit<AllowedAddressDocument, '_id'>;

/** The queries of the collection `allowed_ips`. */
@Injectable()
export class AllowedAddressRepository {
  constructor(@InjectModel(ALLOWED_ADDRESS_MODEL) private readonly allowed: Model<AllowedAddressDocument>) {}

  /**
   * Adds an entry, in a transaction that overlaps with no other one. One of the same range whose time is over gives way.
   * @returns null where the range is on the list already, `full` where the list holds `most` entries
   */
  async add(draft: AllowDraft, most: number, session: ClientSession): Promise<AllowedAddressDocument | 'full' | null> {
    const { range, createdAt } = draft;
    await this.allowed.deleteOne({ range, until: { $lte: createdAt } }, { session });
    if ((await this.allowed.findOne({ range }, { _id: 1 }, { session }).lean()) !== null) return null;
    if ((await this.allowed.countDocuments({}, { session, limit: most })) >= most) return 'full';
    const entry = { _id: new Types.ObjectId(), ...draft };
    await this.allowed.insertMany([entry], { session });
    return entry;
  }

  /** Takes an entry off the list; null where there is none. */
  async remove(id: string): Promise<AllowedAddressDocument | null> {
    return await this.allowed.findOneAndDelete({ _id: new Types.ObjectId(id) }).lean<AllowedAddressDocument>();
  }

  /** The whole list, newest first; it is short. */
  async findAll(): Promise<AllowedAddressDocument[]> {
    return await this.allowed.find().sort({ _id: -1 }).lean<AllowedAddressDocument[]>();
  }
}

/** An entry as the API shows it. */
export function toAllowedIp(entry: AllowedAddressDocument): AllowedIp {
  return {
    id: entry._id.toHexString(),
    range: entry.range,
    note: entry.note,
    until: entry.until?.toISOString() ?? null,
    createdBy: entry.createdBy,
    createdAt: entry.createdAt.toISOString(),
  };
}
