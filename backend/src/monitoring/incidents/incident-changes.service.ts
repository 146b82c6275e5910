import { Inject, Injectable } from '@nestjs/common';
import type {
  IncidentDetail,
  IncidentPerson,
  IncidentTimelineEntry,
  UpdateIncidentRequest,
} from '@classy-book/contracts/incidents';
import { mongo } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { actorName } from '../../common/events/actor.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { AssigneesService } from './assignees.service.js';
import { changesOf, type FieldChange, isClosed } from './incident-changes.js';
import type { IncidentEntryDocument } from './incident-entry.schema.js';
import { toEntry } from './incident.mapper.js';
import { IncidentStoryService } from './incident-story.service.js';
import { IncidentsService } from './incidents.service.js';

const DAY_MS = 86_400_000;

/** What people do to incidents. */
@Injectable()
export class IncidentChangesService {
  constructor(
    private readonly story: IncidentStoryService,
    private readonly incidents: IncidentsService,
    private readonly assignees: AssigneesService,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * Changes state, severity or assignee.
   * @throws AppError NOT_FOUND; CONFLICT where somebody else was faster; VALIDATION_FAILED where the incident cannot be
   *   given to this person; LIMIT_REACHED where its timeline is full
   */
  async update(id: string, request: UpdateIncidentRequest, caller: Caller): Promise<IncidentDetail> {
    const assignee = await this.assigneeOf(request.assigneeId);
    const now = this.clock.now();
    const incident = await this.story.change(id, request.version, caller, (before) => {
      const { fields, changes } = changesOf(before, { ...request, assignee }, now);
      if (changes.length === 0) return null;
      const after = { ...before, ...fields };
      const purgeAt = this.purgeAtOf(after.closedAt);
      return {
        fields: { ...fields, purgeAt },
        changes,
        entries: changes.map((change) => this.entryOf(before._id, change, now, purgeAt, caller)),
        // an incident that is opened again keeps its story, one that is closed gives it up some day
        entriesUntil: isClosed(before.state) === isClosed(after.state) ? undefined : purgeAt,
      };
    });
    return await this.incidents.detailOf(incident);
  }

  /** Writes a note. @throws AppError NOT_FOUND, LIMIT_REACHED where the timeline is full */
  async note(id: string, text: string, caller: Caller): Promise<IncidentTimelineEntry> {
    const entry: IncidentEntryDocument = {
      _id: new mongo.ObjectId(),
      incidentId: mongo.ObjectId.createFromHexString(id),
      at: this.clock.now(),
      type: 'note',
      actor: actorName(caller.actor),
      text,
      details: {},
      purgeAt: null,
    };
    return toEntry(await this.story.note(id, entry, caller));
  }

  private async assigneeOf(id: string | null | undefined): Promise<IncidentPerson | null | undefined> {
    return id === null || id === undefined ? id : await this.assignees.require(id);
  }

  private purgeAtOf(closedAt: Date | null): Date | null {
    return closedAt === null ? null : new Date(closedAt.getTime() + this.config.retention.incidentDays * DAY_MS);
  }

  private entryOf(
    incidentId: mongo.ObjectId,
    { field, from, to }: FieldChange,
    at: Date,
    purgeAt: Date | null,
    { actor }: Caller,
  ): IncidentEntryDocument {
    const type: IncidentEntryDocument['type'] = field === 'assignee' ? 'assigned' : field;
    const what = { type, actor: actorName(actor), text: null, details: { from, to } };
    return { _id: new mongo.ObjectId(), incidentId, at, purgeAt, ...what };
  }
}
