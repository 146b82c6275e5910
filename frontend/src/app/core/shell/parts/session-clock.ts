import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../shared/components/icon/icon';
import { clockText, durationParts } from '../../services/duration';
import { I18nService } from '../../services/i18n';
import { SessionTimer } from '../../services/session-timer';

/** How long the session still lasts: days and hours while that is long, a running clock in the last hour. */
@Component({
  selector: 'app-session-clock',
  imports: [Icon, TranslocoPipe],
  template: `
    @if (text(); as text) {
      <span class="clock num" role="timer" aria-live="off" [class.soon]="timer.warning()" [title]="title()">
        <app-icon name="timer" />
        <span class="visually-hidden">{{ 'session.remaining' | transloco }}</span>
        <bdi>{{ text }}</bdi>
      </span>
    }
  `,
  styles: `
    .clock {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      color: var(--ink-2);
      font-size: var(--text-sm);
      white-space: nowrap;
    }
    .soon {
      color: var(--danger);
      font-weight: var(--weight-semi);
    }
    @media (max-width: 599.98px) {
      :host:not(:has(.soon)) {
        display: none;
      }
    }
  `,
})
export class SessionClock {
  private readonly i18n = inject(I18nService);
  protected readonly timer = inject(SessionTimer);

  protected readonly text = computed(() => {
    const remaining = this.timer.remainingSeconds();
    if (remaining === null) return null;
    const { days, hours, minutes } = durationParts(remaining);
    const values = { days: this.i18n.number(days), hours: this.i18n.number(hours), minutes: this.i18n.number(minutes) };
    if (days > 0) return this.i18n.text('session.daysHours', values);
    if (hours > 0) return this.i18n.text('session.hoursMinutes', values);
    return clockText(remaining);
  });
  protected readonly title = computed(() => {
    const end = this.timer.endsAt();
    return end === null ? '' : this.i18n.text('session.endsAt', { moment: this.i18n.dateTime(end) });
  });
}
