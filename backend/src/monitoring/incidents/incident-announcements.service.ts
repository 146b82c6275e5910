import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { IncidentSeverity } from '@classy-book/contracts/incidents';
import { Clock } from '../../common/clock/clock.js';
import { NO_ORIGIN } from '../../common/events/actor.js';
import type { IncidentChanged } from '../../common/events/desk-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import { toIncident } from './incident.mapper.js';
import { IncidentRepository, type IncidentRow } from './incident.repository.js';

/** An incident that grows is told at most once in this time. */
const TELL_EVERY_MS = 2_000;
const MAX_WAITING = 1_000;
const LOOK_MS = 30_000;
const LATE_MS = 15_000;
const LATE_AT_ONCE = 50;

/** Tells of incidents that rules make, and of those that a process which died had no time to tell of. */
@Injectable()
export class IncidentAnnouncementsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(IncidentAnnouncementsService.name);
  // what was told lately, and whether something came on top since
  private readonly waiting = new Map<string, { timer: NodeJS.Timeout; grew: boolean }>();
  private looker: NodeJS.Timeout | undefined;
  private telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly incidents: IncidentRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const look = (): void => {
      this.telling = this.tellLate();
    };
    this.looker = setInterval(look, LOOK_MS).unref();
    look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.looker);
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
    await this.telling;
  }

  /** @throws what the recorder throws; then it is told later */
  async opened(row: IncidentRow): Promise<void> {
    await this.publish('opened', row, []);
    await this.incidents.markAnnounced(row._id);
    this.rest(row._id.toHexString());
  }

  /** @throws what the recorder throws */
  async escalated(row: IncidentRow, from: IncidentSeverity): Promise<void> {
    await this.publish('extended', row, [{ field: 'severity', from, to: row.severity }]);
  }

  /** More of an incident: told now, or soon where it was told a moment ago. */
  extended(row: IncidentRow): void {
    const id = row._id.toHexString();
    const waiting = this.waiting.get(id);
    if (waiting !== undefined) {
      waiting.grew = true;
      return;
    }
    this.tellExtended(() => Promise.resolve(row));
    this.rest(id);
  }

  private rest(id: string): void {
    if (this.waiting.has(id) || this.waiting.size >= MAX_WAITING) return;
    const timer = setTimeout(() => {
      const grew = this.waiting.get(id)?.grew ?? false;
      this.waiting.delete(id);
      if (!grew) return;
      // people may have changed it since
      this.tellExtended(async () => await this.incidents.find(id));
      this.rest(id);
    }, TELL_EVERY_MS).unref();
    this.waiting.set(id, { timer, grew: false });
  }

  private tellExtended(read: () => Promise<IncidentRow | null>): void {
    this.telling = this.tell(read);
  }

  private async tell(read: () => Promise<IncidentRow | null>): Promise<void> {
    try {
      const row = await read();
      if (row !== null) await this.publish('extended', row, []);
    } catch (error) {
      this.logger.debug({ err: error }, 'nobody was told that an incident grew; the lists show it');
    }
  }

  private async tellLate(): Promise<void> {
    try {
      const before = new Date(this.clock.now().getTime() - LATE_MS);
      for (const row of await this.incidents.findUnannounced(before, LATE_AT_ONCE)) await this.opened(row);
    } catch (error) {
      this.logger.debug({ err: error }, 'could not look for incidents that nobody was told of');
    }
  }

  private async publish(
    change: IncidentChanged['change'],
    row: IncidentRow,
    changes: IncidentChanged['changes'],
  ): Promise<void> {
    const incident = toIncident(row);
    await this.events.publish('incident.changed', {
      change,
      incident,
      changes,
      actor: { kind: 'system' },
      origin: NO_ORIGIN,
    });
  }
}
