import type { MeasuredServer } from './server.ts';
import type { ScratchDatabase } from './scratch-database.ts';
import type { Spread } from './statistics.ts';

/** What every measurement works on. */
export interface Bench {
  readonly server: MeasuredServer;
  readonly database: ScratchDatabase;
  /** How often everything is measured; what is compared is measured in turns. */
  readonly rounds: number;
  /** How many rows lists are measured with. */
  readonly rows: number;
}

/** What a figure is held against. */
export interface Bar {
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One line of the result. */
export interface Figure {
  readonly name: string;
  readonly value: Spread;
  /** Stands behind the value, such as `x`, `ms` or `/s`. */
  readonly unit: string;
  /** Left out where the figure only informs. */
  readonly bar?: Bar;
  readonly remark?: string;
}

/** One thing to measure. */
export interface Measure {
  /** As `--only` names it. */
  readonly name: string;
  readonly title: string;
  /** Takes so long that it runs only where it is asked for. */
  readonly onDemand?: boolean;
  run(bench: Bench): Promise<readonly Figure[]>;
}

/** Whether a figure keeps its bar; null where it has none. */
export function keepsBar({ value, bar }: Figure): boolean | null {
  if (bar === undefined) return null;
  const { atMost = Infinity, atLeast = -Infinity } = bar;
  return value.median <= atMost && value.median >= atLeast;
}
