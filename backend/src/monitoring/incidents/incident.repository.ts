import type { IncidentKind, IncidentSeverity } from '@classy-book/contracts/incidents';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from '../../database/connections.js';
import type { IncidentSort } from './incident-cursor.js';
import { type ContainmentActionDocument, INCIDENT_COLLECTION, type IncidentDocument } from './incident.schema.js';

export type IncidentQuery = mongo.Filter<IncidentDocument>;

type LeftOut =
  'entities' | 'accountSketch' | 'addressSketch' | 'joinKeys' | 'ruleKeys' | 'taken' | 'evidence' | 'facts';
/** An incident as lists need it. */
export type IncidentRow = Omit<IncidentDocument, LeftOut>;
/** What the figures are made of. */
export type IncidentTimes = Pick<
  IncidentDocument,
  'firstSeen' | 'detectedAt' | 'containedAt' | 'closedAt' | 'state' | 'kind'
>;
/** How many incidents a rule had a part in. */
export interface KindCount {
  readonly kind: IncidentKind;
  readonly dryRun: boolean;
  readonly count: number;
  readonly last: Date;
}

const ROW = {
  entities: 0,
  accountSketch: 0,
  addressSketch: 0,
  joinKeys: 0,
  ruleKeys: 0,
  taken: 0,
  evidence: 0,
  facts: 0,
} as const satisfies Record<LeftOut, 0>;
const OPEN: IncidentQuery = { state: { $in: ['open', 'acknowledged'] }, dryRun: false };
const MEASURED = 20_000;

/** The queries of the collection `incidents` for people. */
@Injectable()
export class IncidentRepository {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection,
  ) {}

  /** One page in the order of a sort; ties go by id. */
  async page(query: IncidentQuery, sort: IncidentSort, limit: number): Promise<IncidentRow[]> {
    return await this.incidents
      .find(query, { projection: ROW })
      .sort({ [sort.field]: sort.direction, _id: sort.direction })
      .limit(limit)
      .toArray();
  }

  /** A page without hurry, for exports. */
  async exportPage(query: IncidentQuery, limit: number): Promise<IncidentRow[]> {
    const incidents = this.patient.collection(INCIDENT_COLLECTION) as unknown as mongo.Collection<IncidentDocument>;
    return await incidents.find(query, { projection: ROW }).sort({ _id: -1 }).limit(limit).toArray();
  }

  async find(id: string): Promise<IncidentDocument | null> {
    return await this.incidents.findOne({ _id: mongo.ObjectId.createFromHexString(id) });
  }

  async insert(incident: IncidentDocument, session: ClientSession): Promise<void> {
    await this.incidents.insertOne(incident, { session });
  }

  /** Changes an incident that nobody has written to since it was read; null where somebody has. */
  async change(
    { _id, revision }: Pick<IncidentDocument, '_id' | 'revision'>,
    fields: Partial<IncidentDocument>,
    session?: ClientSession,
  ): Promise<IncidentDocument | null> {
    return await this.incidents.findOneAndUpdate(
      { _id, revision },
      { $set: fields, $inc: { revision: 1 } },
      { returnDocument: 'after', session },
    );
  }

  /** Notes what became of one action of the containment that is under way. */
  async noteAction(_id: mongo.ObjectId, index: number, action: ContainmentActionDocument): Promise<void> {
    await this.incidents.updateOne(
      { _id, [`containment.actions.${String(index)}.id`]: action.id },
      { $set: { [`containment.actions.${String(index)}`]: action } },
    );
  }

  /** Makes room for one more entry of the timeline; null where there is no such incident, or it is full. */
  async addEntry(id: string, maximum: number, session: ClientSession): Promise<IncidentRow | null> {
    return await this.incidents.findOneAndUpdate(
      { _id: mongo.ObjectId.createFromHexString(id), entries: { $lt: maximum } },
      { $inc: { entries: 1, revision: 1 } },
      { returnDocument: 'after', projection: ROW, session },
    );
  }

  /** Says that the consoles were told of an incident. */
  async markAnnounced(id: mongo.ObjectId): Promise<void> {
    await this.incidents.updateOne({ _id: id, announced: false }, { $set: { announced: true } });
  }

  /** Incidents that nobody was told of although they were found before `before`, oldest first. */
  async findUnannounced(before: Date, limit: number): Promise<IncidentRow[]> {
    return await this.incidents
      .find({ announced: false, detectedAt: { $lt: before } }, { projection: ROW })
      .limit(limit)
      .toArray();
  }

  async countOpenBySeverity(): Promise<{ readonly severity: IncidentSeverity; readonly count: number }[]> {
    const groups = await this.incidents
      .aggregate<{ _id: IncidentSeverity; count: number }>([
        { $match: OPEN },
        { $group: { _id: '$severity', count: { $sum: 1 } } },
      ])
      .toArray();
    return groups.map(({ _id, count }) => ({ severity: _id, count }));
  }

  /** How many incidents each rule had a part in, of those that were detected at `since` or later. */
  async countByKind(since: Date): Promise<KindCount[]> {
    const groups = await this.incidents
      .aggregate<{ _id: { kind: IncidentKind; dryRun: boolean }; count: number; last: Date }>([
        { $match: { dryRun: { $in: [true, false] }, detectedAt: { $gte: since } } },
        { $project: { kinds: 1, dryRun: 1, detectedAt: 1 } },
        { $unwind: '$kinds' },
        {
          $group: {
            _id: { kind: '$kinds', dryRun: '$dryRun' },
            count: { $sum: 1 },
            last: { $max: '$detectedAt' },
          },
        },
      ])
      .toArray();
    return groups.map(({ _id, count, last }) => ({ ..._id, count, last }));
  }

  /** The times of the incidents that were detected at `since` or later, newest first, at most 20,000. */
  async findTimes(since: Date): Promise<IncidentTimes[]> {
    return await this.incidents
      .find({ dryRun: false, detectedAt: { $gte: since } })
      .sort({ detectedAt: -1, _id: -1 })
      .limit(MEASURED)
      .project<IncidentTimes>({ firstSeen: 1, detectedAt: 1, containedAt: 1, closedAt: 1, state: 1, kind: 1 })
      .toArray();
  }

  private get incidents(): mongo.Collection<IncidentDocument> {
    return this.connection.collection(INCIDENT_COLLECTION) as unknown as mongo.Collection<IncidentDocument>;
  }
}
