import { Component, computed, input } from '@angular/core';
import type { AttemptOutcome } from '@classy-book/contracts/attempts';
import { TranslocoPipe } from '@jsverse/transloco';

const tones: Readonly<Record<AttemptOutcome, string>> = { succeeded: 'ok', failed: 'danger', blocked: 'info' };

/** How a sign-in attempt ended, in a word and a colour. Texts: scope `desk`. */
@Component({
  selector: 'app-outcome-tag',
  imports: [TranslocoPipe],
  template: `<span [class]="'tag ' + tone()">{{ 'desk.outcome.' + outcome() | transloco }}</span>`,
})
export class OutcomeTag {
  readonly outcome = input.required<AttemptOutcome>();
  protected readonly tone = computed(() => tones[this.outcome()]);
}
