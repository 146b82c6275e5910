import { Injectable } from '@nestjs/common';
import { incidentSeverities, type IncidentMetrics, type IncidentSeverity } from '@classy-book/contracts/incidents';
import { Clock } from '../../common/clock/clock.js';
import { measure } from './incident-figures.js';
import { IncidentRepository } from './incident.repository.js';

const DAY_MS = 86_400_000;

/** How well incidents are handled: time to detect, to contain, to close. */
@Injectable()
export class IncidentFiguresService {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly clock: Clock,
  ) {}

  /** The figures of the last days, today (in UTC) among them; what rules found that only watch is left out. */
  async read(days: number): Promise<IncidentMetrics> {
    const now = this.clock.now();
    const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
    const [open, incidents] = await Promise.all([
      this.incidents.countOpenBySeverity(),
      this.incidents.findTimes(new Date(today - (days - 1) * DAY_MS)),
    ]);
    const bySeverity = new Map(open.map(({ severity, count }) => [severity, count]));
    return {
      days,
      open: open.reduce((sum, { count }) => sum + count, 0),
      openBySeverity: Object.fromEntries(
        incidentSeverities.map((severity) => [severity, bySeverity.get(severity) ?? 0]),
      ) as Record<IncidentSeverity, number>,
      ...measure(incidents, days, now),
    };
  }
}
