import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from '../../database/connections.js';
import { AUDIT_COLLECTION, type AuditDocument } from './audit-log.schema.js';

type Logs = mongo.Collection<AuditDocument>;

/** What of a record tells what happened, without its place in the chain. */
export type RangeDocument = Pick<
  AuditDocument,
  '_id' | 'action' | 'actor' | 'resourceId' | 'details' | 'ipAddress' | 'timestamp'
>;

const WHAT_HAPPENED = { action: 1, actor: 1, resourceId: 1, details: 1, ipAddress: 1, timestamp: 1 };

/** The queries of `audit_logs` for whoever goes through a part of it, of whatever length, without hurry. */
@Injectable()
export class AuditRangeRepository {
  constructor(@InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection) {}

  /** Records with `after < id <= upTo`, in the order of their ids. */
  async find(after: string, upTo: string, limit: number): Promise<RangeDocument[]> {
    return await this.logs
      .find(between(after, upTo))
      .sort({ _id: 1 })
      .limit(limit)
      .project<RangeDocument>(WHAT_HAPPENED)
      .toArray();
  }

  /** How many records there are with `after < id <= upTo`. */
  async count(after: string, upTo: string, signal: AbortSignal): Promise<number> {
    return await this.logs.countDocuments(between(after, upTo), { signal });
  }

  /** The id of the record that stands `distance` places before `upTo`; null where there are not so many. */
  async findIdBefore(upTo: string, distance: number): Promise<string | null> {
    const [found] = await this.logs
      .find({ _id: { $lte: oid(upTo) } })
      .sort({ _id: -1 })
      .skip(distance)
      .limit(1)
      .project<{ _id: mongo.ObjectId }>({ _id: 1 })
      .toArray();
    return found?._id.toHexString() ?? null;
  }

  private get logs(): Logs {
    return this.patient.collection(AUDIT_COLLECTION) as unknown as Logs;
  }
}

function between(after: string, upTo: string): mongo.Filter<AuditDocument> {
  return { _id: { $gt: oid(after), $lte: oid(upTo) } };
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
