import type { ReplayedStream, StreamEvents } from '@classy-book/contracts/realtime';
import type { RecordedEvent } from '../../common/events/domain-events.js';

/** The most events of one frame. */
export const MAX_FRAME_EVENTS = 500;

/** An event of any stream. */
export type StreamEvent = StreamEvents[ReplayedStream];

/** What one frame carries. */
export interface FrameContent {
  readonly stream: ReplayedStream;
  readonly events: readonly StreamEvent[];
}

interface Lane {
  events: StreamEvent[];
  /** When the oldest of them came. */
  since: number;
}

/** Events that wait to be sent, by stream. The stream whose first event has waited longest has its turn. */
export class PendingEvents {
  private readonly lanes = new Map<ReplayedStream, Lane>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** When the event came that has waited longest; Infinity where none waits. */
  get oldest(): number {
    return Math.min(...[...this.lanes.values()].map(({ since }) => since), Infinity);
  }

  /** @param now milliseconds of a clock that never goes back */
  add(stream: ReplayedStream, events: readonly StreamEvent[], now: number): void {
    if (events.length === 0) return;
    const lane = this.lanes.get(stream) ?? { events: [], since: now };
    for (const event of events) lane.events.push(event);
    this.lanes.set(stream, lane);
    this.count += events.length;
  }

  /** Takes out the content of the next frame; null where nothing waits. */
  take(now: number): FrameContent | null {
    let chosen: ReplayedStream | null = null;
    let since = Infinity;
    for (const [stream, lane] of this.lanes) if (lane.since < since) [chosen, since] = [stream, lane.since];
    const lane = chosen === null ? undefined : this.lanes.get(chosen);
    if (chosen === null || lane === undefined) return null;
    const events = lane.events.slice(0, MAX_FRAME_EVENTS);
    lane.events = lane.events.slice(MAX_FRAME_EVENTS);
    lane.since = now;
    if (lane.events.length === 0) this.lanes.delete(chosen);
    this.count -= events.length;
    return { stream: chosen, events };
  }

  /** The smallest id that waits in a stream; null where none does. */
  lowestId(stream: ReplayedStream): string | null {
    const events = this.lanes.get(stream)?.events ?? [];
    return events.reduce<string | null>((lowest, { id }) => (lowest === null || id < lowest ? id : lowest), null);
  }

  clear(): void {
    this.lanes.clear();
    this.count = 0;
  }
}

/** Puts recorded events together by stream, each in its order. */
export function byStream(events: readonly RecordedEvent[]): Map<ReplayedStream, StreamEvent[]> {
  const streams = new Map<ReplayedStream, StreamEvent[]>();
  for (const { stream, event } of events) {
    const known = streams.get(stream);
    if (known === undefined) streams.set(stream, [event]);
    else known.push(event);
  }
  return streams;
}
