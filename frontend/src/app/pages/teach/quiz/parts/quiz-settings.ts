import { Component, input, linkedSignal, output } from '@angular/core';
import {
  feedbackPolicies,
  scoreRules,
  type FeedbackPolicy,
  type QuizDraft,
  type ScoreRule,
} from '@classy-book/contracts/quizzes';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';
import { RichText } from '../../../../shared/teach/rich-text';
import { NumberBox } from './number-box';

/** How a quiz is taken. Texts: scope `quiz`. */
@Component({
  selector: 'app-quiz-settings',
  imports: [Field, NumberBox, RichText, TranslocoPipe],
  templateUrl: './quiz-settings.html',
  styleUrl: './quiz-settings.css',
})
export class QuizSettings {
  readonly draft = input.required<QuizDraft>();
  readonly lang = input<string | null>(null);
  readonly changed = output<Partial<QuizDraft>>();
  protected readonly scoreRules = scoreRules;
  protected readonly policies = feedbackPolicies;
  // a name that is empty is not stored
  protected readonly title = linkedSignal(() => this.draft().title);

  protected typeTitle(title: string): void {
    this.title.set(title);
    if (title.trim() !== '') this.changed.emit({ title });
  }

  protected setRule(rule: string): void {
    const scoreRule = scoreRules.find((one): one is ScoreRule => one === rule);
    if (scoreRule) this.changed.emit({ scoreRule });
  }

  protected setPolicy(policy: string): void {
    const feedback = feedbackPolicies.find((one): one is FeedbackPolicy => one === policy);
    if (feedback) this.changed.emit({ feedback });
  }

  protected setMoment(name: 'opensAt' | 'closesAt', local: string): void {
    const moment = new Date(local);
    this.changed.emit({ [name]: Number.isNaN(moment.getTime()) ? null : moment.toISOString() });
  }

  protected upsideDown(): boolean {
    const { opensAt, closesAt } = this.draft();
    return opensAt !== null && closesAt !== null && Date.parse(opensAt) >= Date.parse(closesAt);
  }

  /** A moment as a field for date and time has it, in the time zone of this browser. */
  protected local(moment: string | null): string {
    if (moment === null) return '';
    const time = new Date(moment);
    return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  }
}
