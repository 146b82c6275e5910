import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, resource } from '@angular/core';
import type { BlockRecord } from '@classy-book/contracts/blocking';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { BlockReason } from '../../../../shared/components/block-reason/block-reason';
import { shownRange } from '../../../../shared/components/address/cidr';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

export interface HistoryData {
  readonly range: string;
  /** The blocks of the range and of what overlaps it, newest first. */
  readonly load: () => Promise<readonly BlockRecord[]>;
}

/** The blocks that a range had: who, why, from when to when, and how each ended. */
@Component({
  selector: 'app-history-dialog',
  imports: [BlockReason, DialogFrame, FullTimePipe, PluralPipe, Skeleton, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'blocked')],
  template: `
    <app-dialog-frame
      [heading]="'blocked.history.heading' | transloco: { range: shownRange(data.range) }"
      [closeLabel]="'desk.close' | transloco"
      (dismissed)="dialog.close()"
    >
      @if (blocks.error()) {
        <p role="alert">{{ 'blocked.failed' | transloco }}</p>
      } @else if (blocks.value(); as list) {
        <ol>
          @for (block of list; track block.id) {
            <li>
              <p>
                <bdi class="mono" dir="ltr">{{ shownRange(block.range) }}</bdi>
                <strong><app-block-reason [block]="block" /></strong>
              </p>
              <p>
                {{ 'desk.source.' + block.source | transloco }} ·
                <bdi>{{ block.createdBy ?? ('blocked.rules' | transloco) }}</bdi> · {{ block.createdAt | fullTime }}
              </p>
              <p>
                @if (block.ending) {
                  {{ 'blocked.ending.' + block.ending | transloco }}
                  @if (block.endedBy) {
                    · <bdi>{{ block.endedBy }}</bdi>
                  }
                  @if (block.endedAt) {
                    · {{ block.endedAt | fullTime }}
                  }
                } @else if (block.blockedUntil) {
                  {{ 'blocked.history.until' | transloco }} {{ block.blockedUntil | fullTime }}
                } @else {
                  {{ 'desk.forGood' | transloco }}
                }
                · {{ block.hits | plural: 'blocked.hits' }}
              </p>
            </li>
          }
        </ol>
        <p class="foot">{{ 'blocked.history.kept' | transloco }}</p>
      } @else {
        <app-skeleton width="100%" height="120px" />
      }
    </app-dialog-frame>
  `,
  styles: `
    ol {
      display: grid;
      gap: var(--space-3);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      padding-inline-start: var(--space-3);
      border-inline-start: 3px solid var(--line-2);
      font-size: var(--text-sm);
    }
    li p:first-child {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 10px;
      color: var(--ink);
    }
    .foot {
      margin-block-start: var(--space-4);
      color: var(--ink-3);
      font-size: var(--text-xs);
    }
  `,
})
export class HistoryDialog {
  protected readonly data = inject<HistoryData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly blocks = resource({ loader: () => this.data.load() });
  protected readonly shownRange = shownRange;
}
