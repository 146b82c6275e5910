import { Component, computed, inject, input, signal } from '@angular/core';
import type { RuleId } from '@classy-book/contracts/detection';
import { TranslocoPipe } from '@jsverse/transloco';
import { I18nService } from '../../../../core/services/i18n';
import { Icon } from '../../../../shared/components/icon/icon';
import { Segmented } from '../../../../shared/components/segmented/segmented';
import { Texts } from '../../../../shared/texts/texts';
import { DryRunStore } from '../dry-run-store';
import { DryRunResult } from '../parts/dry-run-result';
import type { RuleValues } from '../rule-values';

const spans = ['1', '24', '72', '168'] as const;
type Span = (typeof spans)[number];

/** Tries a rule on the last hours of the log, with the values that stand in the fields. */
@Component({
  selector: 'app-dry-run-section',
  imports: [DryRunResult, Icon, Segmented, TranslocoPipe],
  providers: [DryRunStore],
  template: `
    <h3>{{ 'rules.try.heading' | transloco }}</h3>
    <p>{{ 'rules.try.lead' | transloco }}</p>
    <div class="row">
      <app-segmented
        [name]="rule() + '-hours'"
        [label]="'rules.try.hours' | transloco"
        [options]="options()"
        [value]="hours()"
        (chosen)="hours.set($event)"
      />
      @if (store.progress()) {
        <button type="button" class="btn" (click)="store.stop()">{{ 'rules.try.stop' | transloco }}</button>
      } @else {
        <button type="button" class="btn" [disabled]="!valid()" (click)="start()">
          <app-icon name="play-arrow" />{{ 'rules.try.start' | transloco }}
        </button>
      }
    </div>
    @if (store.progress(); as progress) {
      <progress
        [attr.max]="progress.total === null ? null : progress.total || 1"
        [attr.value]="progress.total === null ? null : progress.checked"
        [attr.aria-label]="'rules.try.bar' | transloco"
      ></progress>
      <p class="num" role="status">{{ told() }}</p>
    }
    @if (store.problem(); as message) {
      <p class="problem" role="alert">{{ 'rules.try.broken' | transloco: { message } }}</p>
    }
    @if (store.result(); as result) {
      <div role="status">
        <app-dry-run-result [findings]="result.findings" [checked]="result.checked" [truncated]="result.truncated" />
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      min-inline-size: 0;
      padding-block-start: var(--space-4);
      border-block-start: 1px solid var(--line);
    }
    p {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--space-3);
    }
    progress {
      inline-size: 100%;
      accent-color: var(--accent);
    }
    .problem {
      color: var(--danger);
    }
  `,
})
export class DryRunSection {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);
  protected readonly store = inject(DryRunStore);

  readonly rule = input.required<RuleId>();
  readonly values = input.required<RuleValues>();
  /** False while a field holds what cannot be. */
  readonly valid = input(true);

  protected readonly hours = signal<Span>('24');
  protected readonly options = computed(() =>
    spans.map((value) => ({ value, label: this.texts.of(`rules.try.h${value}`) })),
  );
  protected readonly told = computed(() => {
    const progress = this.store.progress();
    if (progress?.total == null) return this.texts.of('rules.try.begin');
    return this.texts.of('rules.try.progress', {
      checked: this.i18n.number(progress.checked),
      total: this.i18n.number(progress.total),
    });
  });

  protected start(): void {
    this.store.start(this.rule(), Number(this.hours()), this.values());
  }
}
