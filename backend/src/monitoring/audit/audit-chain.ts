import { createHmac } from 'node:crypto';
import type { mongo } from 'mongoose';
import { type ChainHead, NO_HASH } from './audit-record.js';
import type { AuditDocument } from './audit-log.schema.js';
import { canonicalText } from './canonical.js';

/** A document that has everything but its place in the chain. */
export type UnchainedDocument = Omit<AuditDocument, 'chain'>;

/**
 * The chain of one writer: gives each record the next number, the hash of the record before it, and its own hash. Whoever
 * edits, removes, inserts or moves a record without the key breaks it at that place.
 */
export class AuditChain {
  private seq = 0;
  private hash = NO_HASH;

  /**
   * @param writer names this process, from its start to its end
   * @param key the HMAC key, which the database never sees
   */
  constructor(
    readonly writer: string,
    private readonly key: Buffer,
  ) {}

  /** True as long as the chain has no record. */
  get empty(): boolean {
    return this.seq === 0;
  }

  /** The last record that was put into the chain, stored or not; null where there is none. */
  get head(): ChainHead | null {
    return this.empty ? null : { writer: this.writer, seq: this.seq, hash: this.hash };
  }

  /** Puts documents at the end of the chain, in their order. */
  link(documents: readonly UnchainedDocument[]): AuditDocument[] {
    return documents.map((document) => {
      const place = { writer: this.writer, seq: this.seq + 1, prevHash: this.hash };
      const hash = recordHash({ ...document, chain: place }, this.key);
      this.seq = place.seq;
      this.hash = hash;
      return { ...document, chain: { ...place, hash } };
    });
  }

  /** Goes on from what the database holds, after a write that may or may not have reached it. */
  resumeAt(head: ChainHead | null): void {
    this.seq = head?.seq ?? 0;
    this.hash = head?.hash ?? NO_HASH;
  }
}

/** The keyed hash (HMAC-SHA-256, hexadecimal) over the whole of a document but the hash in it. */
export function recordHash(document: mongo.Document, key: Buffer): string {
  return createHmac('sha256', key)
    .update('classy-book/audit/1\n')
    .update(canonicalText({ ...document, chain: withoutHash(document['chain']) }))
    .digest('hex');
}

function withoutHash(link: unknown): unknown {
  if (typeof link !== 'object' || link === null) return link;
  return Object.fromEntries(Object.entries(link).filter(([name]) => name !== 'hash'));
}
