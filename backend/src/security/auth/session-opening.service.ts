import { Injectable } from '@nestjs/common';
import type { AttemptReason } from '@classy-book/contracts/attempts';
import type { FactorMethod } from '@classy-book/contracts/second-factor';
import { Clock } from '../../common/clock/clock.js';
import type { SignInAttempted } from '../../common/events/domain-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import { NO_ORIGIN } from '../../common/events/actor.js';
import { CountriesService } from '../../common/network/countries.service.js';
import type { AppError } from '../../common/response/app-error.js';
import { type OpenSession, SessionsService } from '../sessions/sessions.service.js';
import { type NotedSignIn, VisitsService } from '../users/visits.service.js';
import { accountLocked, invalidCredentials } from './auth.errors.js';
import { KnownDevices } from './known-devices.js';
import type { VerifiedSignIn } from './sign-in.service.js';

/** A session that was opened, and the cookie that makes its device known. */
export interface OpenedSession {
  readonly session: OpenSession;
  readonly deviceCookie: string;
}

/** Why a sign-in that was right came too late. */
interface Overtaken {
  readonly reason: AttemptReason;
  readonly refusal: AppError;
}

/** Opens sessions: notes where people sign in from, and tells of what is unfamiliar about it. */
@Injectable()
export class SessionOpeningService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly visits: VisitsService,
    private readonly devices: KnownDevices,
    private readonly countries: CountriesService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens the session of somebody who has proved all that was asked of them. It is on record when this resolves.
   * @param factor the second factor, null where none was needed
   * @throws AppError INVALID_CREDENTIALS, ACCOUNT_LOCKED where the account was closed, locked or given another password
   * since the proof
   */
  async open(verified: VerifiedSignIn, factor: FactorMethod | null): Promise<OpenedSession> {
    const { account, rememberMe, deviceId, origin } = verified;
    const device = this.devices.remember(account.email, deviceId);
    const country = this.countries.find(origin.ipAddress);
    const session = await this.sessions.open({
      userId: account.id,
      remembered: rememberMe,
      deviceId: device.deviceId,
      country,
      permissions: account.permissions,
      origin,
    });
    // after the session stands: what ends the sessions of an account either finds it or is seen here
    const noted = await this.visits.signedIn(account.id, country);
    const overtaken = this.changeSince(verified, noted);
    if (overtaken !== null) return await this.takeBack(session, verified, factor, overtaken);
    const idleDays = noted?.idleDays ?? null;
    await Promise.all([
      this.record(verified, factor, { reason: null, sessionId: session.id, idleDays }),
      this.announceUnfamiliar(verified, session.id, country, noted),
    ]);
    return { session, deviceCookie: device.cookie };
  }

  private changeSince({ account }: VerifiedSignIn, noted: NotedSignIn | null): Overtaken | null {
    if (noted?.isActive !== true) return { reason: 'account_disabled', refusal: invalidCredentials() };
    const { lockedUntil } = noted;
    if (lockedUntil !== null && lockedUntil > this.clock.now()) {
      return { reason: 'account_locked', refusal: accountLocked(lockedUntil) };
    }
    const isSamePassword = noted.passwordChangedAt?.getTime() === account.passwordChangedAt?.getTime();
    return isSamePassword ? null : { reason: 'wrong_password', refusal: invalidCredentials() };
  }

  private async takeBack(
    session: OpenSession,
    verified: VerifiedSignIn,
    factor: FactorMethod | null,
    { reason, refusal }: Overtaken,
  ): Promise<never> {
    await this.sessions.end(session, 'revoked', { kind: 'system' }, NO_ORIGIN);
    await this.record(verified, factor, { reason, sessionId: null });
    throw refusal;
  }

  private async announceUnfamiliar(
    { account, deviceId, origin }: VerifiedSignIn,
    sessionId: string,
    country: string | null,
    noted: NotedSignIn | null,
  ): Promise<void> {
    const newDevice = deviceId === null;
    const newCountry = noted?.isNewCountry === true;
    if (noted?.isFirst !== false || (!newDevice && !newCountry)) return;
    const { id: userId, email } = account;
    const actor = { kind: 'user' as const, userId, email };
    const facts = { userId, email, sessionId, newDevice, newCountry, country };
    await this.events.publish('sign-in.unfamiliar', { ...facts, actor, origin });
  }

  private async record(
    { account, method, origin }: VerifiedSignIn,
    factor: FactorMethod | null,
    came: Pick<SignInAttempted, 'reason' | 'sessionId' | 'idleDays'>,
  ): Promise<void> {
    const { reason } = came;
    const blocked = reason === 'account_locked';
    await this.events.publish('sign-in.attempted', {
      email: account.email,
      userId: account.id,
      outcome: reason === null ? 'succeeded' : blocked ? 'blocked' : 'failed',
      method,
      factor,
      ...came,
      origin,
    });
  }
}
