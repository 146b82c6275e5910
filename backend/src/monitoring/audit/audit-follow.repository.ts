import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { AUDIT_COLLECTION, type AuditDocument } from './audit-log.schema.js';
import { CHAIN_STARTED } from './audit-record.js';

type Logs = mongo.Collection<AuditDocument>;

/** The queries of `audit_logs` for whoever reads it on and on. */
@Injectable()
export class AuditFollowRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Records after an id, in the order of their ids. */
  async findAfter(after: string, limit: number): Promise<AuditDocument[]> {
    return await this.logs
      .find({ _id: { $gt: oid(after) } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
  }

  /** Records of one chain with `from <= seq`, none greater than the id `upTo`, in their order. */
  async findInChain(writer: string, from: number, upTo: string, limit: number): Promise<AuditDocument[]> {
    return await this.logs
      .find({ 'chain.writer': writer, 'chain.seq': { $gte: from }, _id: { $lte: oid(upTo) } })
      .sort({ 'chain.seq': 1 })
      .limit(limit)
      .toArray();
  }

  /** The number of the last record of a chain whose id is not greater than `upTo`; 0 where there is none. */
  async findSeqAt(writer: string, upTo: string): Promise<number> {
    const [last] = await this.logs
      .find({ 'chain.writer': writer, _id: { $lte: oid(upTo) } })
      .sort({ 'chain.seq': -1 })
      .limit(1)
      .project<Pick<AuditDocument, 'chain'>>({ chain: 1 })
      .toArray();
    return last?.chain.seq ?? 0;
  }

  /** Who began a chain under an id between the two. */
  async findWriters(from: string, upTo: string, limit: number): Promise<string[]> {
    const starts = await this.logs
      .find({ action: CHAIN_STARTED, _id: { $gte: oid(from), $lte: oid(upTo) } })
      .sort({ _id: -1 })
      .limit(limit)
      .project<Pick<AuditDocument, 'chain'>>({ chain: 1 })
      .toArray();
    return starts.map(({ chain }) => chain.writer);
  }

  private get logs(): Logs {
    return this.connection.collection(AUDIT_COLLECTION) as unknown as Logs;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
