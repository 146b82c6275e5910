import { Injectable } from '@nestjs/common';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { OauthIdentitiesService } from '../oauth/oauth-identities.service.js';
import { SecondFactorsService } from '../two-factor/second-factors.service.js';
import { AccountTokensService } from './account-tokens.service.js';

/** What is kept of a person besides the account and its sessions. */
@Injectable()
export class BelongingsService {
  constructor(
    private readonly factors: SecondFactorsService,
    private readonly identities: OauthIdentitiesService,
    private readonly apiKeys: ApiKeysService,
    private readonly tokens: AccountTokensService,
  ) {}

  /** For the person's own eyes: what is there, never a secret. */
  async describe(userId: string): Promise<Readonly<Record<string, unknown>>> {
    const [secondFactor, identities, apiKeys] = await Promise.all([
      this.factors.describe(userId),
      this.identities.listFor(userId),
      this.apiKeys.list(userId),
    ]);
    return { secondFactor, identities, apiKeys };
  }

  /** Deletes all of it; what is gone already is no error. */
  async forget(userId: string): Promise<void> {
    await Promise.all([
      this.factors.forget(userId),
      this.identities.forget(userId),
      this.apiKeys.forget(userId),
      this.tokens.voidAll(userId),
    ]);
  }
}
