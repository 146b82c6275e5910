import { Injectable } from '@nestjs/common';
import type { ContainmentAction, ContainRequest, UndoContainmentRequest } from '@classy-book/contracts/containment';
import type { IncidentDetail } from '@classy-book/contracts/incidents';
import { Clock } from '../../common/clock/clock.js';
import { actorName } from '../../common/events/actor.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { ContainmentActionsService } from './containment-actions.service.js';
import { ContainmentPlanService } from './containment-plan.service.js';
import { ContainmentRecordService } from './containment-record.service.js';
import type { ContainmentActionDocument, ContainmentDocument, IncidentDocument } from './incident.schema.js';
import { refused } from './incidents.errors.js';
import { IncidentsService } from './incidents.service.js';

/** Contains incidents: the chosen actions of the plan as one act, which can be undone as one. */
@Injectable()
export class ContainmentService {
  constructor(
    private readonly plans: ContainmentPlanService,
    private readonly actions: ContainmentActionsService,
    private readonly record: ContainmentRecordService,
    private readonly incidents: IncidentsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Carries out exactly the asked actions of a plan that is computed anew. It is in force on the very next request, in
   * every process. Where a process died in the middle, it can be asked for again.
   * @throws AppError NOT_FOUND; CONFLICT where somebody else was faster; VALIDATION_FAILED for an action that is not in
   *   the plan; SELF_BLOCK where one holds the caller's own address and they did not confirm it
   */
  async contain(id: string, request: ContainRequest, caller: Caller): Promise<IncidentDetail> {
    const seen = await this.record.read(id, request.version);
    const chosen = choose(await this.plans.actionsOf(seen, caller), request);
    const at = this.clock.now();
    const until = new Date(at.getTime() + request.minutes * 60_000);
    const begun = await this.record.begin(id, request.version, (before): ContainmentDocument => {
      const kept = keptOf(before.containment, chosen);
      const fresh = chosen.filter((action) => !kept.some((one) => one.id === action.id)).map(toPending);
      const common = { state: 'running' as const, at, by: actorName(caller.actor), until };
      return { ...common, actions: [...kept, ...fresh], undoneAt: null, undoneBy: null };
    });
    await this.carryOut(begun, request.minutes, caller);
    const asked = new Set(chosen.map((action) => action.id));
    return await this.incidents.detailOf(await this.record.finish(id, asked, caller));
  }

  /**
   * Lifts the blocks and locks that containing made, where they are still as they were made. Sessions and keys that have
   * ended stay so; what the caller may not lift stays too, and can be undone by somebody who may.
   * @throws AppError NOT_FOUND; CONFLICT where somebody else was faster, or there is nothing to undo
   */
  async undo(id: string, { version }: UndoContainmentRequest, caller: Caller): Promise<IncidentDetail> {
    const begun = await this.record.begin(id, version, ({ containment }) => {
      if (containment === null || containment.state === 'undone') throw nothingToUndo();
      return { ...containment, state: 'undoing', undoneAt: this.clock.now(), undoneBy: actorName(caller.actor) };
    });
    const actions = begun.containment?.actions ?? [];
    for (const [index, action] of actions.entries()) {
      if (action.mark === null) continue;
      await this.record.note(begun, index, { ...action, ...(await this.actions.undo(action, caller)) });
    }
    return await this.incidents.detailOf(await this.record.finishUndoing(id, caller));
  }

  private async carryOut(begun: IncidentDocument, minutes: number, caller: Caller): Promise<void> {
    const reason = `Incident #${String(begun.number)}`;
    const order = { reason, minutes, entities: begun.entities, caller };
    for (const [index, action] of (begun.containment?.actions ?? []).entries()) {
      if (action.outcome !== null) continue;
      await this.record.note(begun, index, { ...action, ...(await this.actions.carryOut(action, order)) });
    }
  }
}

function choose(plan: readonly ContainmentAction[], request: ContainRequest): ContainmentAction[] {
  const wanted = new Set(request.actions);
  const missing = request.actions.findIndex((id) => !plan.some((action) => action.id === id));
  if (missing !== -1) throw refused(`actions.${String(missing)}`, 'is not in the plan of this incident');
  const chosen = plan.filter(({ id }) => wanted.has(id));
  const own = chosen.filter(({ obstacle }) => obstacle === 'own_address');
  if (own.length > 0 && !request.confirmSelf) {
    throw new AppError(
      'SELF_BLOCK',
      `${own.map(({ target }) => target).join(', ')} holds your own address or the server's. Confirm to block it all the same.`,
      {
        details: own.map(({ target }) => ({ path: 'actions', message: target })),
      },
    );
  }
  // who came in is thrown out before the door is shut, so that no result hides another
  return [...chosen].sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
}

const ORDER = ['revoke_key', 'end_sessions', 'lock_account', 'block_network'];

// what an earlier containment set and is not undone yet, so that it is undone with the rest
function keptOf(before: ContainmentDocument | null, chosen: readonly ContainmentAction[]): ContainmentActionDocument[] {
  if (before === null || before.state === 'undone') return [];
  const asked = new Set(chosen.filter(({ obstacle }) => obstacle !== 'already_done').map(({ id }) => id));
  return before.actions.filter(({ id, mark }) => mark !== null && !asked.has(id));
}

function toPending({ id, type, target, obstacle }: ContainmentAction): ContainmentActionDocument {
  const problem = obstacle === null ? null : PROBLEMS[obstacle];
  return { id, type, target, outcome: problem === null ? null : 'failed', problem, mark: null };
}

/** Why an action that somebody asks for is not even tried; null for those that say it themselves, or were confirmed. */
const PROBLEMS: Readonly<Record<NonNullable<ContainmentAction['obstacle']>, string | null>> = {
  own_address: null,
  already_done: null,
  allowed_address: 'The allow list wins over a block of this network.',
  protected_account: 'The primary administrator is protected.',
  higher_role: 'Your role does not allow this.',
  own_account: 'Use your own account page for your own account.',
  unknown_account: 'There is no such account.',
};

function nothingToUndo(): AppError {
  return new AppError('CONFLICT', 'This incident is not contained: there is nothing to undo.');
}
