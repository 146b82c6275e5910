import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { randomToken } from '../../common/crypto/keys.js';
import { EventBus } from '../../common/events/event-bus.js';
import { AuditFollowService } from '../audit/audit-follow.service.js';
import { DetectionStateRepository, type Progress } from './detection-state.repository.js';
import type { DeskRecord } from './desk-event.js';
import { type Detector, type RuleSetting, SLOT_MS } from './detector.js';
import { DetectorsService } from './detectors.service.js';
import { FindingsDeliveryService } from './findings-delivery.service.js';

const POLL_MS = 1_000;
const LEAST_PAUSE_MS = 250;
const LEASE_MS = 5_000;
const PAGE = 1_000;
const LATE_EVERY_MS = 5_000;
/** What came on top of a finding is told when nothing older can come any more, as far as clocks agree. */
const SETTLED_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

interface Work {
  detector: Detector;
  settings: readonly RuleSetting[];
  progress: Progress;
  heldUntil: number;
}

/**
 * Reads the audit log on and on and shows it to the rules: one process at a time, the one that holds the lease. What is
 * found is stored before the position is, so that a process that dies loses nothing: the next one reads the last hours
 * again to know what the rules knew, without telling it again, and goes on where the position is.
 */
@Injectable()
export class DetectionEngineService implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DetectionEngineService.name);
  private readonly holder = randomToken(12);
  private readonly startedAt: Date;
  private work: Work | null = null;
  private isPrepared = false;
  private isWanted = false;
  private running: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private lastLookAt = 0;
  private lastLateAt = 0;
  private caughtUpAt: number | null = null;
  private failures = 0;
  private stopped = true;

  constructor(
    private readonly states: DetectionStateRepository,
    private readonly log: AuditFollowService,
    private readonly detectors: DetectorsService,
    private readonly delivery: FindingsDeliveryService,
    private readonly bus: EventBus,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.now();
  }

  onModuleInit(): void {
    this.bus.observe('monitoring.recorded', () => {
      this.wake();
    });
  }

  onApplicationBootstrap(): void {
    this.stopped = false;
    this.lookIn(0);
  }

  /** Lets what is under way end, and another process go on at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
    if (this.work === null) return;
    await this.states.release(this.holder, this.clock.now()).catch(() => undefined);
  }

  /** How far behind the log the rules are, in milliseconds; null in a process that does not read it. */
  lagMs(): number | null {
    if (this.work === null || this.caughtUpAt === null) return null;
    return Math.max(0, this.clock.now().getTime() - this.caughtUpAt);
  }

  private wake(): void {
    if (this.work === null || this.failures > 0) return;
    this.isWanted = this.running !== null;
    if (this.isWanted) return;
    this.lookIn(Math.max(0, this.lastLookAt + LEAST_PAUSE_MS - performance.now()));
  }

  private wasWoken(): boolean {
    return this.isWanted;
  }

  private lookIn(wait: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.look().finally(() => {
        this.running = null;
      });
    }, wait).unref();
  }

  private async look(): Promise<void> {
    let wait = POLL_MS;
    this.isWanted = false;
    try {
      if (await this.hold()) await this.readOn();
      this.failures = 0;
      // something was recorded meanwhile
      if (this.wasWoken()) wait = LEAST_PAUSE_MS;
    } catch (error) {
      // what the rules have seen since the last position is seen again
      this.work = null;
      this.failures += 1;
      wait = Math.min(LONGEST_PAUSE_MS, POLL_MS * 2 ** Math.min(this.failures, 5));
      this.logger.warn({ err: error }, 'the detection rules cannot read or tell; trying again');
    }
    this.lastLookAt = performance.now();
    this.lookIn(wait);
  }

  // one write for half a lease, so that an idle process costs the database next to nothing
  private async hold(): Promise<boolean> {
    const now = this.clock.now();
    if (!this.isPrepared) {
      await this.states.prepare(this.log.startAt(this.startedAt), now);
      this.isPrepared = true;
    }
    if (this.work !== null && now.getTime() < this.work.heldUntil - LEASE_MS / 2) return true;
    const until = new Date(now.getTime() + LEASE_MS);
    const progress = await this.states.take(this.holder, now, until);
    if (progress === null) {
      this.work = null;
      return false;
    }
    if (this.work !== null) this.work.heldUntil = until.getTime();
    const settings = await this.detectors.settings();
    if (this.work === null) await this.begin(settings, progress, until);
    return true;
  }

  private async begin(settings: readonly RuleSetting[], progress: Progress, until: Date): Promise<void> {
    const { position, toldUntil } = progress;
    const detector = await this.detectors.rebuild(settings, position.after, toldUntil);
    this.work = { detector, settings, progress: { position, toldUntil }, heldUntil: until.getTime() };
  }

  private async readOn(): Promise<void> {
    for (let full = true; full && !this.stopped && (await this.hold());) {
      const work = await this.upToDate();
      if (work === null) return;
      const { records, position } = await this.log.read(work.progress.position, PAGE);
      full = records.length >= PAGE;
      await this.show(work, records, position, full);
    }
    await this.readLate();
    this.caughtUpAt = this.clock.now().getTime();
  }

  // a rule that was set differently begins anew, with what it would know by now
  private async upToDate(): Promise<Work | null> {
    const { work } = this;
    if (work === null) return null;
    const settings = await this.detectors.settings();
    if (settings === work.settings) return work;
    work.detector.flush();
    await this.delivery.deliver(work.detector.take());
    // also what is still to come in the running slots was told by now
    const progress = { ...work.progress, toldUntil: new Date(this.clock.now().getTime() + SLOT_MS) };
    if (!(await this.keep(work, progress))) return null;
    await this.begin(settings, progress, new Date(work.heldUntil));
    return this.work;
  }

  private async show(
    work: Work,
    records: readonly DeskRecord[],
    position: Progress['position'],
    moreToCome: boolean,
  ): Promise<void> {
    for (const record of records) work.detector.feed(record);
    const settled = new Date(this.clock.now().getTime() - SETTLED_MS);
    if (!moreToCome) work.detector.advance(settled.getTime());
    const due = work.detector.take();
    await this.delivery.deliver(due);
    if (due.length === 0 && position.after === work.progress.position.after) return;
    const toldUntil = moreToCome ? (records.at(-1)?.timestamp ?? work.progress.toldUntil) : settled;
    await this.keep(work, { position, toldUntil });
  }

  // what other processes and the command line wrote a little late
  private async readLate(): Promise<void> {
    const { work } = this;
    if (work === null || performance.now() - this.lastLateAt < LATE_EVERY_MS) return;
    this.lastLateAt = performance.now();
    const { records, position } = await this.log.readLate(work.progress.position, PAGE);
    if (records.length > 0) await this.show(work, records, position, false);
  }

  private async keep(work: Work, progress: Progress): Promise<boolean> {
    const until = new Date(this.clock.now().getTime() + LEASE_MS);
    work.progress = progress;
    work.heldUntil = until.getTime();
    const kept = await this.states.advance(this.holder, progress, until);
    if (!kept) this.work = null;
    return kept;
  }
}
