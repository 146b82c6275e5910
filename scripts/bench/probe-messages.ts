/** What the benchmark asks the server's process. */
export type ProbeQuestion = 'cpu' | 'memory' | 'profile-start' | 'profile-stop';

/** A question over the channel between the two processes. */
export interface ProbeRequest {
  readonly id: number;
  readonly ask: ProbeQuestion;
}

/**
 * The answer: milliseconds of CPU since the start (all threads), bytes of memory (resident), nothing, or a profile as
 * V8 writes it.
 */
export interface ProbeReply {
  readonly id: number;
  readonly value: unknown;
}

/** The routes that exist in a measured server only: the same work, once open and once guarded. */
export const OPEN_ROUTE = '/api/v1/bench/open';
export const GUARDED_ROUTE = '/api/v1/bench/guarded';
