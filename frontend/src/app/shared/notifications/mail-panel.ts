import { Component, computed, inject } from '@angular/core';
import type { NotificationPreferences } from '@classy-book/contracts/notifications';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../core/services/failure-text';
import { Panel } from '../account/panel';
import { Skeleton } from '../components/skeleton/skeleton';
import { MailStore } from './mail-store';

type Least = NotificationPreferences['email'];

const choices: readonly Least[] = ['none', 'critical', 'high', 'medium', 'low'];

/** From which severity on somebody who handles incidents is also mailed. */
@Component({
  selector: 'app-mail-panel',
  imports: [Panel, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'notifications'), MailStore],
  template: `
    <app-panel
      *transloco="let t"
      name="incident-mails"
      [heading]="t('notifications.mail.heading')"
      [lead]="t('notifications.mail.lead')"
    >
      @if (store.email(); as email) {
        <div class="field">
          <label for="incident-mails">{{ t('notifications.mail.label') }}</label>
          <select id="incident-mails" class="input" [disabled]="store.busy()" (change)="choose($event)">
            @for (choice of choices; track choice) {
              <option [value]="choice" [selected]="choice === email">
                {{ t('notifications.mail.' + choice) }}
              </option>
            }
          </select>
        </div>
      } @else if (problem(); as text) {
        <p role="alert">{{ t('notifications.mail.failed') }}. {{ text }}</p>
        <button type="button" class="btn" (click)="store.load()">{{ t('desk.retry') }}</button>
      } @else {
        <app-skeleton height="42px" />
      }
    </app-panel>
  `,
  styles: `
    .field {
      display: grid;
      gap: 6px;
      max-inline-size: 320px;
    }
    label {
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
    }
    .btn {
      justify-self: start;
    }
  `,
})
export class MailPanel {
  private readonly failureText = inject(FailureText);
  protected readonly store = inject(MailStore);
  protected readonly choices = choices;
  protected readonly problem = computed(() => {
    const failure = this.store.failure();
    return failure && this.failureText.of(failure);
  });

  protected choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const email = choices.find((choice) => choice === value);
    if (email) void this.store.choose(email);
  }
}
