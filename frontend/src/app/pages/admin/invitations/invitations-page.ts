import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { FailureText } from '../../../core/services/failure-text';
import { Icon } from '../../../shared/components/icon/icon';
import { LinkTabs } from '../../../shared/components/link-tabs/link-tabs';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { mediaQuery } from '../../../shared/media/media-query';
import { InviteStore } from '../../../shared/people/invite-store';
import { peopleTabs } from '../../../shared/people/people-tabs';
import { RoleDirectory } from '../../../shared/people/role-directory';
import { Texts } from '../../../shared/texts/texts';
import { InvitationsStore } from './invitations-store';
import { InvitationsTable } from './parts/invitations-table';

/** Invitations that are open, with the way to send one and to take one back. */
@Component({
  selector: 'app-invitations-page',
  imports: [Icon, InvitationsTable, LinkTabs, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'users'), InvitationsStore, InviteStore, RoleDirectory],
  template: `
    <div class="page" *transloco="let t">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{{ t('users.invitation.title') }}</h1>
          <p>{{ t('users.invitation.subtitle') }}</p>
        </div>
        <div class="actions">
          <button type="button" class="btn primary" (click)="invites.run()">
            <app-icon name="person-add" />{{ t('users.invite.button') }}
          </button>
        </div>
      </header>
      @if (tabs().length > 1) {
        <app-link-tabs [label]="t('users.tabs.label')" [tabs]="tabs()" current="invitations" />
      }
      <app-invitations-table
        class="card"
        [invitations]="store.list()"
        [headings]="headings()"
        [label]="t('users.invitation.label')"
        [state]="store.state()"
        [problem]="problem()"
        [now]="clock.now()"
        [cards]="phone()"
        (withdrawn)="store.withdraw($event)"
        (retried)="store.reload()"
      />
    </div>
  `,
  styleUrl: '../../../shared/desk/desk-page.css',
})
export default class InvitationsPage {
  private readonly auth = inject(AuthService);
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  protected readonly clock = inject(DeskClock);
  protected readonly invites = inject(InviteStore);
  protected readonly store = inject(InvitationsStore);
  protected readonly phone = mediaQuery('(max-width: 699.98px)');
  protected readonly tabs = computed(() => peopleTabs((permission) => this.auth.has(permission)));
  protected readonly headings = computed(() => ({
    email: this.texts.of('users.invitation.column.email'),
    role: this.texts.of('users.column.role'),
    by: this.texts.of('users.invitation.column.by'),
    sent: this.texts.of('users.invitation.column.sent'),
    ends: this.texts.of('users.invitation.column.ends'),
    action: this.texts.of('users.invitation.column.action'),
  }));
  protected readonly problem = computed(() => {
    const failure = this.store.failure();
    return failure && this.failureText.of(failure);
  });
}
