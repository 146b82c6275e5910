import type { LiveFilter, ReplayedStream } from '@classy-book/contracts/realtime';
import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '../../common/events/domain-events.js';
import { idFloor, idTime } from '../../common/ids/time-ordered-ids.js';
import { AttemptLogService } from '../attempts/attempt-log.service.js';
import type { AttemptSelection } from '../attempts/attempt-selection.port.js';
import { AuditLogService } from '../audit/audit-log.service.js';
import { actionOfStream, toStreamEvent } from '../audit/stream-events.js';
import { RecorderService } from '../recorder/recorder.service.js';
import { planReplay } from './replay-plan.js';
import type { ReplayPlan, ReplayRange, ReplayReader } from './replay.port.js';
import { Turnstile } from './turnstile.js';

/** The most events that one replay brings. */
const REPLAY_LIMIT = 10_000;
/** The most events of one page. */
const REPLAY_PAGE = 500;

/**
 * How far back the replay of a filtered stream reaches. A filter may keep next to nothing of what it looks through, so
 * here the limit on events alone would be no limit on the work.
 */
const FILTERED_REPLAY_MS = 900_000;

const MAX_READS = 6;
const auditedActions = Object.values(actionOfStream);

/** What some log held that its reader did not know. */
export interface UnknownEvents {
  /** In the order of their ids. */
  readonly events: readonly RecordedEvent[];
  /** True where there was more than the limit, and only the newest was looked at. */
  readonly truncated: boolean;
}

interface Page {
  readonly events: readonly RecordedEvent[];
  readonly lastId: string | null;
  readonly full: boolean;
}

/** Reads the streams of the desk from the database, in the order of their ids, as they were sent. */
@Injectable()
export class ReplayService implements ReplayReader {
  // so that fifty consoles which come back at once leave connections for the sign-ins
  private readonly turnstile = new Turnstile(MAX_READS);

  constructor(
    private readonly recorder: RecorderService,
    private readonly attempts: AttemptLogService,
    private readonly audit: AuditLogService,
  ) {}

  /** The id that parts what was published from what will be: see `RecorderService.fence`. */
  fence(): string {
    return this.recorder.fence();
  }

  /**
   * Makes a filter of the live stream ready for use.
   * @returns null for a filter that keeps everything
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  select(filter: LiveFilter): AttemptSelection | null {
    return this.attempts.select(filter);
  }

  async plan(ranges: readonly ReplayRange[]): Promise<ReplayPlan> {
    const asked = ranges.filter(({ after, upTo }) => after < upTo);
    const near = asked.map(withinReach);
    const ids = await Promise.all(near.map(async (range) => await this.turnstile.pass(() => this.readIds(range))));
    const plan = planReplay(near, ids, REPLAY_LIMIT);
    const cut = near.some(({ after }, index) => after !== asked[index]?.after);
    return cut ? { ...plan, truncated: true } : plan;
  }

  /**
   * What is stored with `after < id <= upTo` and not known to the asker. Cheap where all of it is: only ids are read then.
   * @throws the driver's error when the database is away
   */
  async readUnknown(after: string, upTo: string, knows: (id: string) => boolean): Promise<UnknownEvents> {
    const ids = await this.attempts.readIdsBetween(after, upTo, REPLAY_LIMIT);
    const records = await this.audit.readByAction(auditedActions, after, upTo, REPLAY_LIMIT);
    const unknownIds = ids.filter((id) => !knows(id)).reverse();
    const events = records.flatMap((record) => (knows(record.id) ? [] : (toStreamEvent(record) ?? [])));
    for (let from = 0; from < unknownIds.length; from += REPLAY_PAGE) {
      const attempts = await this.attempts.readByIds(unknownIds.slice(from, from + REPLAY_PAGE));
      for (const event of attempts) events.push({ stream: 'monitoring:login-attempt', event });
    }
    events.sort((one, other) => (one.event.id < other.event.id ? -1 : 1));
    return { events, truncated: ids.length === REPLAY_LIMIT || records.length === REPLAY_LIMIT };
  }

  async *read(range: ReplayRange): AsyncGenerator<readonly RecordedEvent[]> {
    let { after } = range;
    for (;;) {
      const { events, lastId, full } = await this.turnstile.pass(() => this.readPage({ ...range, after }));
      if (events.length > 0) yield events;
      if (!full || lastId === null) return;
      after = lastId;
    }
  }

  private async readIds({ stream, after, upTo, selection }: ReplayRange): Promise<string[]> {
    if (isAudited(stream)) {
      return await this.audit.readIdsByAction([actionOfStream[stream]], after, upTo, REPLAY_LIMIT + 1);
    }
    return await this.attempts.readIdsBetween(after, upTo, REPLAY_LIMIT + 1, selection?.filter);
  }

  private async readPage({ stream, after, upTo, selection }: ReplayRange): Promise<Page> {
    if (isAudited(stream)) {
      const records = await this.audit.readByAction([actionOfStream[stream]], after, upTo, REPLAY_PAGE);
      const events = records.map(toStreamEvent).filter((event) => event !== null);
      return { events, lastId: records.at(-1)?.id ?? null, full: records.length === REPLAY_PAGE };
    }
    const attempts = await this.attempts.readBetween(after, upTo, REPLAY_PAGE, selection?.filter);
    const events = attempts.map((event) => ({ stream: 'monitoring:login-attempt' as const, event }));
    return { events, lastId: attempts.at(-1)?.id ?? null, full: attempts.length === REPLAY_PAGE };
  }
}

function withinReach(range: ReplayRange): ReplayRange {
  const reach = idFloor(idTime(range.upTo) - FILTERED_REPLAY_MS);
  return (range.selection ?? null) !== null && range.after < reach ? { ...range, after: reach } : range;
}

function isAudited(stream: ReplayedStream): stream is keyof typeof actionOfStream {
  return stream !== 'monitoring:login-attempt';
}
