import { Component } from '@angular/core';

interface Column {
  readonly x: number;
  readonly ok: number;
  readonly failed: number;
  readonly blocked: number;
}

const okHeights = [14, 18, 12, 20, 16, 13, 19, 15, 21, 14, 17, 12, 18, 15, 20, 13, 16, 19, 14, 17, 15, 18, 13, 16];
const failedHeights = [2, 3, 2, 1, 3, 2, 2, 4, 3, 6, 10, 17, 26, 35, 44, 52, 34, 15, 5, 2, 2, 1, 2, 2];
const blockedHeights = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 9, 15, 23, 40, 47, 38, 22, 9, 3, 1, 0];

/** A drawing of the desk: an attack that rises and is blocked. A picture and not a figure: it holds no text, no data. */
@Component({
  selector: 'app-desk-picture',
  template: `
    <div class="window">
      <div class="bar"><i></i><i></i><i></i></div>
      <svg viewBox="0 0 384 120" focusable="false">
        @for (line of [30, 60, 90]; track line) {
          <line x1="0" x2="384" [attr.y1]="line" [attr.y2]="line" />
        }
        @for (column of columns; track column.x) {
          <rect class="ok" [attr.x]="column.x" width="11" [attr.y]="118 - column.ok" [attr.height]="column.ok" rx="2" />
          <rect
            class="failed"
            [attr.x]="column.x"
            width="11"
            [attr.y]="117 - column.ok - column.failed"
            [attr.height]="column.failed"
            rx="2"
          />
          <rect
            class="blocked"
            [attr.x]="column.x"
            width="11"
            [attr.y]="116 - column.ok - column.failed - column.blocked"
            [attr.height]="column.blocked"
            rx="2"
          />
        }
      </svg>
      @for (row of rows; track $index) {
        <div class="row">
          <b [class]="row.kind"></b>
          <span [style.inline-size.%]="row.account"></span>
          <span class="short"></span>
          <span [style.inline-size.%]="row.reason"></span>
        </div>
      }
    </div>
  `,
  host: { 'aria-hidden': 'true' },
  styles: `
    .window {
      overflow: hidden;
      padding: var(--space-4) var(--space-5) var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius-lg);
      background: var(--surface);
      box-shadow: var(--shadow-2);
    }
    .bar {
      display: flex;
      gap: 6px;
      margin-block-end: var(--space-4);
    }
    .bar i {
      inline-size: 9px;
      block-size: 9px;
      border-radius: 50%;
      background: var(--line-2);
    }
    svg {
      display: block;
      inline-size: 100%;
      direction: ltr;
      margin-block-end: var(--space-3);
    }
    line {
      stroke: var(--line);
    }
    .ok {
      fill: var(--ok);
      background: var(--ok-tint);
      color: var(--ok);
    }
    .failed {
      fill: var(--danger);
      background: var(--danger-tint);
      color: var(--danger);
    }
    .blocked {
      fill: var(--info);
      background: var(--info-tint);
      color: var(--info);
    }
    svg .ok {
      opacity: 0.75;
    }
    .row {
      display: flex;
      align-items: center;
      gap: var(--space-4);
      padding-block: 11px;
      border-block-start: 1px solid var(--line);
    }
    .row b {
      display: flex;
      align-items: center;
      inline-size: 62px;
      block-size: 20px;
      flex: none;
      padding-inline: 9px;
      border-radius: var(--radius-pill);
    }
    .row b::before {
      content: '';
      inline-size: 6px;
      block-size: 6px;
      border-radius: 50%;
      background: currentColor;
    }
    .row span {
      block-size: 8px;
      border-radius: var(--radius-xs);
      background: var(--surface-3);
    }
    .row .short {
      inline-size: 18%;
      margin-inline-start: auto;
      background: var(--line-2);
    }
  `,
})
export class DeskPicture {
  protected readonly columns: readonly Column[] = okHeights.map((ok, index) => ({
    x: index * 16 + 2,
    ok,
    failed: failedHeights[index] ?? 0,
    blocked: blockedHeights[index] ?? 0,
  }));
  protected readonly rows = [
    { kind: 'failed', account: 30, reason: 16 },
    { kind: 'failed', account: 24, reason: 16 },
    { kind: 'blocked', account: 28, reason: 20 },
    { kind: 'ok', account: 22, reason: 14 },
  ] as const;
}
