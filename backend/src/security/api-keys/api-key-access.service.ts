import { Injectable } from '@nestjs/common';
import { type Permission, personalPermissions } from '@classy-book/contracts/permissions';
import { Clock } from '../../common/clock/clock.js';
import type { Origin } from '../../common/events/actor.js';
import type { ApiKeyPrincipal } from '../../common/http/request-context.js';
import { AccessPolicyService } from '../permissions/access-policy.service.js';
import type { Account } from '../users/users.service.js';
import { ApiKeyBudgetService } from './api-key-budget.service.js';
import { isApiKey } from './api-key-format.js';
import { ApiKeyRefusalsService } from './api-key-refusals.service.js';
import { ApiKeyUsesService } from './api-key-uses.service.js';
import { unusableKey, wrongAddress } from './api-keys.errors.js';
import { isWithin } from './key-ranges.js';
import { KnownApiKeys, type KnownKey } from './known-api-keys.js';

/**
 * Says who an API key stands for. What it may do is decided anew with each request: its scopes, as far as its owner holds
 * them now.
 */
@Injectable()
export class ApiKeyAccessService {
  constructor(
    private readonly known: KnownApiKeys,
    private readonly uses: ApiKeyUsesService,
    private readonly refusals: ApiKeyRefusalsService,
    private readonly budget: ApiKeyBudgetService,
    private readonly policy: AccessPolicyService,
    private readonly clock: Clock,
  ) {}

  /**
   * The machine behind a key that is used from `origin`. It may do nothing while its owner may not come in.
   * @throws AppError UNAUTHENTICATED for the key, FORBIDDEN for its address, RATE_LIMITED
   */
  async authenticate(apiKey: string, origin: Origin & { readonly ipAddress: string }): Promise<ApiKeyPrincipal> {
    const found = isApiKey(apiKey) ? await this.known.find(apiKey) : null;
    const now = this.clock.now();
    const dead = reasonOfDeath(found, now);
    if (found === null || dead !== null) {
      this.refusals.note({ found, reason: dead ?? 'unknown', origin });
      throw unusableKey();
    }
    const { key, owner } = found;
    if (!isWithin(key.allowedRanges, origin.ipAddress)) {
      this.refusals.note({ found, reason: 'not_permitted', origin });
      throw wrongAddress();
    }
    const apiKeyId = key._id.toHexString();
    await this.budget.spend({ keyId: apiKeyId, requestsPerMinute: key.requestsPerMinute, origin });
    this.uses.note(found, now, origin);
    const held = this.permissionsOf(owner, now);
    return {
      kind: 'api_key',
      apiKeyId,
      userId: owner.id,
      email: owner.email,
      role: owner.role,
      permissions: key.scopes.filter((scope) => held.includes(scope) && !personalPermissions.includes(scope)),
    };
  }

  // asked of the policy each time, because a custom role may have changed since the owner was looked up
  private permissionsOf(owner: Account, now: Date): readonly Permission[] {
    const isLocked = owner.lockedUntil !== null && owner.lockedUntil > now;
    if (isLocked || !owner.isActive || owner.profile.deleteAfter !== null) return [];
    const { permissions, restriction } = this.policy.accessOf({
      role: owner.role,
      secondFactorEnabled: owner.secondFactorEnabled,
      mustChangePassword: owner.profile.restriction === 'change_password',
    });
    return restriction === null ? permissions : [];
  }
}

function reasonOfDeath(found: KnownKey | null, now: Date): 'revoked' | 'expired' | null {
  if (found === null) return null;
  if (found.key.revokedAt !== null) return 'revoked';
  return found.key.expiresAt <= now ? 'expired' : null;
}
