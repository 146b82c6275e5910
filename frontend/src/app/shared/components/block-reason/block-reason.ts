import { Component, input } from '@angular/core';
import type { BlockedIp } from '@classy-book/contracts/blocking';
import { PluralPipe } from '../../texts/plural-pipe';

/** Why a range is blocked: what a person wrote, or, for a block by the rules, its failures in the reader's language. */
@Component({
  selector: 'app-block-reason',
  imports: [PluralPipe],
  template: `
    @if (block().source === 'auto') {
      {{ block().attempts | plural: 'desk.failedSignIns' }}
    } @else {
      <bdi [title]="block().reason">{{ block().reason }}</bdi>
    }
  `,
})
export class BlockReason {
  readonly block = input.required<BlockedIp>();
}
