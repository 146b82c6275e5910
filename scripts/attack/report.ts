import { createHistogram } from 'node:perf_hooks';
import type { Answer } from './client.ts';
import type { Attempt } from './scenario.ts';
import type { ScenarioName } from './scenarios.ts';

/** The first time that something happened: the number of the attempt (1 is the first) and seconds since the start. */
export interface Milestone {
  readonly attempt: number;
  readonly seconds: number;
}

/** What was sent and what came back, so far or in the end. Times in milliseconds where the name says nothing else. */
export interface AttackReport {
  readonly scenario: ScenarioName;
  readonly variant: string;
  readonly target: string;
  readonly seed: number;
  readonly seconds: number;
  readonly sent: number;
  /** Answers of the server; the rest found nobody, was cut off, or is on its way. */
  readonly answered: number;
  readonly unanswered: number;
  /** Sent later than they were due, because too many were on their way. */
  readonly held: number;
  /** Due and never sent, for the same reason. */
  readonly unsent: number;
  readonly interrupted: boolean;
  readonly accounts: number;
  readonly addresses: number;
  /** How often each code came back: `SIGNED_IN`, `OK`, the API's error codes, `HTTP 502`, `REFUSED`, `CUT_OFF`, `TIMED_OUT`. */
  readonly codes: Readonly<Record<string, number>>;
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };
  readonly firstLock: Milestone | null;
  readonly firstBlock: Milestone | null;
  readonly look: readonly string[];
}

/** What a run knows of itself besides its figures. */
export type RunFacts = Pick<AttackReport, 'scenario' | 'variant' | 'target' | 'seed' | 'look'>;
/** How a run ended. */
export type RunEnd = Pick<AttackReport, 'held' | 'unsent' | 'interrupted'>;

const MAX_DISTINCT = 100_000;
const MAX_CODES = 50;

/** Counts while a run goes on. Its memory does not grow with the number of attempts. */
export class Tally {
  private readonly facts: RunFacts;
  private readonly begin = performance.now();
  private readonly codes = new Map<string, number>();
  private readonly accounts = new Set<string>();
  private readonly addresses = new Set<string>();
  // in microseconds
  private readonly latencies = createHistogram();
  private sent = 0;
  private answered = 0;
  private unanswered = 0;
  private firstLock: Milestone | null = null;
  private firstBlock: Milestone | null = null;

  constructor(facts: RunFacts) {
    this.facts = facts;
  }

  /** An attempt is on its way. */
  send(attempt: Attempt): void {
    this.sent += 1;
    if (this.accounts.size < MAX_DISTINCT) this.accounts.add(attempt.email);
    if (this.addresses.size < MAX_DISTINCT) this.addresses.add(attempt.address);
  }

  /** An attempt came back. @param number 1 for the first attempt of the run */
  receive(number: number, answer: Answer): void {
    const known = this.codes.get(answer.code);
    if (known !== undefined || this.codes.size < MAX_CODES) this.codes.set(answer.code, (known ?? 0) + 1);
    if (answer.status === null) {
      this.unanswered += 1;
      return;
    }
    this.answered += 1;
    this.latencies.record(Math.max(1, Math.round(answer.milliseconds * 1000)));
    if (answer.code === 'ACCOUNT_LOCKED') this.firstLock = earlier(this.firstLock, this.milestone(number));
    if (answer.code === 'ADDRESS_BLOCKED') this.firstBlock = earlier(this.firstBlock, this.milestone(number));
  }

  /** The figures as they stand. */
  report(end: RunEnd): AttackReport {
    const { sent, answered, unanswered, firstLock, firstBlock } = this;
    return {
      ...this.facts,
      ...end,
      seconds: this.elapsed(),
      sent,
      answered,
      unanswered,
      accounts: this.accounts.size,
      addresses: this.addresses.size,
      codes: Object.fromEntries([...this.codes].sort(([, one], [, other]) => other - one)),
      latency: {
        p50: this.percentile(50),
        p95: this.percentile(95),
        p99: this.percentile(99),
        max: answered === 0 ? 0 : this.latencies.max / 1000,
      },
      firstLock,
      firstBlock,
    };
  }

  private elapsed(): number {
    return (performance.now() - this.begin) / 1000;
  }

  private milestone(attempt: number): Milestone {
    return { attempt, seconds: this.elapsed() };
  }

  private percentile(percent: number): number {
    return this.answered === 0 ? 0 : this.latencies.percentile(percent) / 1000;
  }
}

// answers may overtake each other
function earlier(one: Milestone | null, other: Milestone): Milestone {
  return one !== null && one.attempt < other.attempt ? one : other;
}
