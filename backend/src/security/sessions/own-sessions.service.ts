import type { OwnSession } from '@classy-book/contracts/account';
import type { EndedSessions } from '@classy-book/contracts/accounts';
import { Injectable } from '@nestjs/common';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { SessionsService } from './sessions.service.js';

/** What people do with their own sessions. */
@Injectable()
export class OwnSessionsService {
  constructor(private readonly sessions: SessionsService) {}

  /** The caller's living sessions, the one that asks first, then those used last. */
  async list({ principal }: SessionCaller): Promise<OwnSession[]> {
    const living = await this.sessions.listLiving(principal.userId);
    return living
      .map(({ id, device, ipAddress, country, remembered, createdAt, lastUsedAt, expiresAt }) => ({
        id,
        current: id === principal.sessionId,
        device,
        ipAddress,
        country,
        remembered,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      }))
      .sort((one, other) => Number(other.current) - Number(one.current));
  }

  /**
   * Ends one of the caller's sessions; the one that asks, too.
   * @throws AppError NOT_FOUND where it is not theirs, or over: nobody learns whose sessions there are
   */
  async end(sessionId: string, { principal, actor, origin }: SessionCaller): Promise<void> {
    const reason = sessionId === principal.sessionId ? 'signed_out' : 'revoked';
    if (await this.sessions.endOne(principal.userId, sessionId, reason, actor, origin)) return;
    throw new AppError('NOT_FOUND', 'There is no such session. It may have ended already.');
  }

  /** Ends all of the caller's sessions but the one that asks. */
  async endOthers({ principal, actor, origin }: SessionCaller): Promise<EndedSessions> {
    return {
      ended: await this.sessions.endOthers(principal.userId, principal.sessionId, 'revoked', actor, origin),
    };
  }
}
