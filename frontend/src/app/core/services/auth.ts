import { Injector, Service, computed, inject, signal } from '@angular/core';
import type { AuthTokens, CurrentUser, LoginRequestInput, SignInResult } from '@classy-book/contracts/auth';
import type { Permission } from '@classy-book/contracts/permissions';
import type { SessionEndReason } from '@classy-book/contracts/realtime';
import { Activity } from './activity';
import type { ApiFailure } from './api';
import { toApiFailure } from './api';
import type { AuthClient } from './auth-client';
import { PageReload } from './page-reload';
import { Preferences } from './preferences';
import type { SignInOutcome } from './sign-in-outcome';
import { signInRefusal } from './sign-in-outcome';
import type { TabMessage } from './tabs';
import { Tabs } from './tabs';

/** Not a secret: only says that a refresh is worth a try, so that a stranger's first visit makes no failing call. */
const HINT = 'signed-in';

/** A session that lasts longer than this without a refresh is not there to notice that somebody went away. */
const LONG_MS = 24 * 3_600_000;

/**
 * Who is signed in here. The access token lives in memory only; the session outlives a reload through the HttpOnly
 * refresh cookie. Sign-in, refresh and sign-out are told to the other tabs.
 */
@Service()
export class AuthService {
  private readonly activity = inject(Activity);
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
  /** When the session was last begun or prolonged, here or in another tab, by this device's clock. */
  private acceptedAt = 0;

  readonly user = computed(() => this.tokens()?.user ?? null);
  readonly accessToken = computed(() => this.tokens()?.accessToken ?? null);
  /** ISO 8601, null while nobody is signed in. */
  readonly accessTokenExpiresAt = computed(() => this.tokens()?.accessTokenExpiresAt ?? null);
  readonly sessionExpiresAt = this.expiry.asReadonly();
  /** The last end of the session, that no refresh moves; ISO 8601, null while nobody is signed in. */
  readonly sessionEndsAt = computed(() => this.tokens()?.sessionEndsAt ?? null);
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

  /** Signs in with a password. Refusals are values; nothing is thrown. */
  login(request: LoginRequestInput, options: { readonly admin: boolean }): Promise<SignInOutcome> {
    return this.signIn((client) => client.login(request, options.admin));
  }

  /** Does one step of a sign-in, whichever way it goes. Refusals are values; nothing is thrown. */
  async signIn(step: (client: AuthClient) => Promise<SignInResult>): Promise<SignInOutcome> {
    try {
      const result = await step(await this.client());
      if (result.status === 'second_factor_required') return { kind: 'second-factor', challenge: result };
      this.epoch += 1;
      this.accept(result);
      this.tabs.tell({ kind: 'signed-in' });
      return { kind: 'signed-in', user: result.user };
    } catch (error) {
      return signInRefusal(error);
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
   * The same for calls that nobody may have asked for, such as those of a live view: where the session ends within hours
   * unless it is refreshed, a page that was not used since the last refresh gets nothing, so that an unattended desk does
   * not keep itself open.
   */
  renew(): Promise<string | null> {
    return this.mayProlong() ? this.refresh() : Promise.resolve(null);
  }

  /** True where a refresh would be somebody's doing, or where the session is long anyway. */
  mayProlong(): boolean {
    const end = this.expiry();
    if (end === null || this.activity.usedSince(this.acceptedAt)) return true;
    return Date.parse(end) - Date.now() > LONG_MS;
  }

  /** Takes over what the person has changed about themselves, until the next refresh brings all of it. */
  userChanged(changes: Partial<CurrentUser>): void {
    this.tokens.update((tokens) => tokens && { ...tokens, user: { ...tokens.user, ...changes } });
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
    this.acceptedAt = Date.now();
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
      this.acceptedAt = Date.now();
      this.expiry.set(message.sessionExpiresAt);
    }
  }
}
