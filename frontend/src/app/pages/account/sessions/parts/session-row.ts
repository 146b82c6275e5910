import { Component, input, output } from '@angular/core';
import type { OwnSession } from '@classy-book/contracts/account';
import { TranslocoPipe } from '@jsverse/transloco';
import { DevicePlace } from '../../../../shared/account/device-place';
import { When } from '../../../../shared/account/when';

/** One session: where it is, when it was used last, until when it lasts, and the way to end it. */
@Component({
  selector: 'app-session-row',
  imports: [DevicePlace, TranslocoPipe, When],
  template: `
    <app-device-place [device]="session().device" [ipAddress]="session().ipAddress" [country]="session().country">
      @if (session().current) {
        <span class="tag ok">{{ 'account.sessions.thisOne' | transloco }}</span>
      }
      @if (session().remembered) {
        <span class="tag neutral">{{ 'account.sessions.remembered' | transloco }}</span>
      }
    </app-device-place>
    <dl>
      <div>
        <dt>{{ 'account.sessions.lastUsed' | transloco }}</dt>
        <dd><app-when [at]="session().lastUsedAt" /></dd>
      </div>
      <div>
        <dt>{{ 'account.sessions.since' | transloco }}</dt>
        <dd><app-when [at]="session().createdAt" /></dd>
      </div>
      <div>
        <dt>{{ 'account.sessions.until' | transloco }}</dt>
        <dd><app-when [at]="session().expiresAt" /></dd>
      </div>
    </dl>
    @if (!session().current) {
      <button
        type="button"
        class="btn"
        [disabled]="ending()"
        [attr.aria-label]="'account.sessions.endNamed' | transloco: { device: session().device.label }"
        (click)="endAsked.emit()"
      >
        {{ 'account.sessions.end' | transloco }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3) var(--space-6);
    }
    app-device-place {
      flex: 1 1 260px;
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-5);
      font-size: var(--text-sm);
    }
    dl div {
      min-inline-size: 84px;
    }
    dt {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
  `,
})
export class SessionRow {
  readonly session = input.required<OwnSession>();
  readonly ending = input(false);
  readonly endAsked = output();
}
