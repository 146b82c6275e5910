import { Component, computed, effect, input, signal, untracked } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import type { PasswordEstimate } from '../../../core/services/password-estimator';

const levels = ['none', 'weak', 'fair', 'good', 'strong'] as const;
const DEBOUNCE_MS = 150;

/** What is weak about a password, by the warnings of the estimator: several say the same to a reader. */
const advice: Readonly<Record<string, string>> = {
  straightRow: 'keyboard',
  keyPattern: 'keyboard',
  simpleRepeat: 'repeat',
  extendedRepeat: 'repeat',
  sequences: 'sequence',
  recentYears: 'dates',
  dates: 'dates',
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  pwned: 'common',
  wordByItself: 'word',
  namesByThemselves: 'names',
  commonNames: 'names',
  userInputs: 'personal',
};

/**
 * Four bars and a word for how hard a new password is to guess. The estimator (with its dictionaries) is fetched when
 * the first character is typed; without it the meter stays away. It advises: the server's policy decides.
 */
@Component({
  selector: 'app-strength-meter',
  imports: [TranslocoPipe],
  providers: [provideTranslocoScope('identity')],
  template: `
    @if (estimate(); as estimate) {
      <div class="bars" aria-hidden="true" [attr.data-score]="estimate.score"><i></i><i></i><i></i><i></i></div>
    }
    <p aria-live="polite">
      @if (estimate()) {
        {{ 'identity.strength.label' | transloco }}
        <strong>{{ 'identity.strength.' + level() | transloco }}</strong>{{ ' ' }}
        @if (hint(); as hint) {
          <span>{{ 'identity.strength.advice.' + hint | transloco }}</span>
        }
      }
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-1);
    }
    .bars {
      display: grid;
      grid-template-columns: repeat(4, 1fr);
      gap: var(--space-1);
      --tone: var(--danger);
    }
    .bars[data-score='2'] {
      --tone: var(--warn);
    }
    :is(.bars[data-score='3'], .bars[data-score='4']) {
      --tone: var(--ok);
    }
    i {
      block-size: 4px;
      border-radius: var(--radius-pill);
      background: var(--surface-3);
      transition: background var(--motion);
    }
    :is(
      .bars[data-score='0'] i:nth-child(-n + 1),
      .bars[data-score='1'] i:nth-child(-n + 1),
      .bars[data-score='2'] i:nth-child(-n + 2),
      .bars[data-score='3'] i:nth-child(-n + 3),
      .bars[data-score='4'] i
    ) {
      background: var(--tone);
    }
    p {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    p:empty {
      display: none;
    }
    strong {
      color: var(--ink);
      font-weight: var(--weight-semi);
    }
  `,
})
export class StrengthMeter {
  readonly password = input.required<string>();
  /** Words that the owner's password should not be made of: name, email. */
  readonly about = input<readonly string[]>([]);
  protected readonly estimate = signal<PasswordEstimate | null>(null);
  protected readonly level = computed(() => levels[this.estimate()?.score ?? 0]);
  protected readonly hint = computed(() => advice[this.estimate()?.warning ?? ''] ?? null);

  constructor() {
    effect((onCleanup) => {
      const password = this.password();
      const about = this.about();
      if (password === '') {
        this.estimate.set(null);
        return;
      }
      const timer = setTimeout(() => {
        untracked(() => void this.update(password, about));
      }, DEBOUNCE_MS);
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
  }

  private async update(password: string, about: readonly string[]): Promise<void> {
    const loaded = await import('../../../core/services/password-estimator').catch(() => null);
    if (loaded && password === this.password()) this.estimate.set(loaded.estimatePassword(password, about));
  }
}
