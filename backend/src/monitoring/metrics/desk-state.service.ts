import type { MetricCard, SecurityMetrics } from '@classy-book/contracts/metrics';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { BlockedAddressesService } from '../../security/blocked-addresses/blocked-addresses.service.js';
import { LockoutService } from '../../security/brute-force/lockout.service.js';
import { SessionsService } from '../../security/sessions/sessions.service.js';
import { IncidentsService } from '../incidents/incidents.service.js';
import { HOUR_MS, MINUTE_MS } from './minutes.js';
import { Remembered } from './remembered.js';

const HISTORY_MS = 60_000;
const PEOPLE_MS = 15_000;
// a page that is open renews its access token within this time
const ONLINE_MS = 16 * MINUTE_MS;

type State = Pick<
  SecurityMetrics,
  'blockedAddresses' | 'activeSessions' | 'lockedAccounts' | 'openIncidents' | 'peopleOnline'
>;

/** What is in force or going on at this moment, besides the attempts. */
@Injectable()
export class DeskStateService {
  private readonly sessionHistory: Remembered<Pick<MetricCard, 'previous' | 'series'>>;
  private readonly people: Remembered<number>;

  constructor(
    private readonly blocked: BlockedAddressesService,
    private readonly sessions: SessionsService,
    private readonly lockout: LockoutService,
    private readonly incidents: IncidentsService,
    private readonly clock: Clock,
  ) {
    const now = (): number => this.clock.now().getTime();
    this.sessionHistory = new Remembered(HISTORY_MS, now, async () => await this.measureSessions());
    this.people = new Remembered(
      PEOPLE_MS,
      now,
      async () => await sessions.countPeopleSince(new Date(now() - ONLINE_MS)),
    );
  }

  /** @throws the driver's error when the database is away */
  async read(): Promise<State> {
    const [activeSessions, history, lockedAccounts, openIncidents, peopleOnline] = await Promise.all([
      this.sessions.countActive(),
      this.sessionHistory.get(),
      this.lockout.countLocked(),
      this.incidents.openCount(),
      this.people.get(),
    ]);
    return {
      blockedAddresses: momentary(this.blocked.countActive()),
      activeSessions: { value: activeSessions, ...history },
      lockedAccounts: momentary(lockedAccounts),
      openIncidents: momentary(openIncidents),
      peopleOnline: momentary(peopleOnline),
    };
  }

  private async measureSessions(): Promise<Pick<MetricCard, 'previous' | 'series'>> {
    const dayAgo = new Date(this.clock.now().getTime() - 24 * HOUR_MS);
    const [previous, series] = await Promise.all([
      this.sessions.countActive(dayAgo),
      this.sessions.activeByHour(dayAgo),
    ]);
    return { previous, series };
  }
}

// a figure whose past nobody keeps
function momentary(value: number): MetricCard {
  return { value, previous: null, series: [] };
}
