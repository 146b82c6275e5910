import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { DEV_MAIL_MODEL, type DevMailDocument } from './dev-mail.schema.js';

const MAX_KEPT = 200;

/** The queries of the collection `dev_mails`. */
@Injectable()
export class DevMailRepository {
  constructor(@InjectModel(DEV_MAIL_MODEL) private readonly mails: Model<DevMailDocument>) {}

  /** Stores a mail, and removes those beyond the last 200. */
  async insert(mail: Omit<DevMailDocument, '_id'>): Promise<void> {
    await this.mails.create(mail);
    const oldestKept = await this.mails
      .findOne({}, { _id: 1 })
      .sort({ _id: -1 })
      .skip(MAX_KEPT)
      .lean<DevMailDocument>();
    if (oldestKept !== null) await this.mails.deleteMany({ _id: { $lte: oldestKept._id } });
  }

  async findAll(): Promise<DevMailDocument[]> {
    return await this.mails.find().sort({ _id: -1 }).limit(MAX_KEPT).lean<DevMailDocument[]>();
  }
}
