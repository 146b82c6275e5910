import { Component, computed, inject, input, output } from '@angular/core';
import type { Block, CompletionRule } from '@classy-book/contracts/lesson-blocks';
import type { LessonDraft } from '@classy-book/contracts/lessons';
import { TranslocoPipe } from '@jsverse/transloco';
import { Texts } from '../../../../shared/texts/texts';
import { ruleOptions } from '../lesson-draft';

export interface RuleChange {
  readonly rule: CompletionRule;
  readonly chosen: boolean;
}

/** What completes a lesson, in words: only what its blocks allow is offered. */
@Component({
  selector: 'app-rules-editor',
  imports: [TranslocoPipe],
  template: `
    <fieldset>
      <legend>{{ 'teach.rules.heading' | transloco }}</legend>
      <p>{{ (opening() ? 'teach.rules.viewed' : 'teach.rules.all') | transloco }}</p>
      @for (option of options(); track option.key) {
        <div>
          <label>
            <input
              #chosen
              type="checkbox"
              [checked]="option.chosen"
              (change)="changed.emit({ rule: option.rule, chosen: chosen.checked })"
            />
            <span>{{ option.words }}</span>
          </label>
          @if (option.chosen && option.percent !== null) {
            <span class="percent">
              <input
                #percent
                class="input compact num"
                type="number"
                inputmode="numeric"
                min="1"
                max="100"
                [attr.aria-label]="'teach.rules.percent' | transloco: { words: option.words }"
                [value]="option.percent"
                (change)="set(option.rule, option.percent, percent)"
              />
              %
            </span>
          }
        </div>
      }
    </fieldset>
  `,
  styleUrl: './rules-editor.css',
})
export class RulesEditor {
  private readonly texts = inject(Texts);
  readonly draft = input.required<LessonDraft>();
  /** What quizzes are called, by their ids. */
  readonly quizTitles = input<ReadonlyMap<string, string>>(new Map());
  readonly changed = output<RuleChange>();
  /** Opening the lesson completes it. */
  protected readonly opening = computed(() => this.draft().rules.some(({ kind }) => kind === 'viewed'));
  protected readonly options = computed(() =>
    ruleOptions(this.draft()).map(({ rule, chosen, block }) => ({
      key: `${rule.kind} ${block?.id ?? ''}`,
      rule,
      chosen,
      words: this.texts.of(`teach.rules.${rule.kind}`, { name: block ? this.nameOf(block) : '' }),
      percent: rule.kind === 'score' ? rule.minimum : rule.kind === 'watched' ? rule.share : null,
    })),
  );

  protected set(rule: CompletionRule, before: number, field: HTMLInputElement): void {
    const percent = Math.min(100, Math.max(1, Math.round(field.valueAsNumber || before)));
    field.valueAsNumber = percent;
    if (rule.kind === 'score') this.changed.emit({ rule: { ...rule, minimum: percent }, chosen: true });
    if (rule.kind === 'watched') this.changed.emit({ rule: { ...rule, share: percent }, chosen: true });
  }

  private nameOf(block: Block): string {
    const type = this.texts.of(`teach.block.${block.type}.name`);
    const title = block.type === 'quiz' ? this.quizTitles().get(block.quizId) : 'title' in block ? block.title : '';
    const number = String(this.draft().blocks.findIndex(({ id }) => id === block.id) + 1);
    return title ? `${type} “${title}”` : this.texts.of('teach.rules.block', { type, number });
  }
}
