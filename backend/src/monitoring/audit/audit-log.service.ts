import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { deriveKey } from '../../common/crypto/keys.js';
import { idFloor, idTime } from '../../common/ids/time-ordered-ids.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { AuditChain } from './audit-chain.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { toDocument, toRecord } from './audit-log.mapper.js';
import { type AuditDraft, type AuditRecord, CHAIN_STARTED, type ChainHead } from './audit-record.js';
import { namedHeads, openChains } from './open-chains.js';

/** The purpose under which the key of the chain derives from the audit secret. */
export const AUDIT_KEY_PURPOSE = 'audit-chain';

/** What the log knows of the time before this process, or before a write that failed. */
export interface AuditPast {
  /** The newest id of the log; null where it is empty, or was told before. */
  readonly newestId: string | null;
  /** Records of the asked kind at the ends of other processes' chains: what belongs to them elsewhere may be missing. */
  readonly unsettled: readonly AuditRecord[];
  /** Records of this process that are stored but were not confirmed, in order: the write of something failed. */
  readonly landed: readonly AuditRecord[];
}

const CHAIN_STARTS = 50;
const NEWEST_RECORDS = 500;
const NAMED_HEADS = 100;
const CLOCK_TOLERANCE_MS = 600_000;

/**
 * The audit log on its writing side: one chain for this process, to which records are added in order. One caller writes
 * at a time (the recorder); `prepare` comes before the first write and after every one that failed.
 */
@Injectable()
export class AuditLogService {
  private readonly chain: AuditChain;
  private before: readonly ChainHead[] = [];
  private confirmed: ChainHead | null = null;

  constructor(
    private readonly repository: AuditLogRepository,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.chain = new AuditChain(randomBytes(8).toString('hex'), deriveKey(config.secrets.audit, AUDIT_KEY_PURPOSE));
  }

  /**
   * Finds out where the log stands.
   * @param action the kind of records to look for at the ends of the chains
   * @param tail how many records at the end of a chain one failed write can have left half done
   * @throws the driver's error when the database is away
   */
  async prepare(action: string, tail: number): Promise<AuditPast> {
    const landed = await this.resume();
    if (!this.chain.empty) return { newestId: null, unsettled: [], landed };
    // an id far in the future was not made here: it must not carry all later ones away
    const limit = idFloor(this.clock.now().getTime() + CLOCK_TOLERANCE_MS);
    const newest = await this.repository.newestLinks(limit, NEWEST_RECORDS);
    this.before = await this.findOpenChains(newest.map(({ head }) => head));
    const unsettled: AuditRecord[] = [];
    for (const { writer, seq } of this.before) {
      const found = await this.repository.findInChain(writer, seq - tail + 1, action);
      unsettled.push(...found.map(toRecord));
    }
    return { newestId: newest[0]?.id ?? null, unsettled, landed };
  }

  /** The name of this process's chain. */
  get writer(): string {
    return this.chain.writer;
  }

  /** The last record of this process that is known to be stored; null where there is none. */
  confirmedHead(): ChainHead | null {
    return this.confirmed;
  }

  /** The ends of the chains that wrote lately, as the database tells them. */
  async otherHeads(): Promise<readonly ChainHead[]> {
    const limit = idFloor(this.clock.now().getTime() + CLOCK_TOLERANCE_MS);
    const heads = new Map<string, ChainHead>();
    for (const { head } of await this.repository.newestLinks(limit, NEWEST_RECORDS)) {
      const { writer, seq, hash } = head;
      if (!heads.has(writer)) heads.set(writer, { writer, seq, hash });
    }
    return [...heads.values()].slice(0, NAMED_HEADS);
  }

  /** About how many records the log has. */
  async estimateCount(): Promise<number> {
    return await this.repository.estimateCount();
  }

  /** Says that everything that was stored so far was also brought to where else it belongs. */
  confirm(): void {
    this.confirmed = this.chain.head;
  }

  /** What must be written before anything else: the first record of the chain; null where it is there. */
  opening(): AuditDraft | null {
    if (!this.chain.empty) return null;
    return {
      action: CHAIN_STARTED,
      actor: { kind: 'system', name: 'system', userId: null },
      resourceType: 'chain',
      resourceId: this.chain.writer,
      details: { heads: this.before.slice(0, NAMED_HEADS).map((head) => ({ ...head })) },
      ipAddress: null,
      requestId: '',
    };
  }

  /**
   * Adds records, each under an id that is greater than all before. After a failure nobody knows how many of them are
   * stored, so `prepare` must come next.
   * @returns the records as they are stored
   * @throws the driver's error
   */
  async append(entries: readonly { readonly id: string; readonly draft: AuditDraft }[]): Promise<AuditRecord[]> {
    const documents = this.chain.link(entries.map(({ id, draft }) => toDocument(id, new Date(idTime(id)), draft)));
    await this.repository.append(documents);
    return documents.map(toRecord);
  }

  /** Records of some kinds with `after < id <= upTo`, in the order of their ids, at most `limit`. */
  async readByAction(actions: readonly string[], after: string, upTo: string, limit: number): Promise<AuditRecord[]> {
    return (await this.repository.findByAction(actions, after, upTo, limit)).map(toRecord);
  }

  /** The ids of such records, newest first, at most `limit`. */
  async readIdsByAction(actions: readonly string[], after: string, upTo: string, limit: number): Promise<string[]> {
    return await this.repository.findIdsByAction(actions, after, upTo, limit);
  }

  // where a write failed, the database says how far the chain has come; records that were confirmed and are gone stay
  // counted, so that their absence shows
  private async resume(): Promise<AuditRecord[]> {
    if (this.chain.empty) return [];
    const landed = await this.repository.findInChain(this.chain.writer, (this.confirmed?.seq ?? 0) + 1);
    this.chain.resumeAt(landed.at(-1)?.chain ?? this.confirmed);
    return landed.map(toRecord);
  }

  private async findOpenChains(newest: readonly ChainHead[]): Promise<readonly ChainHead[]> {
    const starts = await this.repository.newestChainStarts(CHAIN_STARTS);
    const named = starts.flatMap((start) => namedHeads(start.details));
    return await openChains({
      writers: starts.map((start) => start.chain.writer),
      named,
      newest,
      hasRecord: async (writer, seq) => await this.repository.hasRecord(writer, seq),
      findHead: async (writer, from) => await this.repository.findHead(writer, from),
    });
  }
}
