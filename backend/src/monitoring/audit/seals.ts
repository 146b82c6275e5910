import type { mongo } from 'mongoose';
import { z } from 'zod';
import type { AuditSeal } from '../../common/events/desk-events.js';
import { recordHash } from './audit-chain.js';
import type { ChainHead } from './audit-record.js';

/** The action of the records that say what was dropped because of its age. */
export const PRUNED = 'audit.pruned';

const sealsSchema = z.object({
  seals: z.array(
    z.object({
      writer: z.string(),
      fromSeq: z.number().int().min(1),
      toSeq: z.number().int().min(1),
      hash: z.string(),
      counts: z.array(z.object({ action: z.string(), count: z.number().int() })),
      firstAt: z.string(),
      lastAt: z.string(),
      toldOn: z.number().int(),
    }),
  ),
});

/** The seals in a record that says what was dropped; none where it is not genuine, which the walk will tell. */
export function sealsIn(document: mongo.Document, key: Buffer): readonly AuditSeal[] {
  const link: unknown = document['chain'];
  if (typeof link !== 'object' || link === null || !('hash' in link)) return [];
  if (document['action'] !== PRUNED || recordHash(document, key) !== link.hash) return [];
  const parsed = sealsSchema.safeParse(document['details']);
  return parsed.success ? parsed.data.seals : [];
}

/** The farthest seal of each chain. */
export class SealedEnds {
  readonly ends = new Map<string, ChainHead>();

  add(seals: readonly AuditSeal[]): void {
    for (const { writer, toSeq, hash } of seals) {
      if ((this.ends.get(writer)?.seq ?? 0) < toSeq) this.ends.set(writer, { writer, seq: toSeq, hash });
    }
  }

  /** True for a record that was sealed, and is or will be dropped. */
  covers({ writer, seq }: ChainHead): boolean {
    return (this.ends.get(writer)?.seq ?? 0) >= seq;
  }
}
