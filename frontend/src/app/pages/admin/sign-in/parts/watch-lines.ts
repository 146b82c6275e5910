import { Component } from '@angular/core';

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly opacity: number;
}

/** Heights of a rising wave, as a share of the picture: quiet, an attack, and the cut where it is blocked. */
const shape = [
  8, 11, 7, 12, 9, 14, 8, 10, 13, 9, 11, 15, 10, 12, 18, 24, 31, 38, 46, 55, 63, 72, 80, 86, 91, 40, 16, 11, 9, 12, 8,
  10, 13, 9, 11, 8,
];

/** An ornament: the outline of an attack that rises and is cut off. It shows no data. */
@Component({
  selector: 'app-watch-lines',
  template: `
    <svg viewBox="0 0 360 100" preserveAspectRatio="none" focusable="false">
      @for (bar of bars; track bar.x) {
        <rect [attr.x]="bar.x" [attr.y]="bar.y" width="6" [attr.height]="bar.height" [attr.opacity]="bar.opacity" />
      }
    </svg>
  `,
  host: { 'aria-hidden': 'true' },
  styles: `
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      fill: var(--brand-glow);
    }
  `,
})
export class WatchLines {
  protected readonly bars: readonly Bar[] = shape.map((height, index) => ({
    x: index * 10,
    y: 100 - height,
    height,
    opacity: 0.14 + height / 260,
  }));
}
