import type { EChartsCoreOption } from 'echarts/core';
import { attemptOutcomes, type AttemptOutcome } from '@classy-book/contracts/attempts';
import type { Buckets } from './buckets';

/** The plot's distance to the edges of the canvas, in pixels: brushing must know where the bars are. */
export const PLOT = { left: 2, right: 42, top: 6, bottom: 22 } as const;

/** Colours as the browser resolved them from the tokens. */
export interface ChartColours {
  readonly outcome: Readonly<Record<AttemptOutcome, string>>;
  readonly text: string;
  readonly line: string;
  readonly surface: string;
  readonly font: string;
}

export interface ChartTexts {
  readonly outcome: Readonly<Record<AttemptOutcome, string>>;
  /** A moment as a time of day, or a day where the range is long. */
  readonly axis: (moment: number) => string;
  /** A bucket's time in full, for the tooltip. */
  readonly bucket: (moment: number) => string;
  /** A number on the axis, in at most five characters. */
  readonly count: (value: number) => string;
  readonly number: (value: number) => string;
}

const opacity: Readonly<Record<AttemptOutcome, number>> = { succeeded: 0.75, failed: 0.9, blocked: 0.85 };

/** What ECharts draws: one stacked bar per bucket, without animation, because new figures come several times a second. */
export function chartOption(buckets: Buckets, colours: ChartColours, texts: ChartTexts): EChartsCoreOption {
  const starts = buckets.counts.map((_, index) => buckets.start + index * buckets.bucketMs);
  const label = { color: colours.text, fontFamily: colours.font, fontSize: 11 };
  return {
    animation: false,
    grid: { ...PLOT, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: starts,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: {
        ...label,
        formatter: (value: string) => texts.axis(Number(value)),
        interval: (index: number) => labelled(buckets, index),
      },
    },
    yAxis: {
      type: 'value',
      position: 'right',
      minInterval: 1,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...label, formatter: texts.count },
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      confine: true,
      transitionDuration: 0,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontFamily: colours.font, fontSize: 12 },
      formatter: (points: unknown) => tooltip(points, buckets, texts),
    },
    series: attemptOutcomes.map((outcome) => ({
      type: 'bar',
      stack: 'attempts',
      name: texts.outcome[outcome],
      data: buckets.counts.map((counts) => counts[outcome]),
      barCategoryGap: '24%',
      itemStyle: { color: colours.outcome[outcome], opacity: opacity[outcome], borderRadius: 1 },
      emphasis: { disabled: true },
    })),
  };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const steps = [1, 2, 3, 5, 10, 15, 30]
  .map((step) => step * MINUTE)
  .concat(
    [1, 2, 3, 6, 12].map((step) => step * HOUR),
    [1, 2, 5, 10].map((step) => step * DAY),
  );
const MOST_LABELS = 8;

/** True for the buckets that begin at a round time, few enough to be read; those at the edges have no room. */
export function labelled(buckets: Buckets, index: number): boolean {
  const length = buckets.counts.length * buckets.bucketMs;
  const step = Math.max(buckets.bucketMs, steps.find((candidate) => length / candidate <= MOST_LABELS) ?? length);
  const edge = Math.max(1, Math.round(buckets.counts.length / 40));
  if (index < edge || index >= buckets.counts.length - edge) return false;
  // Round by the reader's clock, which may be half an hour off from UTC.
  const start = buckets.start + index * buckets.bucketMs;
  const local = start - new Date(start).getTimezoneOffset() * MINUTE;
  return local % step < buckets.bucketMs;
}

/** The tooltip as HTML. Every part is a number or a text of our own, nothing that an attacker could have typed. */
function tooltip(points: unknown, buckets: Buckets, texts: ChartTexts): string {
  const index = indexOf(points);
  const counts = index === null ? undefined : buckets.counts[index];
  if (index === null || counts === undefined) return '';
  const lines = attemptOutcomes.map((outcome) => `${texts.outcome[outcome]}: <b>${texts.number(counts[outcome])}</b>`);
  return [`<b>${texts.bucket(buckets.start + index * buckets.bucketMs)}</b>`, ...lines].join('<br>');
}

function indexOf(points: unknown): number | null {
  const first: unknown = Array.isArray(points) ? points[0] : points;
  if (typeof first !== 'object' || first === null || !('dataIndex' in first)) return null;
  return typeof first.dataIndex === 'number' ? first.dataIndex : null;
}
