import type { CertificateStatus } from '@classy-book/contracts/certificates';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, type QueryFilter, Types } from 'mongoose';
import { CERTIFICATE_MODEL, type CertificateDocument, type CertificateHistoryEntry } from './certificate.schema.js';

const MOST_OF_A_PERSON = 500;
const MOST_HISTORY = 50;
const NEVER = new Date(0);

/** The queries of the collection `certificates`. */
@Injectable()
export class CertificateRepository {
  constructor(@InjectModel(CERTIFICATE_MODEL) private readonly certificates: Model<CertificateDocument>) {}

  /** @throws a duplicate key where the person has one of this course, or the code is taken */
  async insert(certificate: Omit<CertificateDocument, '_id'>): Promise<CertificateDocument> {
    const made = { _id: new Types.ObjectId(), ...certificate };
    await this.certificates.create([made]);
    return made;
  }

  async find(courseId: string, userId: string): Promise<CertificateDocument | null> {
    return await this.certificates.findOne({ userId, courseId }).lean<CertificateDocument>();
  }

  async findByCode(code: string): Promise<CertificateDocument | null> {
    return await this.certificates.findOne({ code }).lean<CertificateDocument>();
  }

  async findOwn(id: string, userId: string): Promise<CertificateDocument | null> {
    return await this.certificates.findOne({ _id: id, userId }).lean<CertificateDocument>();
  }

  async findOfCourse(id: string, courseId: string): Promise<CertificateDocument | null> {
    return await this.certificates.findOne({ _id: id, courseId }).lean<CertificateDocument>();
  }

  async ofUser(userId: string): Promise<CertificateDocument[]> {
    return await this.certificates
      .find({ userId })
      .sort({ _id: -1 })
      .limit(MOST_OF_A_PERSON)
      .lean<CertificateDocument[]>();
  }

  /** The certificates of a course, the newest first, behind one of them. */
  async page(
    courseId: string,
    status: CertificateStatus | undefined,
    now: Date,
    cursor: string | undefined,
    limit: number,
  ): Promise<CertificateDocument[]> {
    const behind = cursor === undefined ? {} : { _id: { $lt: new Types.ObjectId(cursor) } };
    return await this.certificates
      .find({ courseId, ...withStatus(status, now), ...behind })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<CertificateDocument[]>();
  }

  /** Which of some people have one of this course. */
  async holders(courseId: string, userIds: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await this.certificates.find({ courseId, userId: { $in: [...userIds] } }, { userId: 1 }).lean();
    return new Set(found.map(({ userId }) => userId));
  }

  /** Revokes one that is in force, or puts one in force that is revoked; null where it is so already, or is not there. */
  async setRevoked(
    id: string,
    courseId: string,
    revokedAt: Date | null,
    entry: CertificateHistoryEntry,
  ): Promise<CertificateDocument | null> {
    const before = revokedAt === null ? { $ne: null } : null;
    return await this.certificates
      .findOneAndUpdate(
        { _id: id, courseId, revokedAt: before },
        { $set: { revokedAt }, $push: { history: { $each: [entry], $slice: -MOST_HISTORY } } },
        { returnDocument: 'after' },
      )
      .lean<CertificateDocument>();
  }

  /** Takes one that has not been told of; who takes it has it until `next`. */
  async takeUntold(now: Date, next: Date): Promise<CertificateDocument | null> {
    return await this.certificates
      .findOneAndUpdate(
        { tellDue: { $gt: NEVER, $lte: now } },
        { $set: { tellDue: next } },
        { returnDocument: 'after' },
      )
      .lean<CertificateDocument>();
  }

  async noteTold(id: Types.ObjectId): Promise<void> {
    await this.certificates.updateOne({ _id: id }, { $set: { tellDue: null } });
  }

  async removeAllOf(userId: string): Promise<void> {
    await this.certificates.deleteMany({ userId });
  }
}

function withStatus(status: CertificateStatus | undefined, now: Date): QueryFilter<CertificateDocument> {
  if (status === 'revoked') return { revokedAt: { $gt: NEVER } };
  if (status === 'expired') return { revokedAt: null, expiresAt: { $gt: NEVER, $lte: now } };
  if (status === 'valid') return { revokedAt: null, $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] };
  return {};
}
