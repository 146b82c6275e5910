import { Component, input, output } from '@angular/core';
import type { AccountLock, LockKind } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { Countdown } from '../../../../shared/components/time-ago/countdown';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** The locks in force on an account, each with its end and the way to lift it. */
@Component({
  selector: 'app-locks-list',
  imports: [Countdown, Icon, PluralPipe, TranslocoPipe],
  template: `
    <ul class="rows">
      @for (lock of locks(); track lock.kind + lock.lockedUntil) {
        <li>
          <app-icon name="lock" />
          <div>
            <strong>{{ 'users.locks.kind.' + lock.kind | transloco }}</strong>
            <small>{{ 'users.locks.about.' + lock.kind | transloco }}</small>
            @if (lock.failures !== null) {
              <small>{{ lock.failures | plural: 'desk.failedSignIns' }}</small>
            } @else if (lock.reason) {
              <small
                ><bdi>{{ lock.reason }}</bdi></small
              >
            }
          </div>
          <span class="left"
            ><span class="visually-hidden">{{ 'users.locks.endsIn' | transloco }}</span>
            <app-countdown [until]="lock.lockedUntil" [now]="now()"
          /></span>
          @if (allowed()) {
            <button
              type="button"
              class="btn"
              [attr.aria-label]="
                'users.locks.unlockNamed' | transloco: { kind: ('users.locks.kind.' + lock.kind | transloco) }
              "
              (click)="unlocked.emit(lock.kind)"
            >
              {{ 'users.locks.unlock' | transloco }}
            </button>
          }
        </li>
      } @empty {
        <li class="none"><app-icon name="check-circle" />{{ 'users.locks.none' | transloco }}</li>
      }
    </ul>
  `,
  styleUrl: '../sections/section.css',
  styles: `
    .none app-icon {
      color: var(--ok);
    }
  `,
})
export class LocksList {
  readonly locks = input.required<readonly AccountLock[]>();
  readonly now = input.required<number>();
  readonly allowed = input.required<boolean>();
  readonly unlocked = output<LockKind>();
}
