import { Service, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import type { UserAction, UserDetail } from '@classy-book/contracts/users';
import { toApiFailure } from '../../../core/services/api';
import { AuthService } from '../../../core/services/auth';
import { WebsocketService } from '../../../core/services/websocket';
import { UserClient } from './user-client';

export const userTabs = ['profile', 'sign-ins', 'sessions', 'security', 'audit'] as const;
export type UserTab = (typeof userTabs)[number];

/** The person whose page is open, and which part of it. Both stand in the URL. */
@Service({ autoProvided: false })
export class UserStore {
  private readonly auth = inject(AuthService);
  private readonly client = inject(UserClient);
  private readonly route = inject(ActivatedRoute);
  private readonly socket = inject(WebsocketService);
  private readonly params = toSignal(this.route.paramMap, { requireSync: true });
  private readonly query = toSignal(this.route.queryParamMap, { requireSync: true });

  readonly id = computed(() => this.params().get('id') ?? '');
  private readonly resource = this.client.user(this.id);

  /** Null until it is there; stays while it is loaded anew. */
  readonly user = computed<UserDetail | null>(() => {
    const value = this.resource.hasValue() ? this.resource.value() : null;
    return value?.id === this.id() ? value : null;
  });
  readonly loading = computed(() => this.resource.isLoading() && this.user() === null);
  readonly failure = computed(() => {
    const error = this.resource.error();
    return error === undefined ? null : toApiFailure(error);
  });
  /** True where it is the administrator's own account: nobody acts on themselves here. */
  readonly self = computed(() => this.auth.user()?.id === this.id());
  /** The parts of the page that the administrator may look at. */
  readonly tabs = computed<readonly UserTab[]>(() =>
    userTabs.filter((tab) => tab !== 'sign-ins' || this.auth.has('monitoring:read')),
  );
  readonly tab = computed<UserTab>(() => {
    const wanted = this.query().get('tab');
    return this.tabs().find((tab) => tab === wanted) ?? 'profile';
  });

  /** What the server says that the administrator may do to this person. */
  may(action: UserAction): boolean {
    return this.user()?.may.includes(action) ?? false;
  }

  reload(): void {
    this.resource.reload();
  }

  /** Looks again whenever the account is locked or unlocked elsewhere, until the returned function is called. */
  follow(): () => void {
    const look = (events: readonly { readonly email: string }[]): void => {
      if (events.some(({ email }) => email === this.user()?.email)) this.reload();
    };
    const ends = [
      this.socket.on('monitoring:account-locked', look),
      this.socket.on('monitoring:account-unlocked', look),
    ];
    return () => {
      for (const end of ends) end();
    };
  }
}
