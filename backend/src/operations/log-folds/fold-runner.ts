import type { Logger } from '@nestjs/common';
import type { Clock } from '../../common/clock/clock.js';
import { randomToken } from '../../common/crypto/keys.js';
import type { LogPosition } from '../../monitoring/audit/audit-follow.port.js';
import type { AuditFollowService } from '../../monitoring/audit/audit-follow.service.js';
import type { LogFold } from './log-fold.port.js';
import type { LogFoldRepository } from './log-fold.repository.js';

const PAGE = 500;
const POLL_MS = 500;
const ELSEWHERE_POLL_MS = 2_000;
const LATE_EVERY_MS = 5_000;
const LEASE_MS = 30_000;
const LONGEST_PAUSE_MS = 30_000;

/** Works one fold in this process, as long as it has the lease. */
export class FoldRunner {
  private readonly lease = randomToken(12);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private stopped = false;
  private position: LogPosition | null = null;
  private heldUntil = 0;
  private lookedForLate = 0;
  private failures = 0;

  constructor(
    private readonly fold: LogFold,
    private readonly folds: LogFoldRepository,
    private readonly log: AuditFollowService,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.next(0);
  }

  /** Lets what is under way end, and leaves the fold to others at once. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
    if (this.position === null) return;
    await this.folds.release(this.fold.name, this.lease).catch(() => undefined);
  }

  private next(wait: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.look().finally(() => {
        this.running = null;
      });
    }, wait).unref();
  }

  private async look(): Promise<void> {
    let wait = POLL_MS;
    try {
      if (await this.hold()) await this.work();
      else wait = ELSEWHERE_POLL_MS;
      this.failures = 0;
    } catch (error) {
      this.failures += 1;
      wait = Math.min(LONGEST_PAUSE_MS, POLL_MS * 2 ** Math.min(this.failures, 10));
      await this.note(error);
    }
    this.next(wait);
  }

  // one write for half a lease, so that an idle process costs the database next to nothing
  private async hold(): Promise<boolean> {
    const now = this.clock.now();
    if (this.position !== null && now.getTime() < this.heldUntil - LEASE_MS / 2) return true;
    const end = new Date(now.getTime() + LEASE_MS);
    let held = await this.folds.hold(this.fold.name, this.lease, now, end);
    if (held === null && (await this.folds.find(this.fold.name)) === null) {
      await this.folds.begin(this.fold.name, this.log.startAt(now), now);
      held = await this.folds.hold(this.fold.name, this.lease, now, end);
    }
    if (held === null) {
      this.position = null;
      return false;
    }
    this.position ??= held.position;
    this.heldUntil = end.getTime();
    return true;
  }

  private async work(): Promise<void> {
    const from = this.fold.from?.();
    if (from === null) return;
    let full = true;
    while (full && !this.stopped && this.position !== null && (await this.hold())) {
      const position = skipTo(this.position, from);
      const page = await this.log.read(position, PAGE);
      await this.settle(page.records, page.position, page.position.after !== position.after);
      full = page.records.length >= PAGE;
    }
    await this.workLate();
  }

  private async workLate(): Promise<void> {
    const now = performance.now();
    if (this.position === null || now - this.lookedForLate < LATE_EVERY_MS) return;
    this.lookedForLate = now;
    const late = await this.log.readLate(this.position, PAGE);
    await this.settle(late.records, late.position, late.records.length > 0);
  }

  private async settle(
    records: Parameters<LogFold['take']>[0],
    position: LogPosition,
    changed: boolean,
  ): Promise<void> {
    if (records.length > 0) await this.fold.take(records);
    if (!changed) return;
    const kept = await this.folds.save(this.fold.name, this.lease, position, this.clock.now());
    this.position = kept ? position : null;
    if (!kept) this.heldUntil = 0;
  }

  private async note(error: unknown): Promise<void> {
    const problem = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
    this.logger.warn(
      { fold: this.fold.name, problem },
      'records of the audit log could not be handed on; trying again',
    );
    await this.folds.fail(this.fold.name, this.lease, problem, this.clock.now()).catch(() => undefined);
  }
}

// what nobody wanted when it happened is not read when somebody wants the rest
function skipTo(position: LogPosition, from: string | undefined): LogPosition {
  if (from === undefined || from <= position.after) return position;
  return { ...position, since: from, after: from };
}
