import { Component, computed, input, output } from '@angular/core';
import type { UploadStatus } from '@classy-book/contracts/file-uploads';
import { TranslocoPipe } from '@jsverse/transloco';
import { When } from '../../../../shared/account/when';
import { Icon } from '../../../../shared/components/icon/icon';
import { iconOf } from '../../../../shared/files/file-kind';
import { FileSizePipe } from '../../../../shared/texts/file-size-pipe';

/** An upload that has not ended: how far it is, until when it is kept, and the way to give it up. */
@Component({
  selector: 'app-unfinished-row',
  imports: [FileSizePipe, Icon, TranslocoPipe, When],
  template: `
    <span class="kind"><app-icon [name]="icon()" /></span>
    <div class="what">
      <p class="name">
        <bdi>{{ upload().name }}</bdi>
      </p>
      <p class="facts">
        <span>{{ 'storage.purpose.' + upload().purpose | transloco }}</span>
        @if (upload().state === 'receiving') {
          <span class="num">{{
            'storage.own.received'
              | transloco: { received: (upload().received | fileSize), size: (upload().size | fileSize) }
          }}</span>
        } @else {
          <span>{{ state() | transloco: { why: upload().refusal?.message ?? '' } }}</span>
        }
        @if (upload().expiresAt; as at) {
          <span>{{ 'storage.own.until' | transloco }} <app-when [at]="at" /></span>
        }
      </p>
      @if (upload().state === 'receiving') {
        <progress max="1" [attr.value]="share()" [attr.aria-label]="upload().name"></progress>
      }
    </div>
    <div class="actions">
      <button
        type="button"
        class="btn"
        [disabled]="busy()"
        [attr.aria-label]="'storage.own.discardNamed' | transloco: { name: upload().name }"
        (click)="discardAsked.emit()"
      >
        {{ 'storage.own.discard' | transloco }}
      </button>
    </div>
  `,
  styleUrl: './rows.css',
})
export class UnfinishedRow {
  readonly upload = input.required<UploadStatus>();
  readonly busy = input(false);
  readonly discardAsked = output();

  protected readonly icon = computed(() => iconOf({ type: '', purpose: this.upload().purpose }));
  protected readonly share = computed(() => this.upload().received / Math.max(1, this.upload().size));
  protected readonly state = computed(() => {
    const { state, waitingFor } = this.upload();
    if (waitingFor === 'scanner') return 'storage.own.waitsForScanner';
    return waitingFor === 'storage' ? 'storage.own.waitsForStorage' : `storage.own.${state}`;
  });
}
