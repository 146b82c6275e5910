import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { FailureText } from '../../../core/services/failure-text';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../shared/components/icon/icon';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { RoleDirectory } from '../../../shared/people/role-directory';
import { PermissionMatrix } from './parts/permission-matrix';
import { RoleCards } from './parts/role-cards';
import { RolesActions } from './roles-actions';

/** The roles: who has them, what they may do, and those that this installation made for itself. */
@Component({
  selector: 'app-roles-page',
  imports: [EmptyState, Icon, PermissionMatrix, RoleCards, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'users'), RoleDirectory, RolesActions],
  template: `
    <div class="page" *transloco="let t">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{{ t('users.roles.title') }}</h1>
          <p>{{ t('users.roles.subtitle') }}</p>
        </div>
        <div class="actions">
          <button type="button" class="btn primary" (click)="actions.create()">
            <app-icon name="add" />{{ t('users.roles.new') }}
          </button>
        </div>
      </header>
      @if (roles.list().length > 0) {
        <app-role-cards
          [roles]="roles.list()"
          [linked]="mayRead()"
          (changed)="actions.change($event)"
          (removed)="actions.remove($event)"
        />
        <app-permission-matrix class="card" [roles]="roles.list()" [label]="t('users.roles.matrix')" />
      } @else if (problem()) {
        <app-empty-state class="card" icon="wifi-off" [heading]="t('users.roles.failed')" [text]="problem() ?? ''">
          <button type="button" class="btn primary" (click)="roles.reload()">{{ t('desk.retry') }}</button>
        </app-empty-state>
      } @else {
        <div class="bones" aria-busy="true">
          <app-skeleton height="120px" />
          <app-skeleton height="260px" />
        </div>
      }
    </div>
  `,
  styleUrl: '../../../shared/desk/desk-page.css',
  styles: `
    .bones {
      display: grid;
      gap: var(--space-4);
    }
  `,
})
export default class RolesPage {
  private readonly auth = inject(AuthService);
  private readonly failureText = inject(FailureText);
  protected readonly actions = inject(RolesActions);
  protected readonly roles = inject(RoleDirectory);
  protected readonly mayRead = computed(() => this.auth.has('users:read'));
  protected readonly problem = computed(() => {
    const failure = this.roles.failure();
    return failure && this.failureText.of(failure);
  });
}
