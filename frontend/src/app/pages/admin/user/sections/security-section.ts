import { Component, computed, inject, input } from '@angular/core';
import type { UserDetail } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { Panel } from '../../../../shared/account/panel';
import { DeskClock } from '../../../../shared/desk/desk-clock';
import { FactorsList } from '../parts/factors-list';
import { LocksList } from '../parts/locks-list';
import { UserActions } from '../user-actions';
import { UserStore } from '../user-store';

/** The locks of the account, its second factors and its accounts elsewhere. */
@Component({
  selector: 'app-security-section',
  imports: [FactorsList, LocksList, Panel, TranslocoPipe],
  template: `
    <app-panel name="locks" [heading]="'users.locks.heading' | transloco" [lead]="'users.locks.lead' | transloco">
      @if (locks().length > 1 && store.may('unlock')) {
        <button actions type="button" class="btn" (click)="actions.unlock(user())">
          {{ 'users.locks.unlockAll' | transloco }}
        </button>
      }
      <app-locks-list
        [locks]="locks()"
        [now]="clock.now()"
        [allowed]="store.may('unlock')"
        (unlocked)="actions.unlock(user(), $event)"
      />
    </app-panel>
    <app-panel name="factors" [heading]="'users.factors.heading' | transloco" [lead]="'users.factors.lead' | transloco">
      @if (store.may('reset_factors') && user().secondFactor) {
        <button actions type="button" class="btn" (click)="actions.resetFactors(user())">
          {{ 'users.factors.reset' | transloco }}
        </button>
      }
      <app-factors-list [user]="user()" [now]="clock.now()" />
    </app-panel>
  `,
  styleUrl: './section.css',
})
export class SecuritySection {
  protected readonly actions = inject(UserActions);
  protected readonly clock = inject(DeskClock);
  protected readonly store = inject(UserStore);
  readonly user = input.required<UserDetail>();
  /** A lock whose end has passed is over, whatever the server said when it was asked. */
  protected readonly locks = computed(
    () => this.user().locks.filter((lock) => Date.parse(lock.lockedUntil) > this.clock.now()),
    { equal: (one, other) => one.length === other.length && one.every((lock, index) => lock === other[index]) },
  );
}
