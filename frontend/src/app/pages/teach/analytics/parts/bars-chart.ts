import {
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ECharts } from 'echarts/core';
import { Icon } from '../../../../shared/components/icon/icon';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { barsOption, type Bars } from '../bars-option';

/** A chart of bars with its heading, which can be read as a table and saved. It runs left to right in every language, as time does. */
@Component({
  selector: 'app-bars-chart',
  imports: [CountPipe, Icon, TranslocoPipe],
  template: `
    <header>
      <h2>{{ heading() }}</h2>
      <ng-content />
      <button type="button" class="btn quiet" [attr.aria-pressed]="asTable()" (click)="asTable.set(!asTable())">
        {{ 'analytics.asTable' | transloco }}<span class="visually-hidden"> {{ heading() }}</span>
      </button>
      <button type="button" class="btn quiet" (click)="saved.emit()">
        <app-icon name="download" />CSV<span class="visually-hidden"> {{ heading() }}</span>
      </button>
    </header>
    @if (note(); as note) {
      <p class="note">{{ note }}</p>
    }
    <p #legend class="legend" [class.visually-hidden]="bars().series.length < 2" aria-hidden="true">
      @for (one of bars().series; track one.name; let index = $index) {
        <span><i [class.second]="index === 1"></i>{{ one.name }}</span>
      }
    </p>
    <div class="canvas" dir="ltr" #canvas role="img" [hidden]="asTable()" [attr.aria-label]="summary()"></div>
    @if (asTable()) {
      <div class="table" tabindex="0" role="region" [attr.aria-label]="heading()">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ nameHeading() }}</th>
              @for (one of bars().series; track one.name) {
                <th scope="col" class="num">{{ one.name }}</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (name of bars().names; track $index; let row = $index) {
              <tr>
                <th scope="row">{{ name }}</th>
                @for (one of bars().series; track one.name) {
                  <td class="num">{{ one.values[row] ?? 0 | count }}</td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
  styleUrl: './bars-chart.css',
  host: { class: 'card' },
})
export class BarsChart {
  readonly bars = input.required<Bars>();
  readonly heading = input.required<string>();
  /** What the names are, such as "Day". */
  readonly nameHeading = input.required<string>();
  /** What the picture shows, for those who do not see it. */
  readonly summary = input.required<string>();
  readonly note = input<string | null>(null);
  readonly number = input.required<(value: number) => string>();
  /** Whether the dark theme is on: the canvas must be painted anew when it changes. */
  readonly dark = input.required<boolean>();
  readonly saved = output();

  protected readonly asTable = signal(false);
  private readonly canvas = viewChild.required<ElementRef<HTMLElement>>('canvas');
  private readonly legend = viewChild.required<ElementRef<HTMLElement>>('legend');
  private readonly chart = signal<ECharts | null>(null);

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => void this.start(destroyed));
    effect(() => {
      const [chart, bars, number] = [this.chart(), this.bars(), this.number()];
      this.dark();
      if (chart === null || this.asTable()) return;
      // the swatches of the legend have to be there first
      requestAnimationFrame(() => {
        if (!destroyed.destroyed) chart.setOption(barsOption(bars, this.colours(), number), { notMerge: true });
      });
    });
    destroyed.onDestroy(() => this.chart()?.dispose());
  }

  private async start(destroyed: DestroyRef): Promise<void> {
    const { startChart } = await import('../../../../shared/components/attempts-chart/chart-engine');
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

  // canvas knows no custom properties: the swatches carry the tokens, and the browser says what they are
  private colours() {
    const legend = this.legend().nativeElement;
    const styles = getComputedStyle(legend);
    return {
      series: [...legend.querySelectorAll('i')].map((swatch) => getComputedStyle(swatch).backgroundColor),
      text: styles.color,
      line: styles.borderTopColor,
      surface: styles.backgroundColor,
      font: styles.fontFamily,
    };
  }
}
