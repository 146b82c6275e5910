import { Readable } from 'node:stream';
import type { AuditProgress, AuditVerification, AuditVerifyLine } from '@classy-book/contracts/audit';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { type Acting, actorName } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { jsonLine } from '../../common/exports/json-lines.js';
import { AppError } from '../../common/response/app-error.js';
import { AuditVerificationRepository } from './audit-verification.repository.js';
import { AuditVerifierService, type VerificationResult } from './audit-verifier.service.js';
import { toFound, toVerification } from './audit-verification.mapper.js';

const TRY_AGAIN_MS = 10_000;
const KEPT_MS = 365 * 86_400_000;
const SHOWN_ENDS = 100;

interface Run {
  progress: AuditProgress;
}

/** Runs verifications, one at a time in a process, and keeps and tells what they find. */
@Injectable()
export class VerificationRunsService {
  private readonly logger = new Logger(VerificationRunsService.name);
  private current: Run | null = null;

  constructor(
    private readonly verifier: AuditVerifierService,
    private readonly results: AuditVerificationRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** How far the verification of this process has come; null where none is running. */
  get running(): AuditProgress | null {
    return this.current?.progress ?? null;
  }

  /**
   * Begins a verification whose progress and result are lines of JSON. It ends when its stream is destroyed.
   * @throws AppError RATE_LIMITED where one is running
   */
  start(acting: Acting): Readable {
    const current = this.claim();
    const stream = Readable.from(this.lines(acting, current), { objectMode: false });
    stream.once('close', () => {
      this.release(current);
    });
    return stream;
  }

  /**
   * Verifies to the end, where nobody watches.
   * @throws AppError RATE_LIMITED where one is running, and what the verification throws
   */
  async complete(acting: Acting): Promise<AuditVerification> {
    const current = this.claim();
    try {
      const run = this.run(acting, current);
      for (;;) {
        const step = await run.next();
        if (step.done === true) return step.value;
      }
    } finally {
      this.release(current);
    }
  }

  /** Puts on record what was found, and that a break was found. */
  async tell({ ok, checked, checkpoints, broken }: VerificationResult, acting: Acting): Promise<void> {
    await this.events.publish('audit.verified', { ok, checked, checkpoints, ...acting });
    if (broken !== null) await this.events.publish('audit.broken', { ...broken, ...acting });
  }

  private claim(): Run {
    if (this.current !== null) {
      throw new AppError('RATE_LIMITED', 'The audit log is being verified already. Try again when that has ended.', {
        retryAt: new Date(this.clock.now().getTime() + TRY_AGAIN_MS),
      });
    }
    this.current = { progress: { checked: 0, total: 0 } };
    return this.current;
  }

  private release(run: Run): void {
    if (this.current === run) this.current = null;
  }

  private async *lines(acting: Acting, current: Run): AsyncGenerator<string> {
    const toLine = (line: AuditVerifyLine): string => jsonLine(line);
    try {
      const run = this.run(acting, current);
      for (;;) {
        const step = await run.next();
        if (step.done === true) {
          yield toLine({ type: 'result', verification: step.value });
          return;
        }
        yield toLine({ type: 'progress', ...step.value });
      }
    } catch (error) {
      this.logger.error({ err: error }, 'a verification of the audit log did not come to its end');
      yield toLine({ type: 'failed', message: 'The verification could not be finished. Try again.' });
    }
  }

  private async *run({ actor, origin }: Acting, current: Run): AsyncGenerator<AuditProgress, AuditVerification> {
    const startedAt = this.clock.now();
    const steps = this.verifier.verify();
    for (;;) {
      const step = await steps.next();
      if (step.done !== true) {
        current.progress = step.value;
        yield step.value;
        continue;
      }
      const result = { ...step.value, ends: step.value.ends.slice(-SHOWN_ENDS) };
      const endedAt = this.clock.now();
      const expiresAt = new Date(endedAt.getTime() + KEPT_MS);
      const by = actorName(actor);
      const stored = await this.results.add({ startedAt, endedAt, expiresAt, by, found: toFound(result) });
      await this.tell(result, { actor, origin });
      return toVerification(stored);
    }
  }
}
