import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from '../../database/connections.js';
import type { AuditQuery } from './audit-filter.js';
import { AUDIT_COLLECTION, type AuditDocument } from './audit-log.schema.js';

type Logs = mongo.Collection<AuditDocument>;

/** The queries of `audit_logs` by those who search it. */
@Injectable()
export class AuditSearchRepository {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection,
  ) {}

  /** One page of a list, in the order of the ids. */
  async page(query: AuditQuery, direction: 1 | -1, limit: number): Promise<AuditDocument[]> {
    return await this.logs.find(query).sort({ _id: direction }).limit(limit).toArray();
  }

  /** The id that stands `distance` places behind the first one of a query, in the order of the ids; null beyond the end. */
  async findIdAt(query: AuditQuery, direction: 1 | -1, distance: number, signal?: AbortSignal): Promise<string | null> {
    const [found] = await this.logs
      .find(query, { signal })
      .sort({ _id: direction })
      .skip(distance)
      .limit(1)
      .project<{ _id: mongo.ObjectId }>({ _id: 1 })
      .toArray();
    return found?._id.toHexString() ?? null;
  }

  async findById(id: string): Promise<AuditDocument | null> {
    return await this.logs.findOne({ _id: mongo.ObjectId.createFromHexString(id) });
  }

  /** What one request did, oldest first. */
  async findByRequest(requestId: string, limit: number): Promise<AuditDocument[]> {
    return await this.page({ requestId }, 1, limit);
  }

  /** A page without hurry, newest first, for exports. */
  async exportPage(query: AuditQuery, limit: number, signal: AbortSignal): Promise<AuditDocument[]> {
    const logs = this.patient.collection(AUDIT_COLLECTION) as unknown as Logs;
    return await logs.find(query, { signal }).sort({ _id: -1 }).limit(limit).toArray();
  }

  private get logs(): Logs {
    return this.connection.collection(AUDIT_COLLECTION) as unknown as Logs;
  }
}
