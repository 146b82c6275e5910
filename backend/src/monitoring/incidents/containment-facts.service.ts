import { Injectable } from '@nestjs/common';
import type { ContainmentAction } from '@classy-book/contracts/containment';
import { Clock } from '../../common/clock/clock.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { ApiKeysService } from '../../security/api-keys/api-keys.service.js';
import { AuthorityService } from '../../security/admin-management/authority.service.js';
import { BlockedAddressesService } from '../../security/blocked-addresses/blocked-addresses.service.js';
import { SessionsService } from '../../security/sessions/sessions.service.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import type { Account } from '../../security/users/users.service.js';
import type { AccountFacts, KeyFacts, NetworkFacts } from './containment-plan.js';
import type { EntityDocument, IncidentDocument } from './incident.schema.js';

type Obstacle = ContainmentAction['obstacle'];

/** Finds out what the plan of an incident needs to know of accounts, networks and keys, for whoever asks. */
@Injectable()
export class ContainmentFactsService {
  constructor(
    private readonly addresses: BlockedAddressesService,
    private readonly directory: UserDirectoryService,
    private readonly authority: AuthorityService,
    private readonly sessions: SessionsService,
    private readonly apiKeys: ApiKeysService,
    private readonly clock: Clock,
  ) {}

  /** @param shared the networks from which people signed in before the incident began */
  networks({ entities }: IncidentDocument, shared: ReadonlySet<string>, caller: Caller): NetworkFacts[] {
    return entities
      .filter(({ type, start }) => type === 'network' && start !== null)
      .map(({ value }) => ({
        network: value,
        isShared: shared.has(value),
        obstacle: this.networkObstacle(value, caller),
      }));
  }

  /** The accounts that exist, and those that do not any more although somebody came in. */
  async accounts({ entities }: IncidentDocument, caller: Caller): Promise<AccountFacts[]> {
    const named = entities.filter(({ type }) => type === 'account');
    const owners = entities.flatMap(({ type, userId }) => (type === 'session' && userId !== null ? [userId] : []));
    const known = await this.directory.findByEmails(named.map(({ value }) => value));
    const missing = [...new Set(owners)].filter((id) => !known.some((account) => account.id === id));
    const others = (await Promise.all(missing.map(async (id) => await this.directory.find(id)))).filter(
      (account) => account !== null,
    );
    const living = await this.sessions.countLivingOf([...known, ...others].map(({ id }) => id));
    const byEmail = new Map(named.map((entity) => [entity.value, entity]));
    const found = [...known, ...others].map((account): AccountFacts => {
      const livingSessions = living.get(account.id) ?? 0;
      return {
        email: account.email,
        cameIn: (byEmail.get(account.email)?.succeeded ?? 0) > 0,
        ownsSession: owners.includes(account.id),
        livingSessions,
        lockObstacle: this.lockObstacle(account, caller),
        sessionsObstacle:
          this.obstacleOf('end_sessions', account, caller) ?? (livingSessions === 0 ? 'already_done' : null),
      };
    });
    return [...found, ...gone(named, known)].sort((a, b) => Number(b.cameIn) - Number(a.cameIn));
  }

  async keys({ entities }: IncidentDocument, caller: Caller): Promise<KeyFacts[]> {
    const named = entities.filter(({ type }) => type === 'api_key');
    return await Promise.all(
      named.map(async ({ value, userId }) => ({
        keyId: value,
        obstacle: await this.keyObstacle(value, userId, caller),
      })),
    );
  }

  private networkObstacle(network: string, caller: Caller): Obstacle {
    if (!caller.principal.permissions.includes('monitoring:block')) return 'higher_role';
    if (this.addresses.isAllowed(network) !== null) return 'allowed_address';
    // a block of the rules keeps strangers out only, and not for long
    if (this.addresses.around(network).some(({ source }) => source !== 'auto')) return 'already_done';
    return this.addresses.needsConfirmation(network, caller) ? 'own_address' : null;
  }

  private lockObstacle(account: Account, caller: Caller): Obstacle {
    const refusal = this.obstacleOf('lock', account, caller);
    if (refusal !== null) return refusal;
    return account.lockedUntil !== null && account.lockedUntil > this.clock.now() ? 'already_done' : null;
  }

  private async keyObstacle(keyId: string, userId: string | null, caller: Caller): Promise<Obstacle> {
    const owner = userId === null ? null : await this.directory.find(userId);
    if (owner === null) return 'unknown_account';
    const key = (await this.apiKeys.list(owner.id)).find(({ id }) => id === keyId);
    if (key === undefined || key.revokedAt !== null || new Date(key.expiresAt) <= this.clock.now())
      return 'already_done';
    return this.obstacleOf('end_sessions', owner, caller);
  }

  private obstacleOf(action: 'lock' | 'end_sessions', account: Account, caller: Caller): Obstacle {
    if (account.id === caller.principal.userId) return 'own_account';
    if (account.isPrimaryAdmin) return 'protected_account';
    return this.authority.refusalOf(action, caller, account) === null ? null : 'higher_role';
  }
}

// nothing can be done to them, but whoever reads the plan is to know
function gone(named: readonly EntityDocument[], known: readonly Account[]): AccountFacts[] {
  const emails = new Set(known.map(({ email }) => email));
  return named
    .filter(({ value, succeeded }) => succeeded > 0 && !emails.has(value))
    .map(({ value }) => ({
      email: value,
      cameIn: true,
      ownsSession: false,
      livingSessions: 0,
      lockObstacle: 'unknown_account',
      sessionsObstacle: 'unknown_account',
    }));
}
