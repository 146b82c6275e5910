import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import {
  ruleModes,
  type DetectionRule,
  type RuleMode,
  type RuleParameter,
  type RuleParameterValue,
} from '@classy-book/contracts/detection';
import { TranslocoPipe } from '@jsverse/transloco';
import { Banner } from '../../../../shared/components/banner/banner';
import { Segmented } from '../../../../shared/components/segmented/segmented';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { DeskClock } from '../../../../shared/desk/desk-clock';
import { SeverityTag } from '../../../../shared/desk/incident-tags';
import { RuleTexts } from '../../../../shared/desk/rule-texts';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { Texts } from '../../../../shared/texts/texts';
import { ParameterField } from '../parts/parameter-field';
import { changedCount, defaultsOf, isNumeric, problemOf, same, valuesOf, type RuleValues } from '../rule-values';
import { RulesStore } from '../rules-store';
import { DryRunSection } from './dry-run-section';

/** One rule: what it looks for, whether it is on, what it found, and how it is set. */
@Component({
  selector: 'app-rule-section',
  imports: [
    Banner,
    DryRunSection,
    FullTimePipe,
    ParameterField,
    PluralPipe,
    Segmented,
    SeverityTag,
    TimeAgo,
    TranslocoPipe,
  ],
  templateUrl: './rule-section.html',
  styleUrl: './rule-section.css',
})
export class RuleSection {
  private readonly ruleTexts = inject(RuleTexts);
  private readonly texts = inject(Texts);
  protected readonly clock = inject(DeskClock);
  protected readonly store = inject(RulesStore);

  readonly rule = input.required<DetectionRule>();

  protected readonly open = signal(false);
  /** What stands in the fields; starts anew whenever the rule was set. */
  protected readonly draft = linkedSignal(() => valuesOf(this.rule()));
  protected readonly modes = computed(() =>
    ruleModes.map((value) => ({ value, label: this.texts.of(`rules.mode.${value}`) })),
  );
  protected readonly changed = computed(() => changedCount(this.rule()));
  protected readonly unsaved = computed(() => {
    const values = valuesOf(this.rule());
    return Object.entries(this.draft()).some(([name, value]) => !same(value, values[name]));
  });
  protected readonly standard = computed(() => {
    const defaults = defaultsOf(this.rule());
    return Object.entries(this.draft()).every(([name, value]) => same(value, defaults[name]));
  });
  protected readonly fields = computed(() =>
    this.rule().parameters.map((parameter) => {
      const value = this.draft()[parameter.name] ?? parameter.value;
      const problem = problemOf(parameter, value);
      return {
        parameter,
        value,
        label: this.ruleTexts.parameterOf(parameter.name),
        hint: this.hintOf(parameter),
        error: problem === null ? null : this.sentence(problem, parameter),
      };
    }),
  );
  protected readonly valid = computed(() => this.fields().every(({ error }) => error === null));
  protected readonly working = computed(() => this.store.busy() === this.rule().id);

  protected set(name: string, value: RuleParameterValue): void {
    this.draft.update((draft): RuleValues => ({ ...draft, [name]: value }));
  }

  protected switchTo(mode: RuleMode): void {
    const rule = this.rule();
    void this.store.update(rule, mode, valuesOf(rule));
  }

  protected save(event: Event): void {
    event.preventDefault();
    if (this.valid()) void this.store.update(this.rule(), this.rule().mode, this.draft());
  }

  protected discard(): void {
    this.draft.set(valuesOf(this.rule()));
  }

  protected reset(): void {
    this.draft.set(defaultsOf(this.rule()));
  }

  /** The default and how far it may be moved, or how it is written. */
  private hintOf(parameter: RuleParameter): string {
    const standard = this.texts.of('rules.default', { value: this.shown(parameter, parameter.default) });
    if (isNumeric(parameter)) return `${standard} · ${this.texts.of('rules.range', this.limitsOf(parameter))}`;
    const { kind } = parameter;
    if (kind === 'paths') return this.texts.of('rules.hint.paths');
    return kind === 'timezone' ? `${standard} · ${this.texts.of('rules.hint.timezone')}` : standard;
  }

  private shown({ kind }: RuleParameter, value: RuleParameterValue): string {
    return kind === 'time' || kind === 'timezone' ? String(value) : this.ruleTexts.valueOf(value);
  }

  private sentence(problem: string, parameter: RuleParameter): string {
    return this.texts.of(`rules.error.${problem}`, this.limitsOf(parameter));
  }

  private limitsOf({ minimum, maximum }: RuleParameter): Readonly<Record<string, string>> {
    return { minimum: this.ruleTexts.valueOf(minimum), maximum: this.ruleTexts.valueOf(maximum) };
  }
}
