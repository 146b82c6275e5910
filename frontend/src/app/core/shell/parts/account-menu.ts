import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../shared/components/icon/icon';
import { AuthService } from '../../services/auth';
import { initialsOf } from '../../services/person';
import { SignOut } from './sign-out';

/** Who is signed in, and the way out. */
@Component({
  selector: 'app-account-menu',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, RouterLink, TranslocoPipe],
  template: `
    @if (auth.user(); as user) {
      <button
        type="button"
        class="me"
        [cdkMenuTriggerFor]="menu"
        [attr.aria-label]="'account.menu' | transloco: { name: user.firstName + ' ' + user.lastName }"
      >
        <span aria-hidden="true">{{ initials() }}</span>
      </button>
      <ng-template #menu>
        <div class="menu" cdkMenu>
          <div class="note">
            <strong>{{ user.firstName }} {{ user.lastName }}</strong>
            <bdi>{{ user.email }}</bdi>
          </div>
          <a cdkMenuItem routerLink="/account"><app-icon name="account-circle" />{{ 'titles.account' | transloco }}</a>
          @if (desk()) {
            <button type="button" cdkMenuItem (cdkMenuItemTriggered)="helpAsked.emit()">
              <app-icon name="keyboard" />{{ 'shortcuts.title' | transloco }}
            </button>
          } @else if (auth.has('admin:access')) {
            <a cdkMenuItem routerLink="/admin"><app-icon name="shield" />{{ 'shell.desk' | transloco }}</a>
          }
          <button type="button" cdkMenuItem (cdkMenuItemTriggered)="leave()">
            <app-icon name="logout" />{{ 'account.signOut' | transloco }}
          </button>
        </div>
      </ng-template>
    }
  `,
  styles: `
    .me {
      display: grid;
      place-items: center;
      inline-size: var(--control);
      block-size: var(--control);
      padding: 0;
      border: 0;
      border-radius: 50%;
      background: var(--brand-2);
      color: var(--on-brand);
      font-size: var(--text-xs);
      font-weight: var(--weight-semi);
    }
    @media (pointer: coarse) {
      .me {
        inline-size: 40px;
        block-size: 40px;
      }
    }
  `,
})
export class AccountMenu {
  private readonly signOut = inject(SignOut);
  protected readonly auth = inject(AuthService);

  /** True inside the desk: signing out leads to its own sign-in page, and the shortcuts are offered. */
  readonly desk = input(false);
  readonly helpAsked = output();
  protected readonly initials = computed(() => initialsOf(this.auth.user()));

  protected leave(): void {
    void this.signOut.run(this.desk() ? '/admin/login' : '/login');
  }
}
