import type { ReplayedStream } from '@classy-book/contracts/realtime';
import type { RecordedEvent } from '../../common/events/domain-events.js';
import type { AttemptSelection } from '../attempts/attempt-selection.port.js';

/** The events of a stream with `after < id <= upTo`. */
export interface ReplayRange {
  readonly stream: ReplayedStream;
  readonly after: string;
  readonly upTo: string;
  /** The events up to this id were sent before, as far as is known: they are read again, but not counted as missed. */
  readonly countedFrom?: string;
  /** Only the attempts that it keeps. The other streams have no filter. */
  readonly selection?: AttemptSelection | null;
}

/**
 * What will be replayed; `count` is how much of it was missed. `truncated` says that there was more than the limit, and
 * that the newest of it is kept.
 */
export interface ReplayPlan {
  readonly ranges: readonly ReplayRange[];
  readonly count: number;
  readonly truncated: boolean;
}

/** Reads the streams again. */
export interface ReplayReader {
  /**
   * Looks how much there is in some ranges and keeps the newest of it.
   * @throws the driver's error when the database is away
   */
  plan(ranges: readonly ReplayRange[]): Promise<ReplayPlan>;
  /**
   * The events of a range in the order of their ids, in pages of at most 500, each read when it is asked for.
   * @throws the driver's error when the database goes away
   */
  read(range: ReplayRange): AsyncGenerator<readonly RecordedEvent[]>;
}
