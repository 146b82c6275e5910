import { Service, computed, effect, inject, signal } from '@angular/core';
import type { DetectionRule, RuleId, RuleMode } from '@classy-book/contracts/detection';
import { toApiFailure } from '../../../core/services/api';
import { AuthService } from '../../../core/services/auth';
import { StepUpCancelled, StepUpService } from '../../../core/services/step-up';
import { ToastService } from '../../../core/services/toasts';
import { Texts } from '../../../shared/texts/texts';
import type { RuleValues } from './rule-values';
import { RulesClient } from './rules-client';

/** The detection rules and how they are set. Nothing here throws. */
@Service({ autoProvided: false })
export class RulesStore {
  private readonly auth = inject(AuthService);
  private readonly client = inject(RulesClient);
  private readonly stepUp = inject(StepUpService);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);
  private readonly resource = this.client.all();
  private readonly held = signal<readonly DetectionRule[]>([]);
  private readonly saving = signal<RuleId | null>(null);
  private readonly outrun = signal<RuleId | null>(null);

  readonly rules = this.held.asReadonly();
  /** The rule that is being changed. */
  readonly busy = this.saving.asReadonly();
  /** The rule that somebody else changed first. */
  readonly conflict = this.outrun.asReadonly();
  readonly allowed = computed(() => this.auth.has('monitoring:configure'));
  readonly loading = computed(() => this.resource.isLoading() && this.held().length === 0);
  readonly failure = computed(() => {
    const error = this.resource.error();
    return error === undefined || this.held().length > 0 ? null : toApiFailure(error);
  });

  constructor() {
    effect(() => {
      if (this.resource.hasValue()) this.held.set(this.resource.value());
    });
  }

  reload(): void {
    this.resource.reload();
  }

  /** Sets a rule. True where that was done. */
  async update(rule: DetectionRule, mode: RuleMode, parameters: RuleValues): Promise<boolean> {
    if (this.busy() !== null) return false;
    this.saving.set(rule.id);
    this.outrun.set(null);
    try {
      const request = { version: rule.version, mode, parameters: { ...parameters } };
      const changed = await this.stepUp.run(() => this.client.update(rule.id, request));
      this.held.update((rules) => rules.map((one) => (one.id === changed.id ? changed : one)));
      const name = this.texts.of(`desk.incidentKind.${rule.id}`);
      this.toasts.show({ kind: 'ok', message: this.texts.of('rules.saved', { rule: name }) });
      return true;
    } catch (error) {
      this.failed(rule.id, error);
      return false;
    } finally {
      this.saving.set(null);
    }
  }

  private failed(id: RuleId, error: unknown): void {
    // a switch that was pressed shows again what holds
    this.held.update((rules) => rules.map((one) => (one.id === id ? { ...one } : one)));
    if (error instanceof StepUpCancelled) return;
    const failure = toApiFailure(error);
    if (failure.code === 'CONFLICT') {
      this.outrun.set(id);
      this.reload();
    } else {
      this.toasts.showFailure(failure);
    }
  }
}
