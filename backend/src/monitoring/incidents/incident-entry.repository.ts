import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { AUDIT_COLLECTION, type AuditDocument } from '../audit/audit-log.schema.js';
import { INCIDENT_ENTRY_COLLECTION, type IncidentEntryDocument } from './incident-entry.schema.js';

/** Behind which entry a page begins. */
export interface EntryPlace {
  readonly at: Date;
  readonly id: string;
}

/** The queries of the collection `incident_entries`, and of the records of the audit log that incidents point at. */
@Injectable()
export class IncidentEntryRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async insert(entries: readonly IncidentEntryDocument[], session: ClientSession): Promise<void> {
    if (entries.length > 0) await this.entries.insertMany([...entries], { session });
  }

  /** The entries behind a place, oldest first. */
  async page(incidentId: string, behind: EntryPlace | null, limit: number): Promise<IncidentEntryDocument[]> {
    const rest =
      behind === null ? {} : { $or: [{ at: { $gt: behind.at } }, { at: behind.at, _id: { $gt: oid(behind.id) } }] };
    return await this.entries
      .find({ incidentId: oid(incidentId), ...rest })
      .sort({ at: 1, _id: 1 })
      .limit(limit)
      .toArray();
  }

  /** Says when the entries of an incident go; null for never. */
  async keepUntil(incidentId: mongo.ObjectId, purgeAt: Date | null, session: ClientSession): Promise<void> {
    await this.entries.updateMany({ incidentId }, { $set: { purgeAt } }, { session });
  }

  /** The records of the audit log with these ids; those that are gone are left out. */
  async findEvidence(ids: readonly string[]): Promise<AuditDocument[]> {
    if (ids.length === 0) return [];
    const logs = this.connection.collection(AUDIT_COLLECTION) as unknown as mongo.Collection<AuditDocument>;
    return await logs.find({ _id: { $in: ids.map(oid) } }).toArray();
  }

  private get entries(): mongo.Collection<IncidentEntryDocument> {
    return this.connection.collection(INCIDENT_ENTRY_COLLECTION) as unknown as mongo.Collection<IncidentEntryDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
