import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';

const MINUTE_MS = 60_000;
const MAX_KNOWN = 2_000;

/**
 * Puts on record who reads the log. Turning pages is one reading: a person, a filter and a minute make one record in a
 * process.
 */
@Injectable()
export class AuditReadsService {
  // what was told in this minute, and the record that is on its way or stored
  private readonly told = new Map<string, Promise<void>>();
  private minute = 0;

  constructor(
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves when the reading is on record; only then is anything shown.
   * @throws AppError SERVICE_UNAVAILABLE where it could not be recorded
   */
  async note(filter: Readonly<Record<string, unknown>>, { principal, actor, origin }: Caller): Promise<void> {
    const minute = Math.floor(this.clock.now().getTime() / MINUTE_MS);
    if (minute !== this.minute || this.told.size >= MAX_KNOWN) {
      this.minute = minute;
      this.told.clear();
    }
    const key = `${principal.userId} ${JSON.stringify(filter)}`;
    const known = this.told.get(key);
    if (known !== undefined) {
      await known;
      return;
    }
    const record = this.events.publish('records.read', { resource: 'audit_logs', filter, actor, origin });
    this.told.set(key, record);
    try {
      await record;
    } catch (error) {
      this.told.delete(key);
      throw error;
    }
  }
}
