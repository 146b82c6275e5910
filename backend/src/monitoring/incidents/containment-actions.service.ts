import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { NO_ORIGIN } from '../../common/events/actor.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { AccountCareService } from '../../security/admin-management/account-care.service.js';
import { AuthorityService } from '../../security/admin-management/authority.service.js';
import { ApiKeysService } from '../../security/api-keys/api-keys.service.js';
import { BlockedAddressesService } from '../../security/blocked-addresses/blocked-addresses.service.js';
import { UsersService } from '../../security/users/users.service.js';
import type { ContainmentActionDocument, ContainmentMark, EntityDocument } from './incident.schema.js';

/** What the actions of a containment have in common. */
export interface ContainmentOrder {
  /** Stands on blocks and locks, and says whose they are. */
  readonly reason: string;
  readonly minutes: number;
  readonly entities: readonly EntityDocument[];
  readonly caller: Caller;
}

type Outcome = Pick<ContainmentActionDocument, 'outcome' | 'problem' | 'mark'>;

const DONE: Outcome = { outcome: 'done', problem: null, mark: null };
const SKIPPED: Outcome = { outcome: 'skipped', problem: null, mark: null };
const CHANGED_SINCE = 'It was changed or has ended since, so it stays as it is.';

/**
 * Carries out single actions of a containment and undoes them. Whether the caller may is asked of those who do it. What
 * is so already is skipped, so an action can be carried out again.
 */
@Injectable()
export class ContainmentActionsService {
  constructor(
    private readonly addresses: BlockedAddressesService,
    private readonly care: AccountCareService,
    private readonly authority: AuthorityService,
    private readonly apiKeys: ApiKeysService,
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {}

  /** @throws what is no refusal, such as the driver's error: then nobody knows, and it can be carried out again */
  async carryOut({ type, target }: ContainmentActionDocument, order: ContainmentOrder): Promise<Outcome> {
    return await refusalAsProblem(async () => {
      switch (type) {
        case 'block_network':
          return await this.block(target, order);
        case 'lock_account':
          return await this.lock(target, order);
        case 'end_sessions':
          return (await this.care.endSessionsByEmail(target, order.caller)).ended > 0 ? DONE : SKIPPED;
        case 'revoke_key':
          return (await this.revokeKey(target, order)) ? DONE : SKIPPED;
      }
    });
  }

  /** Lifts what an action set, where it is still as it was set. @throws as `carryOut` */
  async undo(action: ContainmentActionDocument, caller: Caller): Promise<Outcome> {
    const { type, target, mark } = action;
    if (mark === null) return action;
    const undone = await refusalAsProblem(async () => {
      const lifted =
        type === 'block_network'
          ? await this.liftBlock(target, mark, caller)
          : await this.care.liftLock(target, { reason: mark.reason, lockedUntil: mark.until }, caller);
      return { outcome: lifted ? 'undone' : 'skipped', problem: lifted ? null : CHANGED_SINCE, mark: null };
    });
    // what was refused is still in force
    return undone.outcome === 'failed' ? { outcome: 'done', problem: undone.problem, mark } : undone;
  }

  private async block(network: string, { reason, minutes, caller }: ContainmentOrder): Promise<Outcome> {
    if (!caller.principal.permissions.includes('monitoring:block')) throw notAllowed();
    const inForce = this.addresses.around(network);
    const own = inForce.find(({ range }) => range === network);
    // left behind by a containment that broke off
    if (own?.reason === reason && own.blockedUntil !== null) {
      return { ...DONE, mark: { blockId: own.id, reason, until: new Date(own.blockedUntil), replaced: null } };
    }
    if (inForce.some(({ source }) => source !== 'auto')) return SKIPPED;
    const request = { address: network, reason, durationMinutes: minutes, confirmSelf: true };
    const block = await this.addresses.block(request, caller, 'rule');
    const until = block.blockedUntil === null ? null : new Date(block.blockedUntil);
    if (until === null) throw new Error('a block with an end has none');
    const replaced =
      own?.source === 'auto' && own.blockedUntil !== null
        ? { attempts: own.attempts, until: new Date(own.blockedUntil) }
        : null;
    return { ...DONE, mark: { blockId: block.id, reason, until, replaced } };
  }

  private async lock(email: string, { reason, minutes, caller }: ContainmentOrder): Promise<Outcome> {
    const account = await this.users.findByEmail(email);
    const lockedUntil = account?.lockedUntil ?? null;
    if (lockedUntil !== null && lockedUntil > this.clock.now()) {
      const isOurs = account?.lockReason === reason;
      return isOurs ? { ...DONE, mark: { blockId: null, reason, until: lockedUntil, replaced: null } } : SKIPPED;
    }
    const locked = await this.care.lockByEmail(email, { reason, durationMinutes: minutes }, caller);
    return { ...DONE, mark: { blockId: null, reason, until: new Date(locked.lockedUntil), replaced: null } };
  }

  private async revokeKey(keyId: string, { entities, caller }: ContainmentOrder): Promise<boolean> {
    const userId = entities.find(({ type, value }) => type === 'api_key' && value === keyId)?.userId ?? '';
    const { id, email } = await this.authority.target(userId, 'end_sessions', caller);
    return await this.apiKeys.revokeOf({ userId: id, email }, keyId, caller);
  }

  private async liftBlock(network: string, { blockId, replaced }: ContainmentMark, caller: Caller): Promise<boolean> {
    if (!caller.principal.permissions.includes('monitoring:block')) throw notAllowed();
    if (blockId === null || !(await this.addresses.lift(blockId, caller))) return false;
    if (replaced !== null && replaced.until > this.clock.now()) {
      const address = network.replace(/\/\d+$/, '');
      await this.addresses.blockAfterFailures(address, replaced.attempts, replaced.until, NO_ORIGIN);
    }
    return true;
  }
}

async function refusalAsProblem(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { outcome: 'failed', problem: error.message, mark: null };
  }
}

function notAllowed(): AppError {
  return new AppError('FORBIDDEN', 'Your role does not allow this. Ask an administrator if you need it.');
}
