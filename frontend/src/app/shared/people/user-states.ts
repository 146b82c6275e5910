import { Component, computed, input } from '@angular/core';
import type { UserListItem, UserState } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { FullTimePipe } from '../texts/format-pipes';

const tones: Readonly<Record<UserState, string>> = {
  active: 'ok',
  locked: 'danger',
  inactive: 'neutral',
  unverified: 'warn',
  deleting: 'danger',
};

/** What holds of an account at a moment: a lock whose end has passed is over, whatever the list said when it was loaded. */
export function statesAt(user: Pick<UserListItem, 'states' | 'lockedUntil'>, now: number): readonly UserState[] {
  const over = user.lockedUntil !== null && Date.parse(user.lockedUntil) <= now;
  if (!over) return user.states;
  const left = user.states.filter((state) => state !== 'locked');
  return left.length === 0 ? ['active'] : left;
}

/** The states of an account as tags. Texts: scope `users`. */
@Component({
  selector: 'app-user-states',
  imports: [FullTimePipe, TranslocoPipe],
  template: `
    @for (state of states(); track $index) {
      <span [class]="'tag ' + tones[state]" [title]="state === 'locked' && until() ? (until() ?? '' | fullTime) : ''">{{
        'users.state.' + state | transloco
      }}</span>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      gap: 4px;
    }
  `,
})
export class UserStates {
  readonly user = input.required<Pick<UserListItem, 'states' | 'lockedUntil'>>();
  /** Milliseconds since the epoch. */
  readonly now = input.required<number>();
  protected readonly tones = tones;
  protected readonly until = computed(() => this.user().lockedUntil);
  protected readonly states = computed(() => statesAt(this.user(), this.now()));
}
