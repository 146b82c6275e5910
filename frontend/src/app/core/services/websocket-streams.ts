import { replayedStreamSchema, type ReplayedStream, type StreamEvents } from '@classy-book/contracts/realtime';
import { Subject } from 'rxjs';
import { readFrame } from './websocket-frames';
import { StreamTracker, type Since } from './websocket-tracking';

/** Some events of one stream, oldest first. `replayed` tells those that were missed during a lost connection. */
export interface Batch<S extends ReplayedStream> {
  readonly events: readonly StreamEvents[S][];
  readonly replayed: boolean;
}

/** What a frame was like, for the figures of the connection. */
export interface Arrival {
  readonly sentAt: string;
  /** Sign-in attempts that happened just now; empty for replayed frames and for the other streams. */
  readonly liveAttempts: readonly { readonly timestamp: string }[];
}

class Channel<S extends ReplayedStream> {
  readonly batches = new Subject<Batch<S>>();

  constructor(
    private readonly stream: S,
    private readonly tracker: StreamTracker,
  ) {}

  take(payload: unknown): Arrival | null {
    const frame = readFrame(this.stream, payload);
    if (frame === null) return null;
    const { sentAt, replayed } = frame;
    const events = this.tracker.accept(this.stream, frame.events);
    const timed: readonly { readonly id: string; readonly timestamp?: string }[] = replayed ? [] : events;
    const liveAttempts = timed.flatMap(({ timestamp }) => (timestamp === undefined ? [] : [{ timestamp }]));
    if (events.length > 0) this.batches.next({ events, replayed });
    return { sentAt, liveAttempts };
  }
}

/** The streams of the desk: reads their frames, drops what was seen before, and hands the rest to whoever listens. */
export class EventStreams {
  private readonly tracker = new StreamTracker();
  private readonly channels: { readonly [S in ReplayedStream]: Channel<S> } = {
    'monitoring:login-attempt': new Channel('monitoring:login-attempt', this.tracker),
    'monitoring:ip-blocked': new Channel('monitoring:ip-blocked', this.tracker),
    'monitoring:ip-unblocked': new Channel('monitoring:ip-unblocked', this.tracker),
    'monitoring:account-locked': new Channel('monitoring:account-locked', this.tracker),
    'monitoring:account-unlocked': new Channel('monitoring:account-unlocked', this.tracker),
    'monitoring:incident': new Channel('monitoring:incident', this.tracker),
  };

  /** True once a join was answered: the next one asks for what was missed. */
  get started(): boolean {
    return this.tracker.started;
  }

  on<S extends ReplayedStream>(
    stream: S,
    handler: (events: readonly StreamEvents[S][], replayed: boolean) => void,
  ): () => void {
    const subscription = this.channels[stream].batches.subscribe(({ events, replayed }) => {
      handler(events, replayed);
    });
    return () => {
      subscription.unsubscribe();
    };
  }

  /** Takes a frame in. Null where the name is none of the streams or the payload no frame. */
  take(name: string, payload: unknown): Arrival | null {
    const stream = replayedStreamSchema.safeParse(name);
    return stream.success ? this.channels[stream.data].take(payload) : null;
  }

  since(): Since {
    return this.tracker.since();
  }

  reach(upTo: Since): void {
    this.tracker.reach(upTo);
  }

  startAt(serverTime: string): void {
    this.tracker.startAt(serverTime);
  }

  forget(): void {
    this.tracker.forget();
  }
}
