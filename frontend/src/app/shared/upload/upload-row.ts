import { Component, computed, input, output } from '@angular/core';
import type { ErrorCode } from '@classy-book/contracts/errors';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../components/icon/icon';
import type { IconName } from '../components/icon/icons';
import { FileSizePipe } from '../texts/file-size-pipe';
import type { UploadItem } from './upload-store';

const FINAL: readonly ErrorCode[] = [
  'FILE_REFUSED',
  'PAYLOAD_TOO_LARGE',
  'FORBIDDEN',
  'NOT_FOUND',
  'VALIDATION_FAILED',
];
const ICONS = {
  waiting: 'timer',
  sending: 'upload',
  checking: 'upload',
  failed: 'error',
  done: 'check-circle',
} as const;

/** One file on its way: how far it is, how fast, what went wrong, and what can be done about it. */
@Component({
  selector: 'app-upload-row',
  imports: [FileSizePipe, Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <app-icon [name]="icon()" />
      <p class="name" dir="auto">{{ item().name }}</p>
      <p class="how">
        @switch (item().state) {
          @case ('waiting') {
            {{ t('files.waiting') }}
          }
          @case ('sending') {
            {{ percent() }}% · {{ item().sent | fileSize }} / {{ item().size | fileSize }}
            @if (item().speed > 0) {
              · {{ item().speed | fileSize: 'second' }}
            }
          }
          @case ('checking') {
            {{ t('files.checking') }}
          }
          @case ('done') {
            {{ t('files.done') }}
          }
          @case ('failed') {
            {{ problem() }}
          }
        }
      </p>
      <div class="actions">
        @if (mayRetry()) {
          <button type="button" class="btn quiet" (click)="retry.emit()">
            {{ t('files.retry') }}<span class="visually-hidden"> {{ item().name }}</span>
          </button>
        }
        <button
          type="button"
          class="icon-btn bare"
          [attr.aria-label]="t(isOver() ? 'files.dismiss' : 'files.cancel', { name: item().name })"
          [title]="t(isOver() ? 'files.dismiss' : 'files.cancel', { name: item().name })"
          (click)="removed.emit()"
        >
          <app-icon name="close" />
        </button>
      </div>
      @if (item().state === 'sending' || item().state === 'checking') {
        <progress
          max="1"
          [attr.value]="item().state === 'checking' ? null : share()"
          [attr.aria-label]="t('files.progress', { name: item().name })"
        ></progress>
      }
    </ng-container>
  `,
  styleUrl: './upload-row.css',
  host: { '[class]': 'item().state' },
})
export class UploadRow {
  readonly item = input.required<UploadItem>();
  /** What went wrong, in words; empty where nothing did. */
  readonly problem = input('');
  readonly retry = output();
  readonly removed = output();

  protected readonly share = computed(() => Math.min(1, this.item().sent / Math.max(1, this.item().size)));
  protected readonly percent = computed(() => Math.floor(this.share() * 100));
  protected readonly isOver = computed(() => ['failed', 'done'].includes(this.item().state));
  // the file itself would be refused again
  protected readonly mayRetry = computed(() => {
    const { problem } = this.item();
    return typeof problem === 'object' && problem !== null && !FINAL.includes(problem.code);
  });
  protected readonly icon = computed((): IconName => ICONS[this.item().state]);
}
