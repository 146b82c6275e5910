/** What the process with the consoles is told to do. */
export type ConsolesRequest =
  | { readonly kind: 'open'; readonly origin: string; readonly tokens: readonly string[] }
  | { readonly kind: 'start' }
  | { readonly kind: 'finish'; readonly sent: readonly SentAttempt[] };

/** An attempt that was answered, and when it left (milliseconds since 1970). */
export interface SentAttempt {
  readonly requestId: string;
  readonly sentAt: number;
}

/** Delays in milliseconds. */
export interface Delays {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** What the consoles saw of the attempts that were sent. */
export interface ConsolesReport {
  /** From the moment in the event, which is that of its recording, to its arrival. */
  readonly fromEvent: Delays;
  /** From the attempt's leaving its client to the arrival of its event. */
  readonly fromRequest: Delays;
  /** How many of the attempts came to a console less or more than once. */
  readonly lost: number;
  readonly doubled: number;
  /** Frames that one console got per second. */
  readonly framesPerSecond: number;
}

export type ConsolesReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'report'; readonly report: ConsolesReport }
  | { readonly kind: 'failed'; readonly message: string };
