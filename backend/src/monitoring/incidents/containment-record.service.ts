import { Injectable } from '@nestjs/common';
import { mongo } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { actorName } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import type { IncidentEntryDocument } from './incident-entry.schema.js';
import { toResults } from './incident.mapper.js';
import { IncidentRepository } from './incident.repository.js';
import type { ContainmentActionDocument, ContainmentDocument, IncidentDocument } from './incident.schema.js';
import { IncidentStoryService } from './incident-story.service.js';
import { changedMeanwhile, noSuchIncident } from './incidents.errors.js';

// a containment that is not over by then was left behind by a process that died
const LEASE_MS = 60_000;

/** Keeps on record how far a containment has come, so that whoever goes on with it knows. */
@Injectable()
export class ContainmentRecordService {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly story: IncidentStoryService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND; CONFLICT where it has another version by now */
  async read(id: string, version: number): Promise<IncidentDocument> {
    const incident = await this.incidents.find(id);
    if (incident === null) throw noSuchIncident();
    if (incident.version !== version) throw changedMeanwhile();
    return incident;
  }

  /**
   * Begins to contain, or to undo it: of two at once, one may.
   * @throws AppError NOT_FOUND, CONFLICT, and what `start` throws
   */
  async begin(
    id: string,
    version: number,
    start: (before: IncidentDocument) => ContainmentDocument,
  ): Promise<IncidentDocument> {
    const { after } = await this.story.write(id, version, (before) => {
      if (this.isUnderWay(before.containment)) throw underWay();
      return { fields: { containment: start(before) }, changes: [], entries: [] };
    });
    return after;
  }

  /** Notes what became of one action. */
  async note(incident: IncidentDocument, index: number, action: ContainmentActionDocument): Promise<void> {
    await this.incidents.noteAction(incident._id, index, action);
  }

  /** Ends a containment, and tells what became of the asked actions. */
  async finish(id: string, asked: ReadonlySet<string>, caller: Caller): Promise<IncidentDocument> {
    const now = this.clock.now();
    const after = await this.story.change(id, null, caller, (before) => {
      const containment = runningOf(before);
      const results = toResults(containment.actions.filter((action) => asked.has(action.id)));
      const helped = results.some(({ outcome }) => outcome !== 'failed');
      return {
        fields: {
          containment: { ...containment, state: 'done' },
          containedAt: before.containedAt ?? (helped ? now : null),
        },
        changes: [{ field: 'containment', from: null, to: 'contained' }],
        entries: [entryOf(before, 'contained', { until: containment.until.toISOString(), results }, now, caller)],
      };
    });
    await this.tell('contained', after, asked, caller);
    return after;
  }

  /** Ends the undoing of a containment. What somebody was not allowed to undo is left to somebody who is. */
  async finishUndoing(id: string, caller: Caller): Promise<IncidentDocument> {
    const now = this.clock.now();
    const after = await this.story.change(id, null, caller, (before) => {
      const containment = runningOf(before);
      const isLeft = containment.actions.some(({ mark }) => mark !== null);
      const rest = isLeft ? { state: 'done' as const, undoneAt: null, undoneBy: null } : { state: 'undone' as const };
      return {
        fields: { containment: { ...containment, ...rest }, containedAt: isLeft ? before.containedAt : null },
        changes: [{ field: 'containment', from: 'contained', to: isLeft ? 'contained' : 'undone' }],
        entries: [entryOf(before, 'undone', { results: toResults(containment.actions) }, now, caller)],
      };
    });
    await this.tell('undone', after, null, caller);
    return after;
  }

  private async tell(
    change: 'contained' | 'undone',
    { _id, number, containment }: IncidentDocument,
    asked: ReadonlySet<string> | null,
    { actor, origin }: Caller,
  ): Promise<void> {
    const actions = (containment?.actions ?? []).filter(({ id }) => asked?.has(id) ?? true);
    const incidentId = _id.toHexString();
    await this.events.publish('incident.contained', {
      change,
      incidentId,
      number,
      results: toResults(actions),
      actor,
      origin,
    });
  }

  private isUnderWay(containment: ContainmentDocument | null): boolean {
    if (containment?.state !== 'running' && containment?.state !== 'undoing') return false;
    const since = containment.undoneAt ?? containment.at;
    return this.clock.now().getTime() - since.getTime() < LEASE_MS;
  }
}

function runningOf({ containment }: IncidentDocument): ContainmentDocument {
  if (containment === null) throw changedMeanwhile();
  return containment;
}

function entryOf(
  { _id: incidentId, purgeAt }: IncidentDocument,
  type: 'contained' | 'undone',
  details: IncidentEntryDocument['details'],
  at: Date,
  { actor }: Caller,
): IncidentEntryDocument {
  return { _id: new mongo.ObjectId(), incidentId, at, type, actor: actorName(actor), text: null, details, purgeAt };
}

function underWay(): AppError {
  return new AppError('CONFLICT', 'Somebody is containing this incident right now. Look at it again in a minute.');
}
