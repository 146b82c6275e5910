import type { mongo } from 'mongoose';
import type { Migration } from './migration.js';

interface StoredBlock {
  readonly _id: mongo.ObjectId;
  readonly reason?: string;
  readonly blockedUntil?: Date | null;
  readonly endedAt?: Date | null;
}

const BATCH = 500;
const NEVER = new Date('9999-12-31T00:00:00Z');

/**
 * From one block for each range to one document for each block (docs/adr/0017): what was stored gets the fields by which
 * blocks are listed. How those that are over ended was not kept.
 */
export const blockHistory: Migration = {
  id: '2026-11-21-block-history',
  async run(database) {
    const blocks = database.collection('blocked_ips') as unknown as mongo.Collection<StoredBlock>;
    for (;;) {
      const some = await blocks
        .find({ active: { $exists: false } } as object)
        .limit(BATCH)
        .toArray();
      if (some.length === 0) return;
      await blocks.bulkWrite(
        some.map((block) => ({ updateOne: { filter: { _id: block._id }, update: { $set: newFields(block) } } })),
        { ordered: false },
      );
    }
  },
};

function newFields({ reason = '', blockedUntil = null, endedAt = null }: StoredBlock) {
  return {
    active: endedAt === null,
    endsAt: endedAt ?? blockedUntil ?? NEVER,
    words: wordsOf(reason),
    hits: 0,
    lastHitAt: null,
    ending: null,
    endedBy: null,
  };
}

function wordsOf(reason: string): string[] {
  const plain = reason.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return [...new Set(words.map((word) => word.slice(0, 40)))].slice(0, 20);
}
