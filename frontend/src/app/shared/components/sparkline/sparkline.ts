import { Component, computed, input } from '@angular/core';

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

const HEIGHT = 40;
/** A bar without attempts is still drawn, as a line on the ground. */
const GROUND = 1;

/** A small chart of bars without axes, oldest first, left to right in every language. `label` says what it shows. */
@Component({
  selector: 'app-sparkline',
  template: `
    <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="box()" preserveAspectRatio="none">
      @for (bar of bars(); track bar.x) {
        <rect [attr.x]="bar.x" [attr.y]="bar.y" width="0.76" [attr.height]="bar.height" />
      }
    </svg>
  `,
  host: { '[class]': 'tone()', dir: 'ltr' },
  styles: `
    :host {
      display: block;
      block-size: 44px;
      color: var(--ink-3);
    }
    :host(.accent) {
      color: var(--accent);
    }
    :host(.ok) {
      color: var(--ok);
    }
    :host(.warn) {
      color: var(--warn);
    }
    :host(.danger) {
      color: var(--danger);
    }
    :host(.info) {
      color: var(--info);
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      fill: currentColor;
    }
  `,
})
export class Sparkline {
  readonly values = input.required<readonly number[]>();
  readonly label = input.required<string>();
  readonly tone = input<'ok' | 'warn' | 'danger' | 'info' | 'accent' | 'muted'>('accent');
  protected readonly box = computed(() => `0 0 ${String(Math.max(1, this.values().length))} ${String(HEIGHT)}`);
  protected readonly bars = computed<readonly Bar[]>(() => {
    const highest = Math.max(1, ...this.values());
    return this.values().map((value, index) => {
      const height = Math.max(GROUND, (value / highest) * HEIGHT);
      return { x: index + 0.12, y: HEIGHT - height, height };
    });
  });
}
