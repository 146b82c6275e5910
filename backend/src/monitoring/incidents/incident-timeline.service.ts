import type { IncidentTimelineEntry, IncidentTimelineQuery } from '@classy-book/contracts/incidents';
import { Injectable } from '@nestjs/common';
import { Page } from '../../common/response/page.js';
import { type EntryPlace, IncidentEntryRepository } from './incident-entry.repository.js';
import { toEntry, toEvidence } from './incident.mapper.js';
import { IncidentRepository } from './incident.repository.js';
import { noSuchIncident, refused } from './incidents.errors.js';

/** The story of an incident: its own entries together with what the audit log tells of it. */
@Injectable()
export class IncidentTimelineService {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly entries: IncidentEntryRepository,
  ) {}

  /**
   * One page, oldest first.
   * @throws AppError NOT_FOUND; VALIDATION_FAILED for a cursor of another list
   */
  async list(id: string, { cursor, limit }: IncidentTimelineQuery): Promise<Page<IncidentTimelineEntry>> {
    const place = cursor === undefined ? null : readPlace(cursor);
    const incident = await this.incidents.find(id);
    if (incident === null) throw noSuchIncident();
    const [own, evidence] = await Promise.all([
      this.entries.page(id, place, limit + 1),
      this.entries.findEvidence(incident.evidence),
    ]);
    const all = [...own.map(toEntry), ...evidence.map(toEvidence).filter((entry) => isBehind(entry, place))];
    return Page.from(all.sort(byTime), limit, ({ at, id: entryId }) => `${String(Date.parse(at))}-${entryId}`);
  }
}

function readPlace(cursor: string): EntryPlace {
  const [, ms = '', id = ''] = /^(\d{1,15})-([0-9a-f]{24})$/.exec(cursor) ?? [];
  if (id === '') throw refused('cursor', 'is not a cursor of this list');
  return { at: new Date(Number(ms)), id };
}

function isBehind(entry: IncidentTimelineEntry, place: EntryPlace | null): boolean {
  if (place === null) return true;
  const at = Date.parse(entry.at);
  return at > place.at.getTime() || (at === place.at.getTime() && entry.id > place.id);
}

function byTime(a: IncidentTimelineEntry, b: IncidentTimelineEntry): number {
  return Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1);
}
