import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { deriveKey } from '../../common/crypto/keys.js';
import { type Acting, NO_ORIGIN } from '../../common/events/actor.js';
import type { AuditSeal } from '../../common/events/desk-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import { idFloor } from '../../common/ids/time-ordered-ids.js';
import { previousId } from '../../common/ids/id-order.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { AUDIT_KEY_PURPOSE } from './audit-log.service.js';
import type { ChainLink } from './audit-record.js';
import { type ChainBreak, ChainWalker } from './chain-walker.js';
import { SealTally } from './seal-tally.js';
import { PRUNED, SealedEnds, sealsIn } from './seals.js';

/** What a retention did; with `broken` it stopped before the record that is named. */
export interface RetentionResult {
  readonly dropped: number;
  readonly broken: ChainBreak | null;
}

const DAY_MS = 86_400_000;
const PAGE = 1_000;
const PAGES_PER_SEAL = 10;
// what one record of the log can hold: its details are cut at 200 entries
const MAX_SEALS = 50;
const SYSTEM: Acting = { actor: { kind: 'system' }, origin: NO_ORIGIN };

/**
 * Drops records whose time is over, chain by chain from the front, and only what was proved: a record that was tampered
 * with stays, and stops it. Before anything is dropped a record of the log seals what it was, so that the verification
 * accepts chains that begin behind a seal, and no others. What a crash left sealed but not dropped is dropped the next time.
 */
@Injectable()
export class RetentionService {
  private readonly logger = new Logger(RetentionService.name);
  private readonly key: Buffer;

  constructor(
    private readonly repository: AuditLogRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.key = deriveKey(config.secrets.audit, AUDIT_KEY_PURPOSE);
  }

  /**
   * Drops what is older than the policy says. One process at a time.
   * @throws the driver's error when the database goes away, AppError SERVICE_UNAVAILABLE where a seal cannot be recorded
   */
  async prune(): Promise<RetentionResult> {
    const { retentionDays } = this.config.audit;
    if (retentionDays === 0) return { dropped: 0, broken: null };
    const olderThan = new Date(this.clock.now().getTime() - retentionDays * DAY_MS);
    const upTo = previousId(idFloor(olderThan.getTime()));
    const sealed = new SealedEnds();
    for await (const document of this.repository.allOfAction(PRUNED)) sealed.add(sealsIn(document, this.key));
    let dropped = 0;
    for (;;) {
      const batch = await this.collect(upTo, sealed);
      if (batch.ids.length > 0) {
        await this.seal(batch, olderThan, sealed);
        for (let from = 0; from < batch.ids.length; from += PAGE) {
          await this.repository.drop(batch.ids.slice(from, from + PAGE));
        }
        dropped += batch.ids.length;
      }
      if (batch.broken !== null) await this.tell(batch.broken);
      if (batch.broken !== null || batch.ids.length === 0) return { dropped, broken: batch.broken };
    }
  }

  // the oldest records of all chains, as far as one seal can tell of them
  private async collect(upTo: string, sealed: SealedEnds): Promise<Batch> {
    const walker = new ChainWalker(this.key, this.repository, { seals: new Map(sealed.ends), witnesses: new Map() });
    const batch: Batch = { ids: [], tally: new SealTally(), toldOn: [], broken: null };
    let after: string | null = null;
    for (let number = 0; number < PAGES_PER_SEAL; number += 1) {
      const page = await this.repository.pageForVerification(after, upTo, PAGE);
      for (const document of page) {
        const link = document['chain'] as ChainLink;
        batch.broken = await walker.take(document);
        if (batch.broken !== null || batch.tally.isBeyond(link.writer, MAX_SEALS)) return batch;
        if (!sealed.covers(link)) batch.tally.add(document, link);
        batch.toldOn.push(...sealsIn(document, this.key));
        batch.ids.push(String(document['_id']));
        if (batch.toldOn.length >= MAX_SEALS) return batch;
      }
      if (page.length < PAGE) return batch;
      after = String(page.at(-1)?.['_id']);
    }
    return batch;
  }

  private async seal({ tally, toldOn, ids }: Batch, olderThan: Date, sealed: SealedEnds): Promise<void> {
    const still = await this.stillNeeded(toldOn, tally, sealed);
    const seals = [...tally.seals, ...still];
    if (seals.length === 0) return;
    const about = { olderThan: olderThan.toISOString(), records: ids.length, ...SYSTEM };
    for (let from = 0; from < seals.length; from += MAX_SEALS) {
      await this.events.publish('audit.pruned', { ...about, seals: seals.slice(from, from + MAX_SEALS) });
    }
    sealed.add(seals);
  }

  // A seal goes with the record that it stands in, so the next one tells it on: once for the sake of records that name the
  // end of its chain, and always where the chain goes on.
  private async stillNeeded(
    seals: readonly AuditSeal[],
    tally: SealTally,
    sealed: SealedEnds,
  ): Promise<readonly AuditSeal[]> {
    const needed: AuditSeal[] = [];
    for (const seal of seals) {
      const newest = sealed.ends.get(seal.writer)?.seq === seal.toSeq && !tally.has(seal.writer);
      if (!newest) continue;
      if (seal.toldOn === 0 || (await this.repository.hasChain(seal.writer))) {
        needed.push({ ...seal, counts: [...seal.counts], toldOn: seal.toldOn + 1 });
      }
    }
    return needed;
  }

  private async tell(broken: ChainBreak): Promise<void> {
    this.logger.error({ broken }, 'old records are kept: the audit log is broken');
    await this.events.publish('audit.broken', { ...broken, ...SYSTEM });
  }
}

interface Batch {
  readonly ids: string[];
  readonly tally: SealTally;
  readonly toldOn: AuditSeal[];
  broken: ChainBreak | null;
}
