import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { changesAccess } from '../../common/events/identity-events.js';
import type { SessionPrincipal } from '../../common/http/request-context.js';
import { ChangeSignals } from '../../database/change-signals.js';
import { ROLES_SIGNAL } from '../permissions/roles.service.js';
import { type RefreshedSession, SessionsService } from '../sessions/sessions.service.js';
import { sessionEnded } from '../sessions/sessions.errors.js';
import { type Account, UsersService } from '../users/users.service.js';
import { type AccessClaims, AccessTokensService, unusableToken } from './access-tokens.service.js';

/** The topic under which processes, the command line among them, say that accounts or sessions have changed. */
export const ACCESS_SIGNAL = 'access';

const MAX_CACHED = 20_000;
const CACHE_MS = 30_000;

/**
 * Says who an access token or a session stands for. Tokens that were verified, sessions and accounts that were
 * found are remembered (bounded); what ends a session or changes an account makes them forgotten at once.
 */
@Injectable()
export class AuthenticationService implements OnModuleInit {
  private readonly verified = new LRUCache<string, AccessClaims>({ max: MAX_CACHED });
  private readonly principals = new LRUCache<string, SessionPrincipal>({ max: MAX_CACHED, ttl: CACHE_MS });
  private readonly accounts = new LRUCache<string, Account>({ max: MAX_CACHED, ttl: CACHE_MS });
  // raised by everything that ends access, so that a look-up which began before it is not remembered after it
  private generation = 0;

  constructor(
    private readonly tokens: AccessTokensService,
    private readonly sessions: SessionsService,
    private readonly users: UsersService,
    private readonly events: EventBus,
    private readonly signals: ChangeSignals,
    private readonly clock: Clock,
  ) {}

  // as recorders and not observers: access must end also where the record of its end could not be written
  onModuleInit(): void {
    const forgetAll = (): Promise<void> => {
      this.generation += 1;
      this.principals.clear();
      this.accounts.clear();
      return Promise.resolve();
    };
    const forgetEverywhere = async (): Promise<void> => {
      await forgetAll();
      await this.signals.raise(ACCESS_SIGNAL);
    };
    this.events.record('sessions.ended', async ({ sessionIds }) => {
      this.generation += 1;
      for (const id of sessionIds) this.forget(id);
      await this.signals.raise(ACCESS_SIGNAL);
    });
    this.sessions.onVerified(async (sessionId) => {
      this.generation += 1;
      this.forget(sessionId);
      await this.signals.raise(ACCESS_SIGNAL);
    });
    // an automatic lock refuses sign-ins, it does not touch sessions
    this.events.record('account.locked', async ({ source }) => {
      if (source === 'manual') await forgetEverywhere();
    });
    this.events.record('account.changed', async ({ change, userId }) => {
      // a new name, for one, shows with the next refresh
      this.generation += 1;
      this.accounts.delete(userId);
      if (changesAccess(change)) await forgetEverywhere();
    });
    for (const name of ['account.unlocked', 'account.administered', 'second-factor.changed', 'role.changed'] as const) {
      this.events.record(name, forgetEverywhere);
    }
    // another process has changed something; where it was a role, the roles have been loaded by now
    for (const topic of [ACCESS_SIGNAL, ROLES_SIGNAL]) this.signals.watch(topic, forgetAll);
  }

  /**
   * The person behind an access token.
   * @throws AppError UNAUTHENTICATED for the token, SESSION_ENDED for its session
   */
  async authenticate(accessToken: string): Promise<SessionPrincipal> {
    const claims = this.recall(accessToken) ?? (await this.tokens.verify(accessToken));
    return await this.admit(accessToken, claims);
  }

  /** The claims of a token that was verified before and has not expired; null where it must be verified. */
  recall(accessToken: string): AccessClaims | null {
    const claims = this.verified.get(accessToken);
    return claims !== undefined && claims.exp * 1000 > this.clock.now().getTime() ? claims : null;
  }

  /** The person behind a token whose signature was verified with these claims. */
  async admit(accessToken: string, claims: AccessClaims): Promise<SessionPrincipal> {
    this.verified.set(accessToken, claims);
    const principal = await this.checkSession(claims.sid);
    if (principal.userId !== claims.sub) throw unusableToken();
    return principal;
  }

  /**
   * The person behind a living session of an account that is active and not locked.
   * @throws AppError SESSION_ENDED
   */
  async checkSession(sessionId: string): Promise<SessionPrincipal> {
    const now = this.clock.now();
    const known = this.principals.get(sessionId);
    if (known !== undefined && known.sessionExpiresAt > now) return known;
    const generation = this.generation;
    const session = await this.sessions.findLiving(sessionId);
    if (session === null) throw sessionEnded();
    const account = await this.openAccount(session.userId);
    const sessionExpiresAt = this.sessions.endOf(session, account.permissions);
    if (sessionExpiresAt <= now) throw sessionEnded();
    const principal: SessionPrincipal = {
      kind: 'session',
      userId: account.id,
      email: account.email,
      role: account.role,
      permissions: account.profile.permissions,
      restriction: account.profile.restriction,
      sessionId: session.id,
      sessionExpiresAt,
      verifiedAt: session.verifiedAt,
    };
    if (generation === this.generation) this.principals.set(sessionId, principal);
    return principal;
  }

  /**
   * The account of a session that was refreshed, with the session under the limits that hold for the account now.
   * @throws AppError SESSION_ENDED where the account may not, or the session had rested or lasted for too long
   */
  async admitRefreshed(session: RefreshedSession): Promise<{ account: Account; expiresAt: Date }> {
    this.forget(session.id);
    const account = await this.openAccount(session.userId);
    const before = { ...session, lastUsedAt: session.usedBefore };
    if (this.sessions.endOf(before, account.permissions) <= this.clock.now()) throw sessionEnded();
    return { account, expiresAt: this.sessions.endOf(session, account.permissions) };
  }

  /** Forgets what is known of a session, so that the next look finds it as it is then. */
  forget(sessionId: string): void {
    this.principals.delete(sessionId);
  }

  // exists, is active and was not locked by an administrator
  private async openAccount(userId: string): Promise<Account> {
    const generation = this.generation;
    let account = this.accounts.get(userId) ?? null;
    if (account === null) {
      account = await this.users.findById(userId);
      if (account !== null && generation === this.generation) this.accounts.set(userId, account);
    }
    if (account?.isActive !== true) throw sessionEnded();
    if (account.lockedUntil !== null && account.lockedUntil > this.clock.now()) throw sessionEnded();
    return account;
  }
}
