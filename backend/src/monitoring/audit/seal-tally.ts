import type { mongo } from 'mongoose';
import type { AuditSeal } from '../../common/events/desk-events.js';
import type { ChainLink } from './audit-record.js';

interface Tally {
  fromSeq: number;
  toSeq: number;
  hash: string;
  firstAt: string;
  lastAt: string;
  readonly counts: Map<string, number>;
}

const MAX_KINDS = 100;

/** Sums up records chain by chain, in the order of the chains, before they are dropped. */
export class SealTally {
  private readonly tallies = new Map<string, Tally>();
  records = 0;

  /** True where the record is of a chain that is not among the `limit` ones that were begun. */
  isBeyond(writer: string, limit: number): boolean {
    return !this.tallies.has(writer) && this.tallies.size >= limit;
  }

  add(document: mongo.Document, { writer, seq, hash }: ChainLink): void {
    const { timestamp, action } = document as { timestamp: Date; action: string };
    const at = timestamp.toISOString();
    const tally = this.tallies.get(writer) ?? {
      fromSeq: seq,
      toSeq: seq,
      hash,
      firstAt: at,
      lastAt: at,
      counts: new Map<string, number>(),
    };
    tally.toSeq = seq;
    tally.hash = hash;
    tally.lastAt = at;
    const kind = tally.counts.has(action) || tally.counts.size < MAX_KINDS ? action : 'other';
    tally.counts.set(kind, (tally.counts.get(kind) ?? 0) + 1);
    this.tallies.set(writer, tally);
    this.records += 1;
  }

  has(writer: string): boolean {
    return this.tallies.has(writer);
  }

  get seals(): readonly AuditSeal[] {
    return [...this.tallies].map(([writer, { counts, ...rest }]) => ({
      writer,
      ...rest,
      counts: [...counts].map(([action, count]) => ({ action, count })),
      toldOn: 0,
    }));
  }
}
