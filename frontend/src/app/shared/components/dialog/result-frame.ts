import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, contentChild, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { PluralPipe } from '../../texts/plural-pipe';
import { TableRow } from '../data-table/table-row';
import { Icon } from '../icon/icon';
import { DialogFrame } from './dialog-frame';

/**
 * The look of a dialog that tells how one action went for each of many: how many it was done for, how many it was not
 * done for, and a row for each, those first: they are what is left to do. What a row says is given by
 * `<ng-template [appTableRow]="rows" let-row>`: a `bdi` that names it and a `small` with what became of it. Buttons
 * before the one that closes carry the attribute `actions`. It uses texts of the scope `desk`.
 */
@Component({
  selector: 'app-result-frame',
  imports: [DialogFrame, Icon, NgTemplateOutlet, PluralPipe, TranslocoPipe],
  template: `
    <app-dialog-frame [heading]="heading()" [closeLabel]="'desk.close' | transloco" (dismissed)="dismissed.emit()">
      <p>
        <span class="tag ok">{{ row().rows().length - left().length | plural: doneText() }}</span>
        @if (left().length > 0) {
          <span class="tag" [class]="tone()">{{ left().length | plural: leftText() }}</span>
        }
      </p>
      <ul tabindex="0" [attr.aria-label]="label()">
        @for (one of rows(); track one) {
          <li [class]="one.left ? tone() : 'ok'">
            <app-icon [name]="one.icon" />
            <div class="row">
              <ng-container
                [ngTemplateOutlet]="row().template"
                [ngTemplateOutletContext]="{ $implicit: one.row, index: $index }"
              />
            </div>
          </li>
        }
      </ul>
      <ng-container actions>
        <ng-content select="[actions]" />
        <button type="button" class="btn primary" cdkFocusInitial (click)="dismissed.emit()">
          {{ 'desk.close' | transloco }}
        </button>
      </ng-container>
    </app-dialog-frame>
  `,
  styles: `
    p {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin-block-end: var(--space-3);
    }
    ul {
      max-block-size: 46dvh;
      overflow: auto;
    }
    li {
      display: flex;
      align-items: start;
      gap: 10px;
      padding: 8px 0;
      border-block-end: 1px solid var(--line);
      color: var(--ink);
      font-size: var(--text-sm);
    }
    app-icon {
      margin-block-start: 2px;
      color: var(--ok);
    }
    .warn app-icon {
      color: var(--warn);
    }
    .danger app-icon {
      color: var(--danger);
    }
    .row {
      display: grid;
      gap: 2px;
      min-inline-size: 0;
    }
    .row ::ng-deep > bdi {
      justify-self: start;
      overflow-wrap: anywhere;
    }
    .row ::ng-deep > small {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
  `,
})
export class ResultFrame<Row> {
  readonly heading = input.required<string>();
  /** Names the list of rows. */
  readonly label = input.required<string>();
  /** Whether it was not done for a row. */
  readonly isLeft = input.required<(row: Row) => boolean>();
  /** The keys of the texts with how many it was done for, and how many it was not done for. */
  readonly doneText = input.required<string>();
  readonly leftText = input.required<string>();
  /** Whether it is wrong that some are left, or may be well so. */
  readonly tone = input.required<'danger' | 'warn'>();
  readonly dismissed = output();

  protected readonly row = contentChild.required<TableRow<Row>>(TableRow);
  protected readonly left = computed(() => this.row().rows().filter(this.isLeft()));
  protected readonly rows = computed(() => {
    const left = this.left();
    const done = this.row()
      .rows()
      .filter((row) => !left.includes(row));
    const sign = this.tone() === 'warn' ? 'warning' : 'error';
    return [
      ...left.map((row) => ({ row, left: true, icon: sign }) as const),
      ...done.map((row) => ({ row, left: false, icon: 'check-circle' }) as const),
    ];
  });
}
