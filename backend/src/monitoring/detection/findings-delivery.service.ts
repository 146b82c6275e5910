import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/clock/clock.js';
import { UsersService } from '../../security/users/users.service.js';
import { AttemptLogService } from '../attempts/attempt-log.service.js';
import { type Finding, FindingsPort } from '../incidents/findings.port.js';
import type { DueFinding } from './detector.js';

const MAX_PEOPLE = 2_000;
const REMEMBER_MS = 60_000;
const CONSOLE = 'admin:access';

/** Makes findings of what the rules have seen: with what only the database knows of the people in them. */
@Injectable()
export class FindingsDeliveryService {
  private readonly consolePeople = new LRUCache<string, { readonly mayEnter: boolean }>({
    max: MAX_PEOPLE,
    ttl: REMEMBER_MS,
  });

  constructor(
    private readonly users: UsersService,
    private readonly attempts: AttemptLogService,
    private readonly findings: FindingsPort,
    private readonly clock: Clock,
  ) {}

  /**
   * Hands what is due over.
   * @returns when it is stored
   * @throws the driver's error when the database is away
   */
  async deliver(due: readonly DueFinding[]): Promise<void> {
    if (due.length === 0) return;
    const findings = await this.finish(due, this.clock.now());
    if (findings.length > 0) await this.findings.accept(findings);
  }

  /**
   * The findings, in their order. What is about an account without a history is left out, and what is about somebody who
   * may enter the console is high at least.
   * @throws the driver's error when the database is away
   */
  async finish(due: readonly DueFinding[], detectedAt: Date): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (const { draft, dryRun, opening } of due) {
      const { personId } = draft;
      if (personId !== null && !(await this.hasHistory(personId, draft))) continue;
      const atLeast = personId !== null && (await this.mayEnterConsole(personId)) ? 'high' : 'low';
      findings.push(draft.finish({ dryRun, opening, detectedAt }, atLeast));
    }
    return findings;
  }

  private async hasHistory(personId: string, { needsHistory, firstId }: DueFinding['draft']): Promise<boolean> {
    if (needsHistory === 0 || firstId === null) return true;
    return (await this.attempts.countPlacedSuccesses(personId, firstId, needsHistory)) >= needsHistory;
  }

  private async mayEnterConsole(personId: string): Promise<boolean> {
    const known = this.consolePeople.get(personId);
    if (known !== undefined) return known.mayEnter;
    const account = await this.users.findById(personId);
    const mayEnter = account?.permissions.includes(CONSOLE) ?? false;
    this.consolePeople.set(personId, { mayEnter });
    return mayEnter;
  }
}
