import { Injectable, Logger } from '@nestjs/common';
import { type Permission, personalPermissions } from '@classy-book/contracts/permissions';
import { Clock } from '../../common/clock/clock.js';
import type { Origin } from '../../common/events/actor.js';
import type { ApiKeyPrincipal } from '../../common/http/request-context.js';
import { AccessPolicyService } from '../permissions/access-policy.service.js';
import type { Account } from '../users/users.service.js';
import { ApiKeyBudgetService } from './api-key-budget.service.js';
import { isApiKey } from './api-key-format.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { unusableKey, wrongAddress } from './api-keys.errors.js';
import { isWithin } from './key-ranges.js';
import { KnownApiKeys, type KnownKey } from './known-api-keys.js';

const USE_NOTED_EVERY_MS = 60_000;

/**
 * Says who an API key stands for. What it may do is decided anew with each request: its scopes, as far as its owner holds
 * them now.
 */
@Injectable()
export class ApiKeyAccessService {
  private readonly logger = new Logger(ApiKeyAccessService.name);

  constructor(
    private readonly known: KnownApiKeys,
    private readonly keys: ApiKeyRepository,
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
    if (found === null || found.key.revokedAt !== null || found.key.expiresAt <= now) throw unusableKey();
    const { key, owner } = found;
    if (!isWithin(key.allowedRanges, origin.ipAddress)) throw wrongAddress();
    const apiKeyId = key._id.toHexString();
    await this.budget.spend({ keyId: apiKeyId, requestsPerMinute: key.requestsPerMinute, origin });
    this.noteUse(found, now, origin.ipAddress);
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

  private noteUse(found: KnownKey, now: Date, from: string): void {
    if (now.getTime() - found.useNotedAt < USE_NOTED_EVERY_MS) return;
    found.useNotedAt = now.getTime();
    const since = new Date(now.getTime() - USE_NOTED_EVERY_MS);
    this.keys.noteUse(found.key._id, now, from, since).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'could not note the use of an API key');
    });
  }
}
