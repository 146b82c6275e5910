import type { ReplayedStream } from '@classy-book/contracts/realtime';
import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '../../common/events/domain-events.js';
import { AttemptLogService } from '../attempts/attempt-log.service.js';
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

const MAX_READS = 6;

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

  async plan(ranges: readonly ReplayRange[]): Promise<ReplayPlan> {
    const asked = ranges.filter(({ after, upTo }) => after < upTo);
    const ids = await Promise.all(asked.map(async (range) => await this.turnstile.pass(() => this.readIds(range))));
    return planReplay(asked, ids, REPLAY_LIMIT);
  }

  async *read({ stream, after, upTo }: ReplayRange): AsyncGenerator<readonly RecordedEvent[]> {
    let from = after;
    for (;;) {
      const { events, lastId, full } = await this.turnstile.pass(() => this.readPage({ stream, after: from, upTo }));
      if (events.length > 0) yield events;
      if (!full || lastId === null) return;
      from = lastId;
    }
  }

  private async readIds({ stream, after, upTo }: ReplayRange): Promise<string[]> {
    if (isAudited(stream)) {
      return await this.audit.readIdsByAction([actionOfStream[stream]], after, upTo, REPLAY_LIMIT + 1);
    }
    return await this.attempts.readIdsBetween(after, upTo, REPLAY_LIMIT + 1);
  }

  private async readPage({ stream, after, upTo }: ReplayRange): Promise<Page> {
    if (isAudited(stream)) {
      const records = await this.audit.readByAction([actionOfStream[stream]], after, upTo, REPLAY_PAGE);
      const events = records.map(toStreamEvent).filter((event) => event !== null);
      return { events, lastId: records.at(-1)?.id ?? null, full: records.length === REPLAY_PAGE };
    }
    const attempts = await this.attempts.readBetween(after, upTo, REPLAY_PAGE);
    const events = attempts.map((event) => ({ stream: 'monitoring:login-attempt' as const, event }));
    return { events, lastId: attempts.at(-1)?.id ?? null, full: attempts.length === REPLAY_PAGE };
  }
}

function isAudited(stream: ReplayedStream): stream is keyof typeof actionOfStream {
  return stream !== 'monitoring:login-attempt';
}
