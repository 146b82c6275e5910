import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from '../../database/connections.js';
import { AUDIT_COLLECTION, type AuditDocument } from './audit-log.schema.js';
import { CHAIN_STARTED, type ChainHead } from './audit-record.js';

type Logs = mongo.Collection<AuditDocument>;
const LINK_ONLY = { chain: 1 } as const;

/** The queries of the collection `audit_logs`, to which records are only ever added. */
@Injectable()
export class AuditLogRepository {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection,
  ) {}

  /** Adds records in their order: where one is refused, none after it is stored. */
  async append(documents: readonly AuditDocument[]): Promise<void> {
    await this.logs.insertMany([...documents], { ordered: true, writeConcern: { w: 'majority' } });
  }

  /** The last `limit` records before an id, newest first, without what they tell. */
  async newestLinks(before: string, limit: number): Promise<{ id: string; head: ChainHead }[]> {
    const found = await this.logs
      .find({ _id: { $lt: oid(before) } })
      .sort({ _id: -1 })
      .limit(limit)
      .project<AuditDocument>(LINK_ONLY)
      .toArray();
    return found.map(({ _id, chain }) => ({ id: _id.toHexString(), head: chain }));
  }

  /** The first records of the chains that were begun last, newest first. */
  async newestChainStarts(limit: number): Promise<AuditDocument[]> {
    return await this.logs.find({ action: CHAIN_STARTED }).sort({ _id: -1 }).limit(limit).toArray();
  }

  async hasRecord(writer: string, seq: number): Promise<boolean> {
    return (await this.findLink(writer, seq)) !== null;
  }

  /** The place of one record in its chain; null where there is none. */
  async findLink(writer: string, seq: number): Promise<ChainHead | null> {
    const found = await this.logs.findOne({ 'chain.writer': writer, 'chain.seq': seq }, { projection: LINK_ONLY });
    return found?.chain ?? null;
  }

  /** One record; null where there is none. */
  async findRecord(writer: string, seq: number): Promise<AuditDocument | null> {
    return await this.logs.findOne({ 'chain.writer': writer, 'chain.seq': seq });
  }

  /** The last record of a chain, looked for from `from` on. */
  async findHead(writer: string, from: number): Promise<ChainHead | null> {
    const [head] = await this.logs
      .find({ 'chain.writer': writer, 'chain.seq': { $gte: from } })
      .sort({ 'chain.seq': -1 })
      .limit(1)
      .project<AuditDocument>(LINK_ONLY)
      .toArray();
    return head?.chain ?? null;
  }

  /** The records of a chain with `seq >= from`, in order, of one kind or of all. */
  async findInChain(writer: string, from: number, action?: string): Promise<AuditDocument[]> {
    const kind = action === undefined ? {} : { action };
    return await this.logs
      .find({ 'chain.writer': writer, 'chain.seq': { $gte: from }, ...kind })
      .sort({ 'chain.seq': 1 })
      .toArray();
  }

  /** Records of some kinds with `after < id <= upTo`, in the order of their ids. */
  async findByAction(actions: readonly string[], after: string, upTo: string, limit: number): Promise<AuditDocument[]> {
    return await this.logs
      .find(withActions(actions, after, upTo))
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
  }

  /** The ids of the same records, newest first. */
  async findIdsByAction(actions: readonly string[], after: string, upTo: string, limit: number): Promise<string[]> {
    const found = await this.logs
      .find(withActions(actions, after, upTo))
      .sort({ _id: -1 })
      .limit(limit)
      .project<{ _id: mongo.ObjectId }>({ _id: 1 })
      .toArray();
    return found.map(({ _id }) => _id.toHexString());
  }

  /**
   * Whatever follows an id, up to another one, as the driver gives it: nothing says that what was edited by hand still
   * has the form of a record.
   */
  async pageForVerification(after: string | null, upTo: string, limit: number): Promise<mongo.Document[]> {
    const range = { ...(after === null ? {} : { $gt: oid(after) }), $lte: oid(upTo) };
    return await this.anything.find({ _id: range }).sort({ _id: 1 }).limit(limit).toArray();
  }

  /** The greatest id of the collection; null where it is empty. */
  async greatestId(): Promise<string | null> {
    const [last] = await this.anything
      .find({ _id: { $type: 'objectId' } })
      .sort({ _id: -1 })
      .limit(1)
      .project<{ _id: mongo.ObjectId }>({ _id: 1 })
      .toArray();
    return last?._id.toHexString() ?? null;
  }

  /** A document whose id is none that this product makes, and which no walk in the order of ids would meet. */
  async findForeignId(): Promise<string | null> {
    const found = await this.anything.findOne({ _id: { $not: { $type: 'objectId' } } }, { projection: { _id: 1 } });
    return found === null ? null : String(found._id);
  }

  /** The records of one kind, oldest first, as the driver gives them, in constant memory. */
  async *allOfAction(action: string): AsyncGenerator<mongo.Document> {
    for await (const document of this.anything.find({ action }).sort({ _id: 1 })) yield document;
  }

  /** True where a chain has a record. */
  async hasChain(writer: string): Promise<boolean> {
    const found = await this.logs.findOne({ 'chain.writer': writer }, { projection: { _id: 1 } });
    return found !== null;
  }

  /** Drops records whose time is over; `ids` are at most a thousand. */
  async drop(ids: readonly string[]): Promise<void> {
    await this.anything.deleteMany({ _id: { $in: ids.map(oid) } });
  }

  /** About how many records there are. */
  async estimateCount(): Promise<number> {
    return await this.patientLogs.estimatedDocumentCount();
  }

  private get logs(): Logs {
    return this.connection.collection(AUDIT_COLLECTION) as unknown as Logs;
  }

  private get anything(): mongo.Collection {
    return this.patient.collection(AUDIT_COLLECTION);
  }

  private get patientLogs(): Logs {
    return this.patient.collection(AUDIT_COLLECTION) as unknown as Logs;
  }
}

function withActions(actions: readonly string[], after: string, upTo: string): mongo.Filter<AuditDocument> {
  return { action: { $in: [...actions] }, _id: { $gt: oid(after), $lte: oid(upTo) } };
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
