import { Component, input, output } from '@angular/core';
import type { UserSession } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { AddressView } from '../../../../shared/components/address/address';
import type { TableState } from '../../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../../shared/components/icon/icon';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';

/** The living sessions of somebody. Injects nothing: what is pressed is emitted. */
@Component({
  selector: 'app-sessions-list',
  imports: [AddressView, EmptyState, FullTimePipe, Icon, Skeleton, TimeAgo, TranslocoPipe],
  template: `
    @if (state() === 'loading') {
      <div class="bones" aria-busy="true">
        <app-skeleton height="40px" />
        <app-skeleton height="40px" />
      </div>
    } @else if (state() === 'failed') {
      <app-empty-state icon="wifi-off" [heading]="'users.session.failed' | transloco" [text]="problem() ?? ''">
        <button type="button" class="btn primary" (click)="retried.emit()">{{ 'desk.retry' | transloco }}</button>
      </app-empty-state>
    } @else {
      <ul class="rows">
        @for (session of sessions(); track session.id) {
          <li>
            <app-icon
              [name]="session.device.kind === 'mobile' || session.device.kind === 'tablet' ? 'mobile' : 'computer'"
            />
            <div>
              <strong
                ><bdi>{{ session.device.label }}</bdi></strong
              >
              <small class="line">
                <app-address [value]="session.ipAddress" [country]="session.country" />
                <span
                  >{{ 'users.session.lastUsed' | transloco }} <app-time-ago [at]="session.lastUsedAt" [now]="now()"
                /></span>
                @if (session.remembered) {
                  <span>{{ 'users.session.remembered' | transloco }}</span>
                }
              </small>
              <small>
                {{
                  'users.session.span'
                    | transloco: { from: (session.createdAt | fullTime), to: (session.expiresAt | fullTime) }
                }}
              </small>
            </div>
            @if (allowed()) {
              <button
                type="button"
                class="btn"
                [attr.aria-label]="'users.session.endNamed' | transloco: { device: session.device.label }"
                (click)="endAsked.emit(session)"
              >
                {{ 'users.session.endOne' | transloco }}
              </button>
            }
          </li>
        } @empty {
          <li class="none">{{ 'users.session.none' | transloco }}</li>
        }
      </ul>
    }
  `,
  styleUrl: '../sections/section.css',
  styles: `
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: 2px var(--space-3);
    }
  `,
})
export class SessionsList {
  readonly sessions = input.required<readonly UserSession[]>();
  readonly state = input.required<TableState>();
  /** What went wrong where the state is `failed`. */
  readonly problem = input.required<string | null>();
  readonly now = input.required<number>();
  /** Whether sessions may be ended. */
  readonly allowed = input.required<boolean>();
  readonly endAsked = output<UserSession>();
  readonly retried = output();
}
