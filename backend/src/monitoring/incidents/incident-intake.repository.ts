import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { ClientSession, Connection } from 'mongoose';
import { mongo } from 'mongoose';
import { INCIDENT_ENTRY_COLLECTION, type IncidentEntryDocument } from './incident-entry.schema.js';
import {
  INCIDENT_COLLECTION,
  INCIDENT_COUNTER_COLLECTION,
  type IncidentCounterDocument,
  type IncidentDocument,
} from './incident.schema.js';

const COUNTER = 'incidents';
const CANDIDATES = 200;

/** What of an incident findings decide; the rest is people's, who may write at the same time. */
const FOUND_FIELDS = [
  'kind',
  'kinds',
  'rank',
  'severity',
  'severityRank',
  'foundSeverity',
  'firstSeen',
  'lastSeen',
  'events',
  'failed',
  'succeeded',
  'accounts',
  'addresses',
  'topAccounts',
  'topNetworks',
  'facts',
  'entities',
  'accountSketch',
  'addressSketch',
  'joinKeys',
  'ruleKeys',
  'activeUntil',
  'taken',
  'evidence',
  'entries',
] as const satisfies readonly (keyof IncidentDocument)[];

/** The queries of the collection `incidents` for taking findings, within a turn. */
@Injectable()
export class IncidentIntakeRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** The incidents that one of these names could join, of which something was seen since `since`. */
  async findCandidates(
    joins: readonly string[],
    since: Date,
    dryRun: boolean,
    session: ClientSession,
  ): Promise<IncidentDocument[]> {
    return await this.incidents
      .find({ joinKeys: { $in: [...joins] }, activeUntil: { $gte: since }, dryRun }, { session })
      .sort({ activeUntil: -1 })
      .limit(CANDIDATES)
      .toArray();
  }

  /** Takes the next numbers, and answers the first of them. */
  async takeNumbers(count: number, session: ClientSession): Promise<number> {
    const counters = this.connection.collection(
      INCIDENT_COUNTER_COLLECTION,
    ) as unknown as mongo.Collection<IncidentCounterDocument>;
    const counter = await counters.findOneAndUpdate(
      { _id: COUNTER },
      { $inc: { last: count } },
      { upsert: true, returnDocument: 'after', session },
    );
    return (counter?.last ?? count) - count + 1;
  }

  async insert(incidents: readonly IncidentDocument[], session: ClientSession): Promise<void> {
    if (incidents.length > 0) await this.incidents.insertMany([...incidents], { session });
  }

  /** Stores what findings changed, each where nobody wrote since it was read; true where all were stored. */
  async extend(incidents: readonly IncidentDocument[], session: ClientSession): Promise<boolean> {
    if (incidents.length === 0) return true;
    const result = await this.incidents.bulkWrite(
      incidents.map((incident) => ({
        updateOne: {
          filter: { _id: incident._id, revision: incident.revision },
          update: { $set: foundFields(incident), $inc: { revision: 1 } },
        },
      })),
      { session },
    );
    return result.matchedCount === incidents.length;
  }

  async insertEntries(entries: readonly IncidentEntryDocument[], session: ClientSession): Promise<void> {
    if (entries.length === 0) return;
    const collection = this.connection.collection(
      INCIDENT_ENTRY_COLLECTION,
    ) as unknown as mongo.Collection<IncidentEntryDocument>;
    await collection.insertMany([...entries], { session });
  }

  private get incidents(): mongo.Collection<IncidentDocument> {
    return this.connection.collection(INCIDENT_COLLECTION) as unknown as mongo.Collection<IncidentDocument>;
  }
}

function foundFields(incident: IncidentDocument): Partial<IncidentDocument> {
  return Object.fromEntries(FOUND_FIELDS.map((field) => [field, incident[field]]));
}
