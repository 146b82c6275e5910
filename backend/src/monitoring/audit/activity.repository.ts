import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { AUDIT_COLLECTION, type AuditDocument } from './audit-log.schema.js';

/** Whose records are meant. `email` is the one of today. */
export interface Person {
  readonly id: string;
  readonly email: string;
}

/** The queries of `audit_logs` that tell of one person, newest first. */
@Injectable()
export class ActivityRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** What a person did. */
  async by({ id }: Person, before: string | null, limit: number): Promise<AuditDocument[]> {
    return await this.page({ 'actor.userId': id }, before, limit);
  }

  /** What was done to a person, and the invitation by which they came. */
  async about({ id, email }: Person, before: string | null, limit: number): Promise<AuditDocument[]> {
    const invitation = { resourceType: 'invitation', resourceId: email };
    return await this.page({ $or: [{ 'details.userId': id }, invitation] }, before, limit);
  }

  private async page(
    query: mongo.Filter<AuditDocument>,
    before: string | null,
    limit: number,
  ): Promise<AuditDocument[]> {
    const logs = this.connection.collection(AUDIT_COLLECTION) as unknown as mongo.Collection<AuditDocument>;
    const behind = before === null ? {} : { _id: { $lt: mongo.ObjectId.createFromHexString(before) } };
    return await logs
      .find({ ...query, ...behind })
      .sort({ _id: -1 })
      .limit(limit)
      .toArray();
  }
}
