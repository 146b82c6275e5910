import { Injectable } from '@nestjs/common';
import type { Identity } from '@classy-book/contracts/oauth';
import { EventBus } from '../../common/events/event-bus.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { SecondFactorsService } from '../two-factor/second-factors.service.js';
import { UsersService } from '../users/users.service.js';
import { OauthIdentitiesService } from './oauth-identities.service.js';
import { OauthProvidersService } from './oauth-providers.service.js';
import { OauthStatesService, type OauthWay, type ReturnedWay } from './oauth-states.service.js';

/** Links and unlinks the caller's accounts at providers. */
@Injectable()
export class OauthLinkingService {
  constructor(
    private readonly providers: OauthProvidersService,
    private readonly states: OauthStatesService,
    private readonly identities: OauthIdentitiesService,
    private readonly users: UsersService,
    private readonly secondFactors: SecondFactorsService,
    private readonly events: EventBus,
  ) {}

  /**
   * @returns where to send the browser
   * @throws AppError NOT_FOUND, PROVIDER_UNAVAILABLE
   */
  async start(way: OauthWay, { principal }: SessionCaller): Promise<string> {
    const provider = this.providers.find(way.provider);
    const { userId, sessionId } = principal;
    const proofs = this.providers.makeProofs();
    const state = await this.states.begin(way, { kind: 'link', userId, sessionId }, proofs);
    return await this.providers.authorizationUrl(provider, { state, ...proofs });
  }

  /**
   * Ends what `start` began, in the same browser and session. What the provider says of the email does not matter here:
   * the caller showed who they are on both sides.
   * @throws AppError NOT_FOUND, TOKEN_INVALID, PROVIDER_UNAVAILABLE, PROVIDER_REFUSED, IDENTITY_TAKEN, CONFLICT where
   * another account of that provider is linked
   */
  async finish(way: ReturnedWay, typed: string, caller: SessionCaller): Promise<Identity> {
    const provider = this.providers.find(way.provider);
    const { userId, sessionId, email } = caller.principal;
    const query = new URLSearchParams(typed);
    const { proofs } = await this.states.finish(
      query,
      way,
      (purpose) => purpose.kind === 'link' && purpose.userId === userId && purpose.sessionId === sessionId,
    );
    const word = await this.providers.exchange(provider, query, proofs);
    const { issuer, subject } = word;
    const { identity, isNew } = await this.identities.link({
      userId,
      provider: provider.id,
      issuer,
      subject,
      email: word.email,
      isUsed: false,
    });
    if (isNew) await this.announce('linked', { userId, email, provider: provider.id }, caller);
    return identity;
  }

  /** @throws AppError NOT_FOUND, LAST_SIGN_IN_METHOD */
  async unlink(id: string, caller: SessionCaller): Promise<void> {
    const { userId, email } = caller.principal;
    const { provider } = await this.identities.unlink(id, userId, async () => await this.hasOtherWay(userId));
    await this.announce('unlinked', { userId, email, provider }, caller);
  }

  /** The caller's identities, oldest first. */
  async list({ principal }: SessionCaller): Promise<Identity[]> {
    return await this.identities.listFor(principal.userId);
  }

  private async hasOtherWay(userId: string): Promise<boolean> {
    const account = await this.users.findById(userId);
    if (account?.hasPassword === true) return true;
    const { authenticators } = await this.secondFactors.describe(userId);
    return authenticators.some(({ kind }) => kind === 'passkey');
  }

  private async announce(
    change: 'linked' | 'unlinked',
    about: { readonly userId: string; readonly email: string; readonly provider: string },
    { actor, origin }: SessionCaller,
  ): Promise<void> {
    await this.events.publish('identity.changed', { change, ...about, actor, origin });
  }
}
