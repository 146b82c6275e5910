import { Component, DestroyRef, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { UserAction, UserDetail } from '@classy-book/contracts/users';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { Banner } from '../../../shared/components/banner/banner';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { LinkTabs } from '../../../shared/components/link-tabs/link-tabs';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { RoleDirectory } from '../../../shared/people/role-directory';
import { FullTimePipe } from '../../../shared/texts/format-pipes';
import { UserHead } from './parts/user-head';
import { AuditSection } from './sections/audit-section';
import { ProfileSection } from './sections/profile-section';
import { SecuritySection } from './sections/security-section';
import { SessionsSection } from './sections/sessions-section';
import { SignInsSection } from './sections/sign-ins-section';
import { UserActions } from './user-actions';
import { UserStore } from './user-store';

/** One person: their profile, sign-ins, sessions, the state of their account's security, and what was done. */
@Component({
  selector: 'app-user-page',
  imports: [
    AuditSection,
    Banner,
    EmptyState,
    FullTimePipe,
    LinkTabs,
    ProfileSection,
    RouterLink,
    SecuritySection,
    SessionsSection,
    SignInsSection,
    Skeleton,
    TranslocoDirective,
    UserHead,
  ],
  providers: [provideTranslocoScope('audit', 'desk', 'storage', 'users'), RoleDirectory, UserActions, UserStore],
  templateUrl: './user-page.html',
  styleUrls: ['../../../shared/desk/desk-page.css', './user-page.css'],
})
export default class UserPage {
  private readonly actions = inject(UserActions);
  private readonly failureText = inject(FailureText);
  protected readonly clock = inject(DeskClock);
  protected readonly store = inject(UserStore);
  protected readonly tabs = computed(() =>
    this.store.tabs().map((tab) => ({
      id: tab,
      label: `users.tab.${tab}`,
      link: [],
      query: { tab: tab === 'profile' ? null : tab },
    })),
  );
  protected readonly missing = computed(() => [400, 404].includes(this.store.failure()?.status ?? 0));
  protected readonly problem = computed(() => {
    const failure = this.store.failure();
    return failure && this.failureText.of(failure);
  });

  constructor() {
    inject(DestroyRef).onDestroy(this.store.follow());
  }

  protected run(action: UserAction, user: UserDetail): void {
    if (action === 'lock') void this.actions.lock(user);
    if (action === 'unlock') void this.actions.unlock(user);
    if (action === 'end_sessions') void this.actions.endSessions(user);
  }
}
