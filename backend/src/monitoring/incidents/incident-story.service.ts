import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/http/parameters.decorator.js';
import type { IncidentChanged } from '../../common/events/desk-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import { DatabaseService } from '../../database/database.service.js';
import { IncidentEntryRepository } from './incident-entry.repository.js';
import type { IncidentEntryDocument } from './incident-entry.schema.js';
import { toIncident } from './incident.mapper.js';
import { IncidentRepository } from './incident.repository.js';
import type { IncidentDocument } from './incident.schema.js';
import { changedMeanwhile, noSuchIncident, timelineFull } from './incidents.errors.js';

/** What a person's change of an incident consists of. */
export interface StoryChange {
  readonly fields: Partial<IncidentDocument>;
  readonly changes: IncidentChanged['changes'];
  readonly entries: readonly IncidentEntryDocument[];
  /** When all entries go from now on; undefined leaves them as they are. */
  readonly entriesUntil?: Date | null | undefined;
}

const MAX_ENTRIES = 5_000;
// findings may write to the same incident meanwhile
const TRIES = 20;

/** Writes what people do to an incident: the incident and its timeline together, and then the audit log. */
@Injectable()
export class IncidentStoryService {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly entries: IncidentEntryRepository,
    private readonly database: DatabaseService,
    private readonly events: EventBus,
  ) {}

  /**
   * Changes an incident that still has the version that the person saw, and tells of it.
   * @param version null where it does not matter
   * @param decide what is to change, looking at the incident as it is; null for nothing. May be asked more than once
   * @returns the incident as it is then
   * @throws AppError NOT_FOUND, CONFLICT, LIMIT_REACHED, and what `decide` throws
   */
  async change(
    id: string,
    version: number | null,
    { actor, origin }: Pick<Caller, 'actor' | 'origin'>,
    decide: (before: IncidentDocument) => StoryChange | null,
  ): Promise<IncidentDocument> {
    const { after, change } = await this.write(id, version, decide);
    if (change === null) return after;
    const incident = toIncident(after);
    const { changes } = change;
    await this.events.publish('incident.changed', { change: 'updated', incident, changes, actor, origin });
    return after;
  }

  /** The same, and nobody is told. */
  async write(
    id: string,
    version: number | null,
    decide: (before: IncidentDocument) => StoryChange | null,
  ): Promise<{ readonly after: IncidentDocument; readonly change: StoryChange | null }> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const before = await this.incidents.find(id);
      if (before === null) throw noSuchIncident();
      if (version !== null && before.version !== version) throw changedMeanwhile();
      const change = decide(before);
      if (change === null) return { after: before, change };
      const after = await this.store(before, change);
      if (after !== null) return { after, change };
    }
    throw changedMeanwhile();
  }

  /** Adds a note. @throws AppError NOT_FOUND, LIMIT_REACHED */
  async note(
    id: string,
    entry: IncidentEntryDocument,
    { actor, origin }: Pick<Caller, 'actor' | 'origin'>,
  ): Promise<IncidentEntryDocument> {
    const stored = await this.database.transaction(async (session) => {
      const row = await this.incidents.addEntry(id, MAX_ENTRIES, session);
      if (row === null) return null;
      const kept = { ...entry, purgeAt: row.purgeAt };
      await this.entries.insert([kept], session);
      return { row, kept };
    });
    if (stored === null) throw (await this.incidents.find(id)) === null ? noSuchIncident() : timelineFull();
    await this.events.publish('incident.noted', { incidentId: id, number: stored.row.number, actor, origin });
    return stored.kept;
  }

  private async store(before: IncidentDocument, change: StoryChange): Promise<IncidentDocument | null> {
    const { fields, entries, entriesUntil } = change;
    if (before.entries + entries.length > MAX_ENTRIES) throw timelineFull();
    return await this.database.transaction(async (session) => {
      const counted = { ...fields, version: before.version + 1, entries: before.entries + entries.length };
      const after = await this.incidents.change(before, counted, session);
      if (after === null) return null;
      if (entriesUntil !== undefined) await this.entries.keepUntil(before._id, entriesUntil, session);
      await this.entries.insert(entries, session);
      return after;
    });
  }
}
