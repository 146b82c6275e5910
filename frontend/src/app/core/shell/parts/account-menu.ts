import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Avatar } from '../../../shared/components/avatar/avatar';
import { Icon } from '../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../shared/components/menu/menu';
import { AuthService } from '../../services/auth';
import { fullNameOf } from '../../services/person';
import { SignOut } from './sign-out';

/** Who is signed in, and the way out. */
@Component({
  selector: 'app-account-menu',
  imports: [Avatar, Icon, Menu, MenuItem, RouterLink, TranslocoPipe],
  template: `
    @if (auth.user(); as user) {
      <app-menu
        buttonClass="me"
        [label]="'account.menu' | transloco: { name: name() }"
        [menuLabel]="name() + ', ' + user.email"
      >
        <app-avatar trigger [url]="user.avatarUrl" [name]="name()" [size]="34" />
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
    app-menu {
      display: block;
    }
  `,
})
export class AccountMenu {
  private readonly signOut = inject(SignOut);
  protected readonly auth = inject(AuthService);

  /** True inside the desk: signing out leads to its own sign-in page, and the shortcuts are offered. */
  readonly desk = input(false);
  readonly helpAsked = output();
  protected readonly name = computed(() => fullNameOf(this.auth.user()));

  protected leave(): void {
    void this.signOut.run(this.desk() ? '/admin/login' : '/login');
  }
}
