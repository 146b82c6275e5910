import { Injectable } from '@nestjs/common';
import type { Me } from '@classy-book/contracts/auth';
import type { FactorMethod } from '@classy-book/contracts/second-factor';
import type { Origin } from '../../common/events/actor.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import type { Grant, SignInGrant, SignInOutcome } from '../../common/http/sign-in-cookies.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { sessionEnded } from '../sessions/sessions.errors.js';
import { UsersService } from '../users/users.service.js';
import { AccessGrants } from './access-grants.js';
import { AuthenticationService } from './authentication.service.js';
import { SecondFactorChallenges } from './second-factor-challenges.js';
import { SessionOpeningService } from './session-opening.service.js';
import type { VerifiedSignIn } from './sign-in.service.js';

/** Opens, refreshes and ends the access of people who have proved who they are. */
@Injectable()
export class AuthService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly users: UsersService,
    private readonly grants: AccessGrants,
    private readonly authentication: AuthenticationService,
    private readonly opening: SessionOpeningService,
    private readonly challenges: SecondFactorChallenges,
  ) {}

  /** Goes on after a right first proof: with a session, or with the challenge of a second factor. */
  async complete(verified: VerifiedSignIn): Promise<SignInOutcome> {
    if (!verified.account.secondFactorEnabled) return { kind: 'granted', grant: await this.open(verified, null) };
    return { kind: 'challenged', challenge: await this.challenges.issue(verified) };
  }

  /**
   * Opens the session of somebody who has proved all that was asked of them; it is recorded before this resolves.
   * @param factor the second factor, null where none was needed
   * @throws AppError INVALID_CREDENTIALS, ACCOUNT_LOCKED where the account has changed since the proof
   */
  async open(verified: VerifiedSignIn, factor: FactorMethod | null): Promise<SignInGrant> {
    const { session, deviceCookie } = await this.opening.open(verified, factor);
    return { ...(await this.grants.first(verified.account, session)), deviceCookie };
  }

  /**
   * Uses a refresh token.
   * @throws AppError SESSION_ENDED
   */
  async refresh(refreshToken: string | undefined, origin: Origin): Promise<Grant> {
    if (refreshToken === undefined) throw sessionEnded();
    const session = await this.sessions.refresh(refreshToken, origin);
    // the account may have been locked or closed since
    const { account, expiresAt } = await this.authentication.admitRefreshed(session);
    return await this.grants.renewed(account, { ...session, expiresAt });
  }

  /**
   * Ends the session that a browser had before it signed in anew: nobody is left behind in it (ASVS 7.2.4).
   * @param previous the refresh token that came with the sign-in
   */
  async supersede(outcome: SignInOutcome, previous: string | undefined, origin: Origin): Promise<void> {
    if (outcome.kind === 'granted') await this.signOut(previous, origin);
  }

  /** Ends the session of a refresh token; signing out twice is no error. */
  async signOut(refreshToken: string | undefined, origin: Origin): Promise<void> {
    const session = refreshToken === undefined ? null : await this.sessions.findByRefreshToken(refreshToken);
    if (session === null) return;
    const account = await this.users.findById(session.userId);
    const actor = { kind: 'user' as const, userId: session.userId, email: account?.email ?? '' };
    await this.sessions.end(session, 'signed_out', actor, origin);
  }

  /** Who the caller is, and under which address they are seen. */
  async me({ principal, origin }: Caller): Promise<Me> {
    const account = await this.users.findById(principal.userId);
    if (account === null) throw sessionEnded();
    return {
      user: account.profile,
      sessionId: principal.kind === 'session' ? principal.sessionId : null,
      sessionExpiresAt: principal.kind === 'session' ? principal.sessionExpiresAt.toISOString() : null,
      ipAddress: origin.ipAddress,
    };
  }
}
