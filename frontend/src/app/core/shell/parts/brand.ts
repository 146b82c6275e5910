import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

/** The mark and the name, as a link to the front page or to the desk's overview. */
@Component({
  selector: 'app-brand',
  imports: [RouterLink, TranslocoPipe],
  template: `
    <a class="brand" [routerLink]="to()">
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M4 5c3-1.5 5.5-1.5 8 0v15c-2.5-1.5-5-1.5-8 0zM12 5c2.5-1.5 5-1.5 8 0v15c-3-1.5-5.5-1.5-8 0" />
      </svg>
      <span [class.visually-hidden]="compact()">{{ 'brand' | transloco }}</span>
    </a>
  `,
  styles: `
    .brand {
      display: inline-flex;
      align-items: center;
      gap: 10px;
      color: inherit;
      font-size: var(--text-lg);
      font-weight: var(--weight-bold);
      letter-spacing: -0.01em;
      text-decoration: none;
      white-space: nowrap;
      border-radius: var(--radius-xs);
    }
    svg {
      inline-size: 22px;
      block-size: 22px;
      flex: none;
      fill: none;
      stroke: var(--brand-mark, var(--accent));
      stroke-width: 1.7;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Brand {
  readonly to = input('/');
  readonly compact = input(false);
}
