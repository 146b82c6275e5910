import {
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { attemptOutcomes, type AttemptOutcome } from '@classy-book/contracts/attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ECharts } from 'echarts/core';
import { brushedRange, coarser, totalsOf, type Buckets, type TimeRange } from './buckets';
import { PLOT, chartOption, type ChartColours, type ChartTexts } from './chart-options';

const MIN_DRAW_MS = 250;
const TABLE_ROWS = 15;

/**
 * Attempts over time, stacked by outcome; drawn at most four times a second. Where it may be brushed, a stroke over the
 * bars emits the time between its ends. It runs left to right in every language, as time does on the axis, and can be
 * read as a table. Texts: scope `desk`.
 */
@Component({
  selector: 'app-attempts-chart',
  imports: [TranslocoPipe],
  templateUrl: './attempts-chart.html',
  styleUrl: './attempts-chart.css',
})
export class AttemptsChart {
  /** Null while the figures are on their way. */
  readonly buckets = input.required<Buckets | null>();
  readonly heading = input.required<string>();
  /** Names, and how moments and numbers are written in the reader's language. */
  readonly texts = input.required<ChartTexts>();
  /** Whether the dark theme is on: the canvas must be painted anew when it changes. */
  readonly dark = input.required<boolean>();
  readonly brushable = input(false);
  readonly brushed = output<TimeRange>();

  protected readonly outcomes = attemptOutcomes;
  protected readonly asTable = signal(false);
  protected readonly stroke = signal<{ readonly x0: number; readonly x1: number } | null>(null);
  protected readonly totals = computed(() => {
    const buckets = this.buckets();
    return buckets && totalsOf(buckets);
  });
  protected readonly rows = computed(() => {
    const buckets = this.buckets();
    return buckets && this.asTable() ? coarser(buckets, TABLE_ROWS) : [];
  });
  /** What the picture shows, for its description. */
  protected readonly described = computed(() => {
    const [totals, texts] = [this.totals(), this.texts()];
    if (totals === null) return null;
    return {
      total: texts.number(totals.total),
      succeeded: texts.number(totals.succeeded),
      failed: texts.number(totals.failed),
      blocked: texts.number(totals.blocked),
      peak: texts.number(totals.peak?.count ?? 0),
      at: totals.peak ? texts.bucket(totals.peak.at) : '',
    };
  });
  protected readonly describedBy = computed(() => {
    const totals = this.totals();
    if (totals === null) return 'desk.chart.loading';
    return totals.total === 0 ? 'desk.chart.nothing' : 'desk.chart.summary';
  });
  protected readonly brush = computed(() => {
    const stroke = this.stroke();
    if (stroke === null || Math.abs(stroke.x1 - stroke.x0) < 4) return null;
    return { start: PLOT.left + Math.min(stroke.x0, stroke.x1), size: Math.abs(stroke.x1 - stroke.x0) };
  });

  private readonly canvas = viewChild.required<ElementRef<HTMLElement>>('canvas');
  private readonly swatches = viewChild.required<ElementRef<HTMLElement>>('swatches');
  private readonly chart = signal<ECharts | null>(null);
  private drawTimer: ReturnType<typeof setTimeout> | undefined;
  private drawnAt = 0;

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => void this.start(destroyed));
    effect(() => {
      // Whatever the picture is made of, so that a change of any of it draws it anew.
      this.buckets();
      this.texts();
      this.dark();
      if (this.chart() !== null) this.drawSoon();
    });
    destroyed.onDestroy(() => {
      clearTimeout(this.drawTimer);
      this.chart()?.dispose();
    });
  }

  protected begin(event: PointerEvent): void {
    if (!this.brushable() || event.button !== 0 || !event.isPrimary) return;
    const x = this.placeOf(event);
    this.stroke.set({ x0: x, x1: x });
  }

  protected move(event: PointerEvent): void {
    const stroke = this.stroke();
    if (stroke === null) return;
    const moved = { ...stroke, x1: this.placeOf(event) };
    // Only a stroke takes the pointer for itself: until then it may still be a click or a scroll.
    if (this.brush() === null && Math.abs(moved.x1 - moved.x0) >= 4)
      this.plotOf(event).setPointerCapture(event.pointerId);
    this.stroke.set(moved);
  }

  protected end(event: PointerEvent): void {
    const stroke = this.stroke();
    const buckets = this.buckets();
    this.stroke.set(null);
    if (stroke === null || buckets === null) return;
    const range = brushedRange(buckets, { ...stroke, x1: this.placeOf(event), width: this.plotWidth() });
    if (range !== null) this.brushed.emit(range);
  }

  private async start(destroyed: DestroyRef): Promise<void> {
    const { startChart } = await import('./chart-engine');
    if (destroyed.destroyed) return;
    const element = this.canvas().nativeElement;
    const chart = startChart(element);
    const observer = new ResizeObserver(() => {
      chart.resize();
    });
    observer.observe(element);
    destroyed.onDestroy(() => {
      observer.disconnect();
    });
    this.chart.set(chart);
  }

  private drawSoon(): void {
    clearTimeout(this.drawTimer);
    const wait = Math.max(0, this.drawnAt + MIN_DRAW_MS - performance.now());
    this.drawTimer = setTimeout(() => {
      this.draw();
    }, wait);
  }

  private draw(): void {
    this.drawnAt = performance.now();
    const buckets = this.buckets();
    if (buckets === null) return;
    this.chart()?.setOption(chartOption(buckets, this.colours(), this.texts()), { notMerge: true });
  }

  /** Canvas knows no custom properties: the legend's swatches carry the tokens, and the browser says what they are. */
  private colours(): ChartColours {
    const legend = this.swatches().nativeElement;
    const styles = getComputedStyle(legend);
    const swatches = legend.querySelectorAll('i');
    return {
      outcome: byOutcome((_, index) => {
        const swatch = swatches[index];
        return swatch ? getComputedStyle(swatch).backgroundColor : '';
      }),
      text: styles.color,
      line: styles.borderTopColor,
      surface: styles.backgroundColor,
      font: styles.fontFamily,
    };
  }

  private plotOf(event: PointerEvent): HTMLElement {
    return event.currentTarget as HTMLElement;
  }

  private placeOf(event: PointerEvent): number {
    return event.clientX - this.plotOf(event).getBoundingClientRect().left - PLOT.left;
  }

  private plotWidth(): number {
    return this.canvas().nativeElement.clientWidth - PLOT.left - PLOT.right;
  }
}

function byOutcome<T>(value: (outcome: AttemptOutcome, index: number) => T): Record<AttemptOutcome, T> {
  return {
    succeeded: value('succeeded', attemptOutcomes.indexOf('succeeded')),
    failed: value('failed', attemptOutcomes.indexOf('failed')),
    blocked: value('blocked', attemptOutcomes.indexOf('blocked')),
  };
}
