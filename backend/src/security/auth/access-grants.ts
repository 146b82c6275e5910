import { Injectable } from '@nestjs/common';
import type { Grant } from '../../common/http/sign-in-cookies.js';
import type { OpenSession } from '../sessions/sessions.service.js';
import type { Account } from '../users/users.service.js';
import { VisitsService } from '../users/visits.service.js';
import { AccessTokensService } from './access-tokens.service.js';

/** What a client carries away from a sign-in or a refresh. */
@Injectable()
export class AccessGrants {
  constructor(
    private readonly accessTokens: AccessTokensService,
    private readonly visits: VisitsService,
  ) {}

  /** For a session that was opened just now. */
  async first(account: Account, session: OpenSession): Promise<Grant> {
    const access = await this.accessTokens.issue(account.id, session.id);
    return {
      tokens: {
        status: 'signed_in',
        accessToken: access.token,
        accessTokenExpiresAt: access.expiresAt.toISOString(),
        sessionId: session.id,
        sessionExpiresAt: session.expiresAt.toISOString(),
        sessionEndsAt: session.endsAt.toISOString(),
        user: account.profile,
      },
      refreshToken: session.refreshToken,
      remembered: session.remembered,
      expiresAt: session.expiresAt,
    };
  }

  /** For a session that goes on: its person is still here. */
  async renewed(account: Account, session: OpenSession): Promise<Grant> {
    this.visits.seen(account.id);
    return await this.first(account, session);
  }
}
