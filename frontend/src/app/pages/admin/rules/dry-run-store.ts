import { DestroyRef, Service, inject, signal } from '@angular/core';
import type { DryRunLine, RuleId } from '@classy-book/contracts/detection';
import type { Subscription } from 'rxjs';
import { toApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import type { RuleValues } from './rule-values';
import { RulesClient } from './rules-client';

type Result = Extract<DryRunLine, { type: 'result' }>;

/** How far a dry run has come. `total` is null until it is known. */
interface Progress {
  readonly checked: number;
  readonly total: number | null;
}

/** One dry run after the other of one rule. A new one breaks off the one before. */
@Service({ autoProvided: false })
export class DryRunStore {
  private readonly client = inject(RulesClient);
  private readonly failureText = inject(FailureText);
  private readonly underWay = signal<Progress | null>(null);
  private readonly found = signal<Result | null>(null);
  private readonly broken = signal<string | null>(null);
  private call: Subscription | null = null;

  /** Null while none is under way. */
  readonly progress = this.underWay.asReadonly();
  readonly result = this.found.asReadonly();
  /** Why it broke off; null where it did not. */
  readonly problem = this.broken.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.stop();
    });
  }

  start(rule: RuleId, hours: number, parameters: RuleValues): void {
    this.stop();
    this.found.set(null);
    this.broken.set(null);
    this.underWay.set({ checked: 0, total: null });
    this.call = this.client.dryRun(rule, { hours, parameters: { ...parameters } }).subscribe({
      next: (line) => {
        this.take(line);
      },
      error: (error: unknown) => {
        this.broken.set(this.failureText.of(toApiFailure(error)));
        this.underWay.set(null);
      },
      complete: () => {
        this.underWay.set(null);
      },
    });
  }

  stop(): void {
    this.call?.unsubscribe();
    this.call = null;
    this.underWay.set(null);
  }

  private take(line: DryRunLine): void {
    if (line.type === 'progress') this.underWay.set({ checked: line.checked, total: line.total });
    else if (line.type === 'result') this.found.set(line);
    else this.broken.set(line.message);
  }
}
