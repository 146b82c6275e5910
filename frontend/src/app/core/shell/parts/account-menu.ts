import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../shared/components/menu/menu';
import { AuthService } from '../../services/auth';
import { fullNameOf, initialsOf } from '../../services/person';
import { SignOut } from './sign-out';

/** Who is signed in, and the way out. */
@Component({
  selector: 'app-account-menu',
  imports: [Icon, Menu, MenuItem, RouterLink, TranslocoPipe],
  template: `
    @if (auth.user(); as user) {
      <app-menu
        buttonClass="me"
        [label]="'account.menu' | transloco: { name: name() }"
        [menuLabel]="name() + ', ' + user.email"
      >
        <span trigger class="initials" [attr.data-initials]="initials()"></span>
        <p class="note" aria-hidden="true">
          <strong>{{ name() }}</strong>
          <bdi>{{ user.email }}</bdi>
        </p>
        <a appMenuItem routerLink="/account"><app-icon name="account-circle" />{{ 'titles.account' | transloco }}</a>
        @if (desk()) {
          <button type="button" appMenuItem (click)="helpAsked.emit()">
            <app-icon name="keyboard" />{{ 'shortcuts.title' | transloco }}
          </button>
        } @else if (auth.has('admin:access')) {
          <a appMenuItem routerLink="/admin"><app-icon name="shield" />{{ 'shell.desk' | transloco }}</a>
        }
        <button type="button" appMenuItem (click)="leave()">
          <app-icon name="logout" />{{ 'account.signOut' | transloco }}
        </button>
      </app-menu>
    }
  `,
  styles: `
    /* Drawn, not written: the button has a name of its own. */
    .initials::before {
      content: attr(data-initials) / '';
      display: grid;
      place-items: center;
      inline-size: var(--control);
      block-size: var(--control);
      border-radius: 50%;
      background: var(--brand-2);
      color: var(--on-brand);
      font-size: var(--text-xs);
      font-weight: var(--weight-semi);
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
  protected readonly name = computed(() => fullNameOf(this.auth.user()));

  protected leave(): void {
    void this.signOut.run(this.desk() ? '/admin/login' : '/login');
  }
}
