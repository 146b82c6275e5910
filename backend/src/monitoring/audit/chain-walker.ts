import type { AuditBreak } from '@classy-book/contracts/audit';
import type { mongo } from 'mongoose';
import { recordHash } from './audit-chain.js';
import { CHAIN_STARTED, type ChainHead, type ChainLink, NO_HASH } from './audit-record.js';
import { namedHeads } from './open-chains.js';

/** The first place at which the log is broken. `recordId` is the id as text; null where no record is left to name. */
export type ChainBreak = Readonly<AuditBreak>;

/** A place in a chain that something outside of it vouches for, and what that is, as a part of a sentence. */
export interface Witness extends ChainHead {
  readonly by: string;
}

/** What is known of the chains before they are walked. */
export interface ChainKnowledge {
  /** The last record of each chain that was dropped by its age. */
  readonly seals: ReadonlyMap<string, ChainHead>;
  /** The farthest place of each chain that a signed checkpoint saw. */
  readonly witnesses: ReadonlyMap<string, Witness>;
}

/** What the walker asks the log for when something looks wrong, or when a record names another chain. */
export interface ChainLookup {
  /** A record as it is stored; null where there is none. */
  findRecord(writer: string, seq: number): Promise<mongo.Document | null>;
}

const MAX_WRITERS = 100_000;
const NOTHING_KNOWN: ChainKnowledge = { seals: new Map(), witnesses: new Map() };

/**
 * Follows all chains at once, fed with the records in the order of their ids. It keeps the head of each chain and nothing
 * else, so its memory does not grow with the log.
 */
export class ChainWalker {
  private readonly heads = new Map<string, ChainHead>();

  constructor(
    private readonly key: Buffer,
    private readonly lookup: ChainLookup,
    private readonly known: ChainKnowledge = NOTHING_KNOWN,
  ) {}

  /** Takes the next record; answers how the log is broken there, or null. */
  async take(document: mongo.Document): Promise<ChainBreak | null> {
    const link = readLink(document['chain']);
    if (link === null) return breakAt(document, null, 'inserted', 'It has no place in any chain.');
    if (recordHash(document, this.key) !== link.hash) return await this.unauthentic(document, link);
    const head = this.heads.get(link.writer);
    const misfit = (await this.checkPlace(document, link, head)) ?? this.checkWitness(document, link);
    if (misfit !== null) return misfit;
    if (head === undefined && this.heads.size >= MAX_WRITERS)
      throw new Error('the log has more chains than can be followed');
    this.heads.set(link.writer, { writer: link.writer, seq: link.seq, hash: link.hash });
    return document['action'] === CHAIN_STARTED ? await this.checkNamedChains(document, link) : null;
  }

  /** The ends of all chains walked so far. */
  get ends(): readonly ChainHead[] {
    return [...this.heads.values()];
  }

  /** At the end of the walk: answers whether a chain ends before a place that a checkpoint saw, or null. */
  async finish(): Promise<ChainBreak | null> {
    for (const { writer, seq, by } of this.known.witnesses.values()) {
      const end = this.heads.get(writer) ?? this.known.seals.get(writer);
      if (end !== undefined && end.seq >= seq) continue;
      const last = end === undefined ? null : await this.lookup.findRecord(writer, end.seq);
      const left = end === undefined ? 'is gone' : `ends at record ${String(end.seq)}`;
      const explanation = `Chain ${writer} ${left}, but ${by} saw record ${String(seq)} of it: the end was removed.`;
      return { kind: 'cut', recordId: idOf(last), writer, seq: end?.seq ?? null, explanation };
    }
    return null;
  }

  private checkWitness(document: mongo.Document, link: ChainLink): ChainBreak | null {
    const witness = this.known.witnesses.get(link.writer);
    if (witness?.seq !== link.seq || witness.hash === link.hash) return null;
    return breakAt(document, link, 'misplaced', `It is not the record that ${witness.by} saw at this place.`);
  }

  private async checkPlace(
    document: mongo.Document,
    link: ChainLink,
    before: ChainHead | undefined,
  ): Promise<ChainBreak | null> {
    const seal = this.known.seals.get(link.writer);
    // sealed, and about to be dropped: what stood before it is gone already
    if (before === undefined && seal !== undefined && link.seq <= seal.seq) return null;
    const head = before ?? seal ?? { writer: link.writer, seq: 0, hash: NO_HASH };
    if (link.seq <= head.seq) {
      return breakAt(document, link, 'misplaced', `Record ${String(head.seq)} of this chain stands before it.`);
    }
    let { seq, hash } = head;
    // another process may have stored a record with a smaller id after the walk had passed it: look before judging
    while (seq + 1 < link.seq) {
      const between = await this.lookup.findRecord(link.writer, seq + 1);
      const place = between === null ? null : readLink(between['chain']);
      if (between === null || place === null) {
        return breakAt(
          document,
          link,
          'missing',
          `Record ${String(seq + 1)} of this chain, which comes before it, is gone.`,
        );
      }
      if (recordHash(between, this.key) !== place.hash) return await this.unauthentic(between, place);
      if (place.prevHash !== hash)
        return breakAt(between, place, 'misplaced', 'It does not follow the record before it.');
      ({ seq, hash } = place);
    }
    if (link.prevHash !== hash) return breakAt(document, link, 'misplaced', 'It does not follow the record before it.');
    return null;
  }

  // an edited record still stands in its place: the one after it carries its hash
  private async unauthentic(document: mongo.Document, link: ChainLink): Promise<ChainBreak> {
    const next = readLink((await this.lookup.findRecord(link.writer, link.seq + 1))?.['chain']);
    const previous = this.heads.get(link.writer) ?? this.known.seals.get(link.writer);
    const follows = link.seq === 1 ? link.prevHash === NO_HASH : previous?.hash === link.prevHash;
    if (next?.prevHash === link.hash || follows) {
      const doubt = next === null ? ' It is the last of its chain, so it may also have been added by hand.' : '';
      return breakAt(document, link, 'edited', `What it says is not what was written.${doubt}`);
    }
    return breakAt(document, link, 'inserted', 'It was not written by this installation.');
  }

  private isSealed({ writer, seq, hash }: ChainHead): boolean {
    const seal = this.known.seals.get(writer);
    return seal !== undefined && (seal.seq > seq || (seal.seq === seq && seal.hash === hash));
  }

  private async checkNamedChains(document: mongo.Document, link: ChainLink): Promise<ChainBreak | null> {
    for (const named of namedHeads(document['details'])) {
      const place = readLink((await this.lookup.findRecord(named.writer, named.seq))?.['chain']);
      if (place?.hash === named.hash || (place === null && this.isSealed(named))) continue;
      const what = `It names record ${String(named.seq)} of chain ${named.writer}, which is gone.`;
      return breakAt(document, link, 'cut', what);
    }
    return null;
  }
}

function idOf(document: mongo.Document | null): string | null {
  return document === null ? null : String(document['_id']);
}

function readLink(value: unknown): ChainLink | null {
  if (typeof value !== 'object' || value === null) return null;
  const { writer, seq, prevHash, hash } = value as Partial<Record<keyof ChainLink, unknown>>;
  if (typeof writer !== 'string' || typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1) return null;
  if (typeof prevHash !== 'string' || typeof hash !== 'string') return null;
  return { writer, seq, prevHash, hash };
}

function breakAt(
  document: mongo.Document,
  link: ChainLink | null,
  kind: ChainBreak['kind'],
  explanation: string,
): ChainBreak {
  return { kind, recordId: idOf(document), writer: link?.writer ?? null, seq: link?.seq ?? null, explanation };
}
