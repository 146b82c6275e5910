import { Injectable } from '@nestjs/common';
import type { IncidentDetail, ReportIncidentRequest } from '@classy-book/contracts/incidents';
import { mongo } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { actorName } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { DatabaseService } from '../../database/database.service.js';
import { INCIDENTS_TURN } from './findings-intake.service.js';
import { IncidentIntakeRepository } from './incident-intake.repository.js';
import { toIncident } from './incident.mapper.js';
import { reportedEntries, reportedIncident } from './reported-incident.js';
import { IncidentsService } from './incidents.service.js';

/** Incidents that people report: what no rule has seen. */
@Injectable()
export class IncidentReportsService {
  constructor(
    private readonly intake: IncidentIntakeRepository,
    private readonly incidents: IncidentsService,
    private readonly database: DatabaseService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** Makes an incident; it joins none that is there. @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY */
  async report(request: ReportIncidentRequest, { actor, origin }: Caller): Promise<IncidentDetail> {
    const draft = reportedIncident(request, this.clock.now());
    const entries = reportedEntries(draft, request.note, actorName(actor)).map((entry) => ({
      _id: new mongo.ObjectId(),
      ...entry,
    }));
    const incident = await this.database.takeTurn(INCIDENTS_TURN, async (session) => {
      const number = await this.intake.takeNumbers(1, session);
      const numbered = { ...draft, number, entries: entries.length };
      await this.intake.insert([numbered], session);
      await this.intake.insertEntries(entries, session);
      return numbered;
    });
    await this.events.publish('incident.changed', {
      change: 'opened',
      incident: toIncident(incident),
      changes: [],
      actor,
      origin,
    });
    return await this.incidents.detailOf(incident);
  }
}
