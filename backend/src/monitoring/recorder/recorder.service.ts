import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { DomainEvents, RecordedEvent } from '../../common/events/domain-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import { idFloor, TimeOrderedIds } from '../../common/ids/time-ordered-ids.js';
import { AttemptLogService, type PendingAttempt } from '../attempts/attempt-log.service.js';
import { AuditLogService } from '../audit/audit-log.service.js';
import type { AuditDraft, AuditRecord } from '../audit/audit-record.js';
import { toStreamEvent } from '../audit/stream-events.js';
import { type RecordedEventName, withApiKey } from './audit-draft.js';
import { auditDrafts } from './audit-drafts.js';
import { previousId } from '../../common/ids/id-order.js';
import { type Batch, PendingQueue } from './pending-queue.js';
import { notRecorded } from './recorder.errors.js';
import { RateWindow } from './rate-window.js';

interface Entry {
  readonly draft: AuditDraft;
  readonly fields: PendingAttempt['fields'] | null;
}

const ATTEMPTED: RecordedEventName = 'sign-in.attempted';
const MAX_WAITING = 10_000;
const MAX_BATCH = 500;
// below the two seconds within which every route answers when the database is away
const DEADLINE_MS = 1_800;
const RETRY_MS = 1_000;

/**
 * Puts on record what happened. One loop takes everything that waits, gives it ids in order, writes the audit log, then
 * the attempts, lets the publishers go on, and tells the consoles (group commit: the more arrives at once, the larger
 * the batches). The audit log comes first because the attempts can be made again from it: a process that ends between
 * the two writes leaves nothing half done that the next start does not settle, and none of it had been answered.
 */
@Injectable()
export class RecorderService implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RecorderService.name);
  private readonly queue = new PendingQueue<Entry>(MAX_WAITING, DEADLINE_MS);
  private readonly rate = new RateWindow();
  private ids: TimeOrderedIds | null = null;
  private ready = false;
  // everything from this id on may be stored but was not published yet
  private unpublishedFrom: string | null = null;
  private running: Promise<void> | null = null;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: EventBus,
    private readonly audit: AuditLogService,
    private readonly attempts: AttemptLogService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const name of Object.keys(auditDrafts) as RecordedEventName[]) this.listen(name);
  }

  /** Settles what an earlier process left half done. Without the database this waits for the first event. */
  onApplicationBootstrap(): void {
    this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.retry);
    await this.running;
    clearTimeout(this.retry);
  }

  /** Attempts recorded per second, averaged over the last 5 seconds. */
  eventsPerSecond(): number {
    return this.rate.perSecond(performance.now());
  }

  /**
   * An id such that every event up to it was published already or never will be by this process, and every event that
   * will be published is greater: where a replay ends and the live stream begins.
   */
  fence(): string {
    if (this.unpublishedFrom !== null) return previousId(this.unpublishedFrom);
    const now = this.clock.now().getTime();
    return this.ids?.next(now) ?? idFloor(now);
  }

  private listen(name: RecordedEventName): void {
    this.bus.record(name, async (event) => {
      await this.record(name, event);
    });
  }

  private async record<N extends RecordedEventName>(name: N, event: DomainEvents[N]): Promise<void> {
    const draft = withApiKey(auditDrafts[name](event), event);
    const fields = name === ATTEMPTED ? this.describeAttempt(event as DomainEvents['sign-in.attempted']) : null;
    const written = this.queue.add({ draft, fields });
    this.start();
    await written;
  }

  private describeAttempt({ origin, ...details }: DomainEvents['sign-in.attempted']): PendingAttempt['fields'] {
    return this.attempts.describe({ ...details, userAgent: origin.userAgent }, origin.ipAddress, origin.requestId);
  }

  private start(): void {
    this.running ??= this.run();
  }

  private async run(): Promise<void> {
    // what arrives in the same turn of the event loop goes into the same batch
    await new Promise((resolve) => setImmediate(resolve));
    do {
      const batch = this.queue.take(MAX_BATCH);
      try {
        await this.prepare();
        await this.commit(batch);
      } catch (error) {
        this.ready = false;
        this.logger.warn({ err: error, events: batch.items.length }, 'events could not be put on record');
        batch.fail(notRecorded(error));
      }
    } while (this.queue.size > 0);
    // in the same turn as the look into the queue, so that nothing can arrive in between and be left there
    this.running = null;
    if (!this.ready) this.startLater();
  }

  // what a failed write left open is settled soon, also when nothing else happens
  private startLater(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      this.start();
    }, RETRY_MS).unref();
  }

  private async prepare(): Promise<void> {
    if (this.ready) return;
    const past = await this.audit.prepare(ATTEMPTED, MAX_BATCH + 1);
    this.ids ??= new TimeOrderedIds(past.newestId ?? undefined);
    const settled = await this.attempts.settle(past.unsettled);
    if (settled > 0)
      this.logger.log({ settled }, 'stored attempts that an earlier process had only put into the audit log');
    await this.publishLanded(past.landed);
    this.ready = true;
  }

  private async commit(batch: Batch<Entry>): Promise<void> {
    if (batch.items.length === 0 || this.ids === null) return;
    const opening = this.audit.opening();
    const entries: Entry[] = [...(opening === null ? [] : [{ draft: opening, fields: null }]), ...batch.items];
    const now = this.clock.now().getTime();
    const ids = this.ids;
    const placed = entries.map((entry) => ({ ...entry, id: ids.next(now) }));
    this.unpublishedFrom = placed[0]?.id ?? null;
    const records = await this.audit.append(placed);
    const pending = records.flatMap(({ id, timestamp }, index) => {
      const fields = placed[index]?.fields ?? null;
      return fields === null ? [] : [{ id, timestamp, fields }];
    });
    const events = await this.storeAttempts(records, pending);
    batch.succeed();
    this.publish(events, pending.length);
  }

  // records of a batch that failed: its publishers were refused, but what the database holds belongs on the consoles
  private async publishLanded(records: readonly AuditRecord[]): Promise<void> {
    const pending = this.attempts.fromRecords(records.filter(({ action }) => action === ATTEMPTED));
    this.publish(await this.storeAttempts(records, pending), pending.length);
  }

  private async storeAttempts(
    records: readonly AuditRecord[],
    pending: readonly PendingAttempt[],
  ): Promise<RecordedEvent[]> {
    const attempts = new Map((await this.attempts.store(pending)).map((attempt) => [attempt.id, attempt]));
    return records.flatMap((record): RecordedEvent[] => {
      const attempt = attempts.get(record.id);
      if (attempt !== undefined) return [{ stream: 'monitoring:login-attempt', event: attempt }];
      const event = toStreamEvent(record);
      return event === null ? [] : [event];
    });
  }

  // without an await between: whoever asks for the fence sees either both or neither
  private publish(events: readonly RecordedEvent[], attempts: number): void {
    this.audit.confirm();
    this.unpublishedFrom = null;
    this.rate.add(attempts, performance.now());
    if (events.length > 0) void this.bus.publish('monitoring.recorded', events);
  }
}
