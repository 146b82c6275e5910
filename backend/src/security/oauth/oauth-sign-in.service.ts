import { Injectable } from '@nestjs/common';
import type { AttemptReason } from '@classy-book/contracts/attempts';
import type { ErrorCode } from '@classy-book/contracts/errors';
import type { StartOauthRequest } from '@classy-book/contracts/oauth';
import type { Origin } from '../../common/events/actor.js';
import type { SignInOutcome } from '../../common/http/sign-in-cookies.js';
import { AppError } from '../../common/response/app-error.js';
import type { OauthProviderConfig } from '../../config/app-config.js';
import { VouchedSignInService } from '../auth/vouched-sign-in.service.js';
import type { Account } from '../users/users.service.js';
import { providerRefused } from './oauth.errors.js';
import { OauthAccountsService } from './oauth-accounts.service.js';
import { OauthProvidersService, type Proofs, type ProviderWord } from './oauth-providers.service.js';
import { OauthStatesService, type OauthWay, type ReturnedWay } from './oauth-states.service.js';

/** A browser that came back from a provider, with what it brings along. */
export interface OauthReturn extends ReturnedWay {
  /** What the provider added to the callback's address. */
  readonly query: string;
  readonly deviceCookie: string | undefined;
  readonly origin: Origin & { readonly ipAddress: string };
}

// refusals that say something about the person; all others are outages, or ways that never began here
const ON_RECORD: Partial<Record<ErrorCode, AttemptReason>> = {
  PROVIDER_REFUSED: 'provider_refused',
  EMAIL_UNVERIFIED: 'email_unverified',
  REGISTRATION_CLOSED: 'not_permitted',
  IDENTITY_TAKEN: 'provider_refused',
  CONFLICT: 'provider_refused',
};

/** Signs people in through a provider. */
@Injectable()
export class OauthSignInService {
  constructor(
    private readonly providers: OauthProvidersService,
    private readonly states: OauthStatesService,
    private readonly accounts: OauthAccountsService,
    private readonly entrance: VouchedSignInService,
  ) {}

  /**
   * @returns where to send the browser
   * @throws AppError NOT_FOUND, PROVIDER_UNAVAILABLE
   */
  async start(way: OauthWay, { rememberMe, admin }: StartOauthRequest): Promise<string> {
    const provider = this.providers.find(way.provider);
    const proofs = this.providers.makeProofs();
    const state = await this.states.begin(way, { kind: 'sign-in', rememberMe, admin }, proofs);
    return await this.providers.authorizationUrl(provider, { state, ...proofs });
  }

  /**
   * Ends what `start` began, in the same browser.
   * @throws AppError NOT_FOUND, TOKEN_INVALID, PROVIDER_UNAVAILABLE, PROVIDER_REFUSED, EMAIL_UNVERIFIED,
   * REGISTRATION_CLOSED, ACCOUNT_LOCKED
   */
  async finish(back: OauthReturn): Promise<SignInOutcome> {
    const provider = this.providers.find(back.provider);
    const query = new URLSearchParams(back.query);
    const { purpose, proofs } = await this.states.finish(query, back, ({ kind }) => kind === 'sign-in');
    if (purpose.kind !== 'sign-in') throw providerRefused(provider.name);
    const word = await this.askProvider(provider, query, proofs, back);
    const account = await this.findAccount(provider, word, back);
    const { rememberMe, admin } = purpose;
    const { deviceCookie, origin } = back;
    const refused = providerRefused(provider.name);
    return await this.entrance.complete({ account, rememberMe, admin, deviceCookie, origin }, refused);
  }

  private async askProvider(
    provider: OauthProviderConfig,
    query: URLSearchParams,
    proofs: Proofs,
    back: OauthReturn,
  ): Promise<ProviderWord> {
    try {
      return await this.providers.exchange(provider, query, proofs);
    } catch (error) {
      return await this.refuse(error, '', back);
    }
  }

  private async findAccount(provider: OauthProviderConfig, word: ProviderWord, back: OauthReturn): Promise<Account> {
    try {
      return await this.accounts.accountOf({ word, provider, origin: back.origin });
    } catch (error) {
      return await this.refuse(error, word.email ?? '', back);
    }
  }

  private async refuse(error: unknown, email: string, { origin }: OauthReturn): Promise<never> {
    const reason = error instanceof AppError ? ON_RECORD[error.code] : undefined;
    if (!(error instanceof AppError) || reason === undefined) throw error;
    return await this.entrance.refuse({ email, userId: null, origin }, reason, error);
  }
}
