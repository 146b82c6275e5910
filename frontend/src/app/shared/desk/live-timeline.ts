import { computed, effect, inject, linkedSignal, signal, untracked, type Signal } from '@angular/core';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { Ticker } from '../../core/services/ticker';
import { WebsocketService } from '../../core/services/websocket';
import { addAttempts, bucketsOf, slideTo, type Buckets } from '../components/attempts-chart/buckets';
import { DeskClient } from './desk-client';
import { Paced } from './paced';

/** Every so many seconds the server counts again, which mends what was missed between its count and the live events. */
const RECOUNT_SECONDS = 60;

/** The chart is drawn no more often than this; counting in between would be for nothing. */
const COUNT_GAP_MS = 250;
const COUNT_AT_ONCE = 1_000;

const MOST_BARS = 100;
const widths = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200];

/** How many seconds a bar stands for, so that at most a hundred bars show a time in milliseconds; at most a day. */
export function barSeconds(lengthMs: number): number {
  return widths.find((width) => lengthMs / (width * 1_000) <= MOST_BARS) ?? 86_400;
}

/** Which attempts are counted, and over which time. `now` is the server's clock in milliseconds. */
export interface TimelineView {
  /** The query of the timeline with `from` and `to`. */
  readonly query: (now: number) => Readonly<Record<string, string>>;
  /** How long the window is that moves with the clock; null for one that stands still. */
  readonly windowMs: number | null;
  /** Whether a live attempt belongs to it. */
  readonly wants: (attempt: LoginAttempt, now: number) => boolean;
}

export interface LiveTimeline {
  /** Held still while the stream is paused; null while the first figures are on their way. */
  readonly buckets: Signal<Buckets | null>;
  readonly failure: Signal<ApiFailure | null>;
  readonly reload: () => void;
  /** Counts the live attempts until the returned function is called. */
  readonly follow: () => () => void;
}

/**
 * Attempts over time: counted by the server, then kept by the live events and the clock. Starts anew whenever `view`
 * gives another view. Needs an injection context.
 */
export function liveTimeline(view: Signal<TimelineView>): LiveTimeline {
  const socket = inject(WebsocketService);
  const ticker = inject(Ticker);
  const recounts = signal(0);
  const current = signal<Buckets | null>(null);
  let beats = 0;

  const asked = computed(() => {
    recounts();
    socket.gaps();
    const until = untracked(() => Math.floor(socket.serverNow()));
    return { until, query: view().query(until) };
  });
  const timeline = inject(DeskClient).timeline(() => asked().query);
  const slide = (): void => {
    const { windowMs } = untracked(view);
    if (windowMs !== null) current.update((buckets) => buckets && slideTo(buckets, socket.serverNow(), windowMs));
  };

  effect(() => {
    view();
    current.set(null);
  });
  effect(() => {
    if (!timeline.hasValue()) return;
    current.set(bucketsOf(timeline.value(), untracked(asked).until));
    slide();
  });
  effect(() => {
    ticker.beat();
    slide();
    beats += 1;
    if (beats % RECOUNT_SECONDS === 0 && untracked(view).windowMs !== null) recounts.update((count) => count + 1);
  });

  return {
    buckets: heldWhile(socket.paused, current),
    failure: computed(() => {
      const error = timeline.error();
      return error === undefined ? null : toApiFailure(error);
    }),
    reload: () => {
      recounts.update((count) => count + 1);
    },
    follow: () =>
      followPaced(socket, (attempts) => {
        const { wants } = untracked(view);
        const now = socket.serverNow();
        const wanted = attempts.filter((attempt) => wants(attempt, now));
        if (wanted.length > 0) current.update((buckets) => buckets && addAttempts(buckets, wanted));
      }),
  };
}

function followPaced(socket: WebsocketService, take: (attempts: readonly LoginAttempt[]) => void): () => void {
  const paced = new Paced<LoginAttempt>(COUNT_GAP_MS, COUNT_AT_ONCE, take);
  const end = socket.on('monitoring:login-attempt', (attempts) => {
    paced.add(attempts);
  });
  return () => {
    end();
    paced.clear();
  };
}

/** The value, standing still while `held`; a first value is let through. */
function heldWhile<T>(held: Signal<boolean>, value: Signal<T | null>): Signal<T | null> {
  return linkedSignal<{ held: boolean; value: T | null }, T | null>({
    source: () => ({ held: held(), value: value() }),
    computation: (source, previous) => (source.held && previous?.value != null ? previous.value : source.value),
  }).asReadonly();
}
