import { Component, computed, input, output } from '@angular/core';
import type { UserAction, UserDetail } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { fullNameOf } from '../../../../core/services/person';
import { Avatar } from '../../../../shared/components/avatar/avatar';
import { Icon } from '../../../../shared/components/icon/icon';
import { RoleName } from '../../../../shared/people/role-name';
import { UserStates, statesAt } from '../../../../shared/people/user-states';

/** Who it is, how their account stands, and what is done to it most often. */
@Component({
  selector: 'app-user-head',
  imports: [Avatar, Icon, RoleName, TranslocoPipe, UserStates],
  template: `
    <app-avatar [url]="user().avatarUrl" [name]="name()" [size]="52" />
    <div class="who">
      <h1 tabindex="-1">
        <bdi>{{ name() }}</bdi>
      </h1>
      <p>
        <bdi dir="ltr">{{ user().email }}</bdi>
        <span class="role"><app-role-name [role]="user().role" [title]="user().roleTitle" /></span>
        <app-user-states [user]="user()" [now]="now()" />
        @if (user().isPrimaryAdmin) {
          <span class="tag info">{{ 'users.primary' | transloco }}</span>
        }
      </p>
    </div>
    @if (may('lock') || may('unlock') || may('end_sessions')) {
      <div class="actions">
        @if (may('end_sessions')) {
          <button type="button" class="btn" (click)="asked.emit('end_sessions')">
            {{ 'users.action.endSessions' | transloco }}
          </button>
        }
        @if (locked() && may('unlock')) {
          <button type="button" class="btn primary" (click)="asked.emit('unlock')">
            {{ 'users.action.unlock' | transloco }}
          </button>
        } @else if (may('lock')) {
          <button type="button" class="btn danger" (click)="asked.emit('lock')">
            <app-icon name="lock" />{{ 'users.action.lock' | transloco }}
          </button>
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3) var(--space-4);
    }
    .who {
      flex: 1 1 260px;
      display: grid;
      gap: 4px;
      min-inline-size: 0;
    }
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 10px;
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .role {
      font-weight: var(--weight-medium);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class UserHead {
  readonly user = input.required<UserDetail>();
  readonly now = input.required<number>();
  readonly asked = output<UserAction>();
  protected readonly name = computed(() => fullNameOf(this.user()));
  protected readonly locked = computed(
    () => statesAt(this.user(), this.now()).includes('locked') || this.user().locks.length > 0,
  );

  protected may(action: UserAction): boolean {
    return this.user().may.includes(action);
  }
}
