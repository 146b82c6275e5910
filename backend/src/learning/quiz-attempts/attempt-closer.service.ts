import { Injectable } from '@nestjs/common';
import { Looker } from '../../common/background/looker.js';
import { Clock } from '../../common/clock/clock.js';
import { AttemptClosingService } from './attempt-closing.service.js';
import { QuizAttemptRepository } from './quiz-attempt.repository.js';

const LOOK_MS = 2_000;
/** An attempt that a process took and did not close, because it died, is another one's after this. */
const LEASE_MS = 60_000;

/** Closes attempts at their deadline, also of learners who never come back. Each process takes one after the other. */
@Injectable()
export class AttemptCloserService extends Looker {
  constructor(
    private readonly attempts: QuizAttemptRepository,
    private readonly closing: AttemptClosingService,
    private readonly clock: Clock,
  ) {
    super(LOOK_MS, 'attempts cannot be looked at; trying again');
  }

  protected override async look(): Promise<void> {
    await this.workOff(async () => await this.closeNext());
  }

  private async closeNext(): Promise<boolean> {
    const now = this.clock.now();
    const due = await this.attempts.claimDue(now, new Date(now.getTime() + LEASE_MS));
    if (due === null) return false;
    await this.closing.close(due).catch((error: unknown) => {
      this.logger.error({ err: error, attempt: due._id.toHexString() }, 'an attempt could not be closed yet');
    });
    return true;
  }
}
