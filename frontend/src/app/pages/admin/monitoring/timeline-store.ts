import { Service, computed, effect, inject, linkedSignal, signal, untracked } from '@angular/core';
import { toApiFailure } from '../../../core/services/api';
import { Ticker } from '../../../core/services/ticker';
import { WebsocketService } from '../../../core/services/websocket';
import { addAttempts, bucketsOf, slideTo, type Buckets } from '../../../shared/components/attempts-chart/buckets';
import { filterToQuery, matches, rangePresets, timeSpan } from './attempt-filter';
import { FilterStore } from './filter-store';
import { MonitoringClient, type Query } from './monitoring-client';

/** Every so many beats the server counts again, which mends what was missed between its count and the live events. */
const RECOUNT_BEATS = 60;

/** The attempts over time under the filter: counted by the server, then kept by the live events and the clock. */
@Service({ autoProvided: false })
export class TimelineStore {
  private readonly client = inject(MonitoringClient);
  private readonly filters = inject(FilterStore);
  private readonly socket = inject(WebsocketService);
  private readonly ticker = inject(Ticker);
  private readonly recounts = signal(0);
  private readonly asked = computed(() => {
    this.recounts();
    this.socket.gaps();
    const now = untracked(() => Math.floor(this.socket.serverNow()));
    return { until: now, query: this.queryAt(now) };
  });
  private readonly timeline = this.client.timeline(() => this.asked().query);
  private readonly current = signal<Buckets | null>(null);
  private readonly live = computed(() => typeof this.filters.filter().time === 'string');
  private beats = 0;

  /** Held still while the stream is paused; null while the first figures are on their way. */
  readonly buckets = linkedSignal<{ paused: boolean; buckets: Buckets | null }, Buckets | null>({
    source: () => ({ paused: this.socket.paused(), buckets: this.current() }),
    computation: (source, previous) => (source.paused && previous?.value ? previous.value : source.buckets),
  });
  readonly failure = computed(() => {
    const error = this.timeline.error();
    return error === undefined ? null : toApiFailure(error);
  });

  constructor() {
    effect(() => {
      this.filters.filter();
      this.current.set(null);
    });
    effect(() => {
      const timeline = this.timeline.hasValue() ? this.timeline.value() : undefined;
      if (!timeline) return;
      const { until } = untracked(this.asked);
      this.current.set(bucketsOf(timeline, until));
      untracked(() => {
        this.slide();
      });
    });
    effect(() => {
      this.ticker.beat();
      untracked(() => {
        this.beat();
      });
    });
  }

  /** Counts the live attempts until the returned function is called. */
  follow(): () => void {
    return this.socket.on('monitoring:login-attempt', (attempts) => {
      const [filter, now] = [this.filters.filter(), this.socket.serverNow()];
      const wanted = attempts.filter((attempt) => matches(filter, attempt, now));
      if (wanted.length > 0) this.current.update((buckets) => buckets && addAttempts(buckets, wanted));
    });
  }

  reload(): void {
    this.recounts.update((count) => count + 1);
  }

  private beat(): void {
    if (!this.live()) return;
    this.slide();
    this.beats += 1;
    if (this.beats % RECOUNT_BEATS === 0) this.reload();
  }

  private slide(): void {
    const { time } = this.filters.filter();
    if (typeof time !== 'string') return;
    this.current.update((buckets) => buckets && slideTo(buckets, this.socket.serverNow(), rangePresets[time] * 60_000));
  }

  private queryAt(now: number): Query {
    const filter = this.filters.filter();
    const { from, to } = timeSpan(filter.time, now);
    return {
      ...filterToQuery(filter, now),
      from: new Date(from).toISOString(),
      to: new Date(to ?? now).toISOString(),
    };
  }
}
