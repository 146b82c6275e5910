import { Injectable, Logger } from '@nestjs/common';
import type { BulkRequest, BulkResult, UserAction } from '@classy-book/contracts/users';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { FreshProofService } from '../permissions/fresh-proof.service.js';
import { UsersService } from '../users/users.service.js';
import { AccountCareService } from './account-care.service.js';
import { AuthorityService } from './authority.service.js';
import { StandingChangesService } from './standing-changes.service.js';

const AT_ONCE = 5;

/** One action on many people. Each of them is asked for on their own, and answered for on their own. */
@Injectable()
export class BulkService {
  private readonly logger = new Logger(BulkService.name);

  constructor(
    private readonly authority: AuthorityService,
    private readonly proofs: FreshProofService,
    private readonly users: UsersService,
    private readonly care: AccountCareService,
    private readonly standing: StandingChangesService,
  ) {}

  /**
   * Does it to everybody in the request, in its order; one who is named twice is done once.
   * @throws AppError FORBIDDEN where the caller may do this to nobody, STEP_UP_REQUIRED for a change of roles
   */
  async run(request: BulkRequest, caller: Caller): Promise<BulkResult[]> {
    const action: UserAction = request.action;
    await this.authority.requirePermission(action, caller);
    if (action === 'change_role') this.proofs.require(caller.principal);
    const ids = [...new Set(request.ids)];
    const results = new Map<string, BulkResult>();
    const waiting = [...ids];
    const work = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        results.set(id, await this.runOne(id, request, caller));
      }
    };
    // changes of roles take turns anyway
    const workers = action === 'change_role' ? 1 : AT_ONCE;
    await Promise.all(Array.from({ length: workers }, work));
    return ids.flatMap((id) => results.get(id) ?? []);
  }

  private async runOne(id: string, request: BulkRequest, caller: Caller): Promise<BulkResult> {
    let email: string | null = null;
    try {
      email = (await this.users.findById(id))?.email ?? null;
      await this.act(id, request, caller);
      return { id, email, ok: true, message: null };
    } catch (error) {
      if (error instanceof AppError) return { id, email, ok: false, message: error.message };
      this.logger.error({ err: error, action: request.action }, 'one row of a bulk action failed');
      return { id, email, ok: false, message: 'It could not be done just now. Try again in a moment.' };
    }
  }

  private async act(id: string, request: BulkRequest, caller: Caller): Promise<void> {
    switch (request.action) {
      case 'lock':
        await this.care.lock(id, request, caller);
        return;
      case 'unlock':
        await this.care.unlock(id, undefined, caller);
        return;
      case 'end_sessions':
        await this.care.endSessions(id, caller);
        return;
      case 'change_role':
        await this.standing.changeRole(id, request.role, caller);
    }
  }
}
