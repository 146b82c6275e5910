import { Component, computed, input } from '@angular/core';
import { coverSet } from '../media/picture-set';

/** The cover of a course, or, where it has none, a quiet pattern of its own that is always the same for the same course. */
@Component({
  selector: 'app-course-cover',
  template: `
    @if (url(); as source) {
      <img alt="" loading="lazy" decoding="async" [srcset]="setOf(source)" [sizes]="sizes()" [src]="source" />
    } @else {
      <svg viewBox="0 0 160 90" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">
        <circle [attr.cx]="shape().x" [attr.cy]="shape().y" r="46" />
        <circle [attr.cx]="shape().x2" [attr.cy]="shape().y2" r="26" />
      </svg>
    }
  `,
  host: { '[style.--turn]': 'shape().turn' },
  styles: `
    :host {
      display: block;
      overflow: hidden;
      aspect-ratio: 16 / 9;
      background: linear-gradient(calc(120deg + var(--turn) * 1deg), #14293c, #2d5a7b 65%, #3d7da6);
    }
    img,
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
    circle {
      fill: rgb(255 255 255 / 0.08);
      stroke: rgb(255 255 255 / 0.22);
    }
  `,
})
export class CourseCover {
  readonly url = input.required<string | null>();
  /** What the pattern is made of: the id of the course. */
  readonly seed = input.required<string>();
  /** How wide it is shown, as in the attribute of the same name. */
  readonly sizes = input('(max-width: 640px) 100vw, 400px');
  protected readonly setOf = coverSet;
  protected readonly shape = computed(() => {
    const [a = 0, b = 0, c = 0] = [0, 2, 4].map(
      (at) =>
        parseInt(
          this.seed()
            .slice(-6)
            .slice(at, at + 2),
          16,
        ) || 0,
    );
    return { x: 20 + (a % 120), y: 10 + (b % 70), x2: 20 + (c % 120), y2: 20 + (a % 60), turn: b % 90 };
  });
}
