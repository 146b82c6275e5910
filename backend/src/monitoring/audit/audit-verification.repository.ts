import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, mongo } from 'mongoose';
import { AUDIT_VERIFICATION_MODEL, type AuditVerificationDocument } from './audit-verification.schema.js';

const KEPT = 100;

/** The queries of `audit_verifications`. */
@Injectable()
export class AuditVerificationRepository {
  constructor(@InjectModel(AUDIT_VERIFICATION_MODEL) private readonly results: Model<AuditVerificationDocument>) {}

  /** Stores a result; the last hundred are kept. */
  async add(result: Omit<AuditVerificationDocument, '_id'>): Promise<AuditVerificationDocument> {
    const document = { _id: new mongo.ObjectId(), ...result };
    await this.results.create(document);
    const tooOld = await this.results.findOne({}, { _id: 1 }).sort({ _id: -1 }).skip(KEPT).lean();
    if (tooOld !== null) await this.results.deleteMany({ _id: { $lte: tooOld._id } });
    return document;
  }

  async newest(): Promise<AuditVerificationDocument | null> {
    return await this.results.findOne().sort({ _id: -1 }).lean();
  }
}
