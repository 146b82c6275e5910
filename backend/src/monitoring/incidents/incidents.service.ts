import { Injectable } from '@nestjs/common';
import type { Incident, IncidentDetail, IncidentKind, IncidentListQuery } from '@classy-book/contracts/incidents';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { Page } from '../../common/response/page.js';
import { ContainedEntitiesService } from './contained-entities.service.js';
import { readCursor, sortOf, writeCursor } from './incident-cursor.js';
import { toContainment, toEntity, toIncident } from './incident.mapper.js';
import { behind, toIncidentQuery } from './incident-query.js';
import { IncidentRepository, type IncidentRow } from './incident.repository.js';
import type { IncidentDocument } from './incident.schema.js';
import { noSuchIncident } from './incidents.errors.js';

/** How often a rule had a part in an incident. */
export interface RuleCount {
  readonly found: number;
  readonly foundDry: number;
  readonly lastFoundAt: Date | null;
}

/** The incidents as the desk reads them. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly contained: ContainedEntitiesService,
  ) {}

  /**
   * One page of the incidents that a filter keeps. What is there when the first page is read is met exactly once, unless
   * what is sorted by changes meanwhile.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  async list({ sort, cursor, limit, ...filter }: IncidentListQuery, { principal }: Caller): Promise<Page<Incident>> {
    const query = toIncidentQuery(filter, principal);
    const rest = cursor === undefined ? query : behind(query, readCursor(cursor, sort));
    const found = await this.incidents.page(rest, sortOf(sort), limit + 1);
    const { items, pagination } = Page.from(found, limit, (row) => cursorOf(row, sort));
    return new Page(items.map(toIncident), pagination);
  }

  /** An incident with its entities. @throws AppError NOT_FOUND */
  async describe(id: string): Promise<IncidentDetail> {
    const incident = await this.incidents.find(id);
    if (incident === null) throw noSuchIncident();
    return await this.detailOf(incident);
  }

  /** The detail of an incident that was read already. */
  async detailOf(incident: IncidentDocument): Promise<IncidentDetail> {
    const contained = await this.contained.of(incident.entities);
    return {
      ...toIncident(incident),
      entities: incident.entities.map((entity, index) => toEntity(entity, contained[index] ?? false)),
      facts: { ...incident.facts },
      containment: incident.containment === null ? null : toContainment(incident.containment),
    };
  }

  /** How many incidents each rule had a part in since a moment; rules that had none are left out. */
  async countByKind(since: Date): Promise<ReadonlyMap<IncidentKind, RuleCount>> {
    const counts = new Map<IncidentKind, RuleCount>();
    for (const { kind, dryRun, count, last } of await this.incidents.countByKind(since)) {
      const { found, foundDry, lastFoundAt } = counts.get(kind) ?? { found: 0, foundDry: 0, lastFoundAt: null };
      counts.set(kind, {
        found: found + (dryRun ? 0 : count),
        foundDry: foundDry + (dryRun ? count : 0),
        lastFoundAt: lastFoundAt !== null && lastFoundAt > last ? lastFoundAt : last,
      });
    }
    return counts;
  }

  /** How many incidents are open or acknowledged; what rules found that only watch is left out. */
  async openCount(): Promise<number> {
    return (await this.incidents.countOpenBySeverity()).reduce((sum, { count }) => sum + count, 0);
  }
}

function cursorOf(row: IncidentRow, sort: IncidentListQuery['sort']): string {
  const { field } = sortOf(sort);
  const value = field === 'severityRank' ? row.severityRank : row[field].getTime();
  return writeCursor({ sort, value, id: row._id.toHexString() });
}
