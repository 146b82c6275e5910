import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { tokenHash } from '../../common/crypto/keys.js';
import { EmailBudgetRepository } from './email-budget.repository.js';

/** How many mails of a kind one mailbox may get in a window. */
export interface EmailAllowance {
  readonly kind: string;
  readonly limit: number;
  readonly windowMs: number;
}

/** Keeps strangers from filling somebody's mailbox with mails that they can cause; shared by all processes. */
@Injectable()
export class EmailBudgetService {
  constructor(
    private readonly budgets: EmailBudgetRepository,
    private readonly clock: Clock,
  ) {}

  /** Counts a mail to, or about, `subject`. @returns false where it must not be sent */
  async allows({ kind, limit, windowMs }: EmailAllowance, subject: string): Promise<boolean> {
    const now = this.clock.now();
    const windowEnd = new Date(now.getTime() + windowMs);
    return (await this.budgets.spend(`${kind}:${tokenHash(subject)}`, now, windowEnd)) <= limit;
  }
}
