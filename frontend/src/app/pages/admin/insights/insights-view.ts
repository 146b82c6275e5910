import type { Figures, OutcomeCounts } from '@classy-book/contracts/figures';
import type { MetricCard } from '@classy-book/contracts/metrics';
import { bucketsOf, type Buckets } from '../../../shared/components/attempts-chart/buckets';
import type { MetricKind } from '../../../shared/desk/metric-views';

/** One figure of a window with the one of the window before. */
export interface InsightFigure {
  readonly name: 'attempts' | 'succeeded' | 'failed' | 'blocked';
  readonly card: MetricCard;
  readonly kind: MetricKind;
}

const totalOf = ({ succeeded, failed, blocked }: OutcomeCounts): number => succeeded + failed + blocked;

const kinds: Readonly<Record<InsightFigure['name'], MetricKind>> = {
  attempts: { meaning: 'neutral', counted: false, tone: 'accent' },
  succeeded: { meaning: 'good', counted: false, tone: 'ok' },
  failed: { meaning: 'bad', counted: false, tone: 'danger' },
  blocked: { meaning: 'watch', counted: false, tone: 'info' },
};

/** The figures at the top of the page. */
export function insightFigures({ totals, previous }: Figures): readonly InsightFigure[] {
  const values = { ...totals, attempts: totalOf(totals) };
  const before = previous && { ...previous, attempts: totalOf(previous) };
  return (['attempts', 'succeeded', 'failed', 'blocked'] as const).map((name) => ({
    name,
    card: { value: values[name], previous: before?.[name] ?? null, series: [] },
    kind: { ...kinds[name], compared: 'insights.compared' },
  }));
}

/** The time line of a window as the chart takes it. */
export function insightBuckets({ from, to, bucketSeconds, timeline }: Figures): Buckets {
  return bucketsOf({ from, to, bucketSeconds, buckets: timeline }, Date.parse(to));
}

/** A row of a top list: its counts, and how much of the longest row its bar fills (0 to 1). */
export interface TopRow extends OutcomeCounts {
  readonly value: string;
  readonly total: number;
  readonly fill: number;
}

/** The rows of a top list, the longest first. */
export function topRows(entries: readonly (OutcomeCounts & { readonly value: string })[]): readonly TopRow[] {
  const most = Math.max(1, ...entries.map(totalOf));
  return entries.map((entry) => ({ ...entry, total: totalOf(entry), fill: totalOf(entry) / most }));
}
