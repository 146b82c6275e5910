import { computed, signal } from '@angular/core';
import type { CurrentUser } from '@classy-book/contracts/auth';
import type { Permission } from '@classy-book/contracts/permissions';
import type { SessionEndReason } from '@classy-book/contracts/realtime';
import type { ApiFailure } from '../services/api';
import type { RealtimeState } from '../services/websocket';

/** The part of `AuthService` that components use, with somebody signed in or not. */
export class FakeAuth {
  readonly user = signal<CurrentUser | null>(null);
  readonly accessToken = signal<string | null>(null);
  readonly sessionExpiresAt = signal<string | null>(null);
  readonly sessionEndsAt = signal<string | null>(null);
  readonly accessTokenExpiresAt = signal<string | null>(null);
  readonly endReason = signal<SessionEndReason | null>(null);
  readonly restoreFailure = signal<ApiFailure | null>(null);
  readonly signedIn = computed(() => this.user() !== null);
  readonly login = vi.fn();
  readonly logout = vi.fn(() => Promise.resolve(true));
  readonly refresh = vi.fn(() => Promise.resolve<string | null>('token'));
  readonly renew = vi.fn(() => this.refresh());
  readonly mayProlong = vi.fn(() => true);
  readonly signIn = vi.fn();
  readonly userChanged = vi.fn((changes: Partial<CurrentUser>) => {
    this.user.update((user) => user && { ...user, ...changes });
  });
  readonly restore = vi.fn(() => Promise.resolve(this.signedIn()));
  readonly ended = vi.fn();

  has(permission: Permission): boolean {
    return this.user()?.permissions.includes(permission) ?? false;
  }
}

/** The part of `WebsocketService` that the shell uses. */
export class FakeSocket {
  readonly state = signal<RealtimeState>('idle');
  readonly paused = signal(false);
  readonly eventsPerSecond = signal(0);
  readonly delayMs = signal<number | null>(null);
  readonly togglePaused = vi.fn();
  readonly joinMonitoring = vi.fn();
  readonly leaveMonitoring = vi.fn();
  readonly gaps = signal(0);
  readonly personal = { listen: vi.fn(() => () => undefined) };
  readonly on = vi.fn(() => () => undefined);
  readonly serverNow = vi.fn(() => Date.now());
}
