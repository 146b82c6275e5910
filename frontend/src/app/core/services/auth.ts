import { Injector, Service, computed, inject, signal } from '@angular/core';
import type { AuthTokens, CurrentUser, LoginRequestInput } from '@classy-book/contracts/auth';
import type { Permission } from '@classy-book/contracts/permissions';
import type { SessionEndReason } from '@classy-book/contracts/realtime';
import type { ApiFailure } from './api';
import type { AuthClient } from './auth-client';
import { toApiFailure } from './api';
import { PageReload } from './page-reload';
import { Preferences } from './preferences';
import type { TabMessage } from './tabs';
import { Tabs } from './tabs';

/** How a sign-in went. `retryAt` is an ISO 8601 moment, null where the server gave none (a permanent block). */
export type SignInResult =
  | { readonly kind: 'signed-in'; readonly user: CurrentUser }
  | { readonly kind: 'refused' }
  | { readonly kind: 'account-locked'; readonly retryAt: string | null }
  | { readonly kind: 'address-blocked'; readonly retryAt: string | null }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure };

/** Not a secret: only says that a refresh is worth a try, so that a stranger's first visit makes no failing call. */
const HINT = 'signed-in';

/**
 * Who is signed in here. The access token lives in memory only; the session outlives a reload through the HttpOnly
 * refresh cookie. Sign-in, refresh and sign-out are told to the other tabs.
 */
@Service()
export class AuthService {
  private readonly injector = inject(Injector);
  private readonly preferences = inject(Preferences);
  private readonly reload = inject(PageReload);
  private readonly tabs = inject(Tabs);
  private readonly tokens = signal<AuthTokens | null>(null);
  private readonly expiry = signal<string | null>(null);
  private readonly endedBecause = signal<SessionEndReason | null>(null);
  private readonly refreshFailure = signal<ApiFailure | null>(null);
  /** Counts sign-ins and sign-outs: an answer that was asked for before the last one is thrown away. */
  private epoch = 0;
  private refreshing: Promise<string | null> | null = null;

  readonly user = computed(() => this.tokens()?.user ?? null);
  readonly accessToken = computed(() => this.tokens()?.accessToken ?? null);
  /** ISO 8601, null while nobody is signed in. */
  readonly accessTokenExpiresAt = computed(() => this.tokens()?.accessTokenExpiresAt ?? null);
  readonly sessionExpiresAt = this.expiry.asReadonly();
  readonly signedIn = computed(() => this.tokens() !== null);
  /** Why the last session ended by itself or was ended; null after a sign-in. */
  readonly endReason = this.endedBecause.asReadonly();
  /** Why the last refresh gave nothing although the session may be alive, such as a server that does not answer. */
  readonly restoreFailure = this.refreshFailure.asReadonly();

  constructor() {
    this.tabs.listen((message) => {
      void this.hear(message);
    });
  }

  /** True where the person who is signed in may do `permission`. Reads signals. */
  has(permission: Permission): boolean {
    return this.user()?.permissions.includes(permission) ?? false;
  }

  /** Signs in. Refusals are values; nothing is thrown. */
  async login(request: LoginRequestInput, options: { readonly admin: boolean }): Promise<SignInResult> {
    try {
      const client = await this.client();
      const tokens = await client.login(request, options.admin);
      this.epoch += 1;
      this.accept(tokens);
      this.tabs.tell({ kind: 'signed-in' });
      return { kind: 'signed-in', user: tokens.user };
    } catch (error) {
      return signInRefusal(toApiFailure(error));
    }
  }

  /**
   * Signs in again with the cookie. False where nobody was signed in, without asking the server; after a failure of
   * the server (see `restoreFailure`) the next call asks again.
   */
  async restore(): Promise<boolean> {
    if (this.signedIn()) return true;
    if (this.preferences.read(HINT) === null) return false;
    await this.refresh();
    return this.signedIn();
  }

  /**
   * A new access token, or null where there is none to be had. One call is in flight for all callers, and for all tabs.
   * A server that does not answer ends nothing: the person stays signed in and the next call tries again.
   */
  refresh(): Promise<string | null> {
    this.refreshing ??= this.tabs
      .exclusively(() => this.refreshNow())
      .finally(() => {
        this.refreshing = null;
      });
    return this.refreshing;
  }

  /**
   * Signs out here and in the other tabs. False where the server could not be told: this browser has forgotten the
   * session, but its cookie stays good until it expires, which the caller should say.
   */
  async logout(): Promise<boolean> {
    const told = await this.client()
      .then((client) => client.logout())
      .then(
        () => true,
        (error: unknown) => toApiFailure(error).status === 401,
      );
    this.tabs.tell({ kind: 'ended', reason: 'signed_out' });
    this.clear('signed_out');
    return told;
  }

  /** The session is over: forgets it and keeps the reason for the sign-in page. */
  ended(reason: SessionEndReason): void {
    if (!this.signedIn() && this.preferences.read(HINT) === null) return;
    this.tabs.tell({ kind: 'ended', reason });
    this.clear(reason);
  }

  /** Fetches ahead what a sign-in needs: while the form is filled in rather than when it is sent. */
  prepare(): void {
    void import('./auth-client').catch(() => undefined);
  }

  /** Not `injectAsync`: that remembers a fetch that failed, and no later sign-in would work. */
  private async client(): Promise<AuthClient> {
    const { AuthClient } = await import('./auth-client');
    return this.injector.get(AuthClient);
  }

  private async refreshNow(): Promise<string | null> {
    const epoch = this.epoch;
    try {
      const client = await this.client();
      const tokens = await client.refresh();
      if (epoch !== this.epoch) return this.accessToken();
      this.accept(tokens);
      this.tabs.tell({ kind: 'refreshed', sessionId: tokens.sessionId, sessionExpiresAt: tokens.sessionExpiresAt });
      return tokens.accessToken;
    } catch (error) {
      const failure = toApiFailure(error);
      if (epoch !== this.epoch) return this.accessToken();
      if (failure.status === 401) this.ended('expired');
      else this.refreshFailure.set(failure);
      return null;
    }
  }

  private accept(tokens: AuthTokens): void {
    this.tokens.set(tokens);
    this.expiry.set(tokens.sessionExpiresAt);
    this.endedBecause.set(null);
    this.refreshFailure.set(null);
    this.preferences.write(HINT, '1');
  }

  private clear(reason: SessionEndReason): void {
    this.epoch += 1;
    this.tokens.set(null);
    this.expiry.set(null);
    this.preferences.write(HINT, null);
    this.refreshFailure.set(null);
    this.endedBecause.set(reason);
  }

  private async hear(message: TabMessage): Promise<void> {
    if (message.kind === 'ended') {
      if (this.signedIn()) this.clear(message.reason);
    } else if (message.kind === 'signed-in') {
      const before = this.user();
      await this.refresh();
      // Somebody else signed in over there: everything on this page belongs to the one before.
      if (before && this.user()?.id !== before.id) this.reload.run();
    } else if (this.tokens()?.sessionId === message.sessionId) {
      this.expiry.set(message.sessionExpiresAt);
    }
  }
}

function signInRefusal(failure: ApiFailure): SignInResult {
  if (failure.unreachable) return { kind: 'unreachable' };
  if (failure.code === 'INVALID_CREDENTIALS') return { kind: 'refused' };
  if (failure.code === 'ACCOUNT_LOCKED') return { kind: 'account-locked', retryAt: failure.retryAt };
  if (failure.code === 'ADDRESS_BLOCKED') return { kind: 'address-blocked', retryAt: failure.retryAt };
  return { kind: 'failed', failure };
}
