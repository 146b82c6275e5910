import type { AttemptOutcome } from '@classy-book/contracts/attempts';
import {
  type FigureDimension,
  figureDimensions,
  type OutcomeCounts,
  type TopEntry,
} from '@classy-book/contracts/figures';
import type { TalliedAttempt } from '../attempts/attempt-figures.service.js';
import type { MinuteCell } from './attempt-minute.schema.js';
import type { Tops } from './figure-bucket.schema.js';

type Counts = { -readonly [K in keyof OutcomeCounts]: OutcomeCounts[K] };

// what one hour of an attack can have of addresses; beyond it new ones are not told apart any more
const MAX_VALUES = 100_000;

/** Adds attempts up, by their kind and by who, from where and with what. Memory is bounded by the number of values. */
export class AttemptTally {
  private readonly byKind = new Map<string, { -readonly [K in keyof MinuteCell]: MinuteCell[K] }>();
  private readonly byValue: Readonly<Record<FigureDimension, Map<string, Counts>>> = {
    account: new Map(),
    address: new Map(),
    country: new Map(),
    device: new Map(),
  };

  get empty(): boolean {
    return this.byKind.size === 0 && figureDimensions.every((dimension) => this.byValue[dimension].size === 0);
  }

  add(attempt: TalliedAttempt): void {
    const { outcome, reason, method } = attempt;
    this.addCell({ outcome, reason, method, count: 1 });
    for (const dimension of figureDimensions) this.count(dimension, attempt[dimension], outcome, 1);
  }

  addCell(cell: MinuteCell): void {
    const key = `${cell.outcome} ${cell.reason ?? ''} ${cell.method}`;
    const known = this.byKind.get(key);
    if (known === undefined) this.byKind.set(key, { ...cell });
    else known.count += cell.count;
  }

  addTops(tops: Tops): void {
    for (const dimension of figureDimensions) {
      for (const { value, succeeded, failed, blocked } of tops[dimension]) {
        this.count(dimension, value, 'succeeded', succeeded);
        this.count(dimension, value, 'failed', failed);
        this.count(dimension, value, 'blocked', blocked);
      }
    }
  }

  get cells(): MinuteCell[] {
    return [...this.byKind.values()];
  }

  /** The values with the most attempts, at most `limit` of each dimension; equal ones in the order of their names. */
  tops(limit: number): Tops {
    const of = (dimension: FigureDimension): TopEntry[] =>
      [...this.byValue[dimension]]
        .map(([value, counts]) => ({ value, ...counts }))
        .sort((a, b) => total(b) - total(a) || (a.value < b.value ? -1 : 1))
        .slice(0, limit);
    return { account: of('account'), address: of('address'), country: of('country'), device: of('device') };
  }

  private count(dimension: FigureDimension, value: string, outcome: AttemptOutcome, count: number): void {
    const values = this.byValue[dimension];
    let counts = values.get(value);
    if (counts === undefined) {
      if (values.size >= MAX_VALUES) return;
      counts = { succeeded: 0, failed: 0, blocked: 0 };
      values.set(value, counts);
    }
    counts[outcome] += count;
  }
}

function total({ succeeded, failed, blocked }: OutcomeCounts): number {
  return succeeded + failed + blocked;
}
