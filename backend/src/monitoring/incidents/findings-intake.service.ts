import { Injectable, Logger } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import { type Finding, FindingsPort } from './findings.port.js';
import { IncidentAnnouncementsService } from './incident-announcements.service.js';
import { IncidentIntakeRepository } from './incident-intake.repository.js';
import { type TakenIncident, TakenFindings } from './taken-findings.js';

/** The turn in which incidents are opened and extended, one after the other in all processes. */
export const INCIDENTS_TURN = 'incidents';

const AT_ONCE = 100;
const TRIES = 10;

/** Makes or extends incidents of what the detection rules find. */
@Injectable()
export class FindingsIntakeService extends FindingsPort {
  private readonly logger = new Logger(FindingsIntakeService.name);

  constructor(
    private readonly repository: IncidentIntakeRepository,
    private readonly announcements: IncidentAnnouncementsService,
    private readonly database: DatabaseService,
  ) {
    super();
  }

  override async accept(findings: readonly Finding[]): Promise<void> {
    for (let start = 0; start < findings.length; start += AT_ONCE) {
      const taken = await this.takeAll(findings.slice(start, start + AT_ONCE));
      for (const one of taken) await this.announce(one);
    }
  }

  // people may write to the same incidents meanwhile: then it is looked at once more
  private async takeAll(findings: readonly Finding[]): Promise<readonly TakenIncident[]> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const taken = await this.tryToTake(findings);
      if (taken !== null) return taken;
    }
    throw new Error('findings could not be stored: their incidents are changed all the time');
  }

  private async tryToTake(findings: readonly Finding[]): Promise<readonly TakenIncident[] | null> {
    try {
      return await this.database.takeTurn(INCIDENTS_TURN, async (session) => {
        const candidates = await Promise.all(
          byDryRun(findings).map(async (some) => {
            const joins = [...new Set(some.flatMap((finding) => finding.joins))];
            const since = new Date(Math.min(...some.map((finding) => finding.firstSeen.getTime())));
            return await this.repository.findCandidates(joins, since, some[0]?.dryRun ?? false, session);
          }),
        );
        let opened = 0;
        // numbers are taken when it is known how many it takes
        const taken = new TakenFindings(candidates.flat(), () => (opened += 1));
        for (const finding of findings) taken.take(finding);
        const fresh = taken.incidents.filter(({ isNew }) => isNew).map(({ incident }) => incident);
        if (fresh.length > 0) {
          const first = await this.repository.takeNumbers(fresh.length, session);
          for (const incident of fresh) incident.number += first - 1;
        }
        await this.repository.insert(fresh, session);
        const extended = taken.incidents.filter(({ isNew }) => !isNew).map(({ incident }) => incident);
        if (!(await this.repository.extend(extended, session))) throw new MetSomebody();
        await this.repository.insertEntries(taken.entries, session);
        return taken.incidents;
      });
    } catch (error) {
      if (error instanceof MetSomebody) return null;
      throw error;
    }
  }

  // what is stored stays stored: who was not told of a new incident now is told later
  private async announce({ incident, isNew, escalatedFrom, silent }: TakenIncident): Promise<void> {
    if (silent) return;
    try {
      if (isNew) await this.announcements.opened(incident);
      else if (escalatedFrom !== null) await this.announcements.escalated(incident, escalatedFrom);
      else this.announcements.extended(incident);
    } catch (error) {
      this.logger.warn({ err: error, incident: incident.number }, 'an incident could not be announced yet');
    }
  }
}

/** The transaction is undone, and begun anew. */
class MetSomebody extends Error {}

function byDryRun(findings: readonly Finding[]): (readonly Finding[])[] {
  const parts = [findings.filter(({ dryRun }) => !dryRun), findings.filter(({ dryRun }) => dryRun)];
  return parts.filter((part) => part.length > 0);
}
