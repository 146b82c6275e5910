import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RoleView } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { RoleName } from '../../../../shared/people/role-name';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** The roles, each with how many people have it and, where it is this installation's own, what can be done to it. */
@Component({
  selector: 'app-role-cards',
  imports: [PluralPipe, RoleName, RouterLink, TranslocoPipe],
  template: `
    <ul>
      @for (role of roles(); track role.key) {
        <li class="card">
          <h2><app-role-name [role]="role.key" [title]="role.title" /></h2>
          <p class="kind">
            @if (role.builtIn) {
              <span class="tag neutral">{{ 'users.roles.builtIn' | transloco }}</span>
            } @else {
              <bdi class="mono" dir="ltr">{{ role.key }}</bdi>
            }
          </p>
          <p class="about">
            @if (role.builtIn) {
              {{ 'users.role.about.' + role.key | transloco }}
            } @else {
              <bdi>{{ role.description }}</bdi>
            }
          </p>
          <footer>
            @if (linked()) {
              <a routerLink="/admin/users" [queryParams]="{ role: role.key }">{{
                role.people | plural: 'users.roles.people'
              }}</a>
            } @else {
              <span>{{ role.people | plural: 'users.roles.people' }}</span>
            }
            <span>{{ role.permissions.length | plural: 'users.role.permissions' }}</span>
            @if (!role.builtIn) {
              <span class="actions">
                <button
                  type="button"
                  class="btn"
                  [disabled]="!role.assignable"
                  [attr.aria-label]="'users.roles.editNamed' | transloco: { title: role.title }"
                  [title]="role.assignable ? '' : ('users.role.notYours' | transloco)"
                  (click)="changed.emit(role)"
                >
                  {{ 'users.roles.editButton' | transloco }}
                </button>
                <button
                  type="button"
                  class="btn"
                  [disabled]="!role.assignable || role.people > 0"
                  [attr.aria-label]="'users.roles.deleteNamed' | transloco: { title: role.title }"
                  [title]="role.people > 0 ? ('users.roles.inUse' | transloco) : ''"
                  (click)="removed.emit(role)"
                >
                  {{ 'users.roles.delete.submit' | transloco }}
                </button>
              </span>
            }
          </footer>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(300px, 100%), 1fr));
      gap: var(--space-3);
    }
    li {
      display: grid;
      grid-template: auto 1fr auto / 1fr auto;
      gap: 6px var(--space-3);
      padding: var(--space-4);
    }
    h2 {
      min-inline-size: 0;
      font-size: var(--text-lg);
    }
    .kind {
      align-self: center;
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    .about,
    footer {
      grid-column: 1 / -1;
    }
    .about {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px var(--space-4);
      min-block-size: 34px;
      color: var(--ink-2);
      font-size: var(--text-sm);
      font-variant-numeric: tabular-nums;
    }
    .actions {
      display: flex;
      gap: 6px;
      margin-inline-start: auto;
    }
    .btn {
      min-block-size: 30px;
      padding: 3px 10px;
    }
  `,
})
export class RoleCards {
  readonly roles = input.required<readonly RoleView[]>();
  /** Whether the administrator may look at the people of a role. */
  readonly linked = input.required<boolean>();
  readonly changed = output<RoleView>();
  readonly removed = output<RoleView>();
}
