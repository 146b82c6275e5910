import { Component, computed, input } from '@angular/core';
import type { AddressCheck } from '@classy-book/contracts/blocking';
import { TranslocoPipe } from '@jsverse/transloco';
import { PluralPipe } from '../../texts/plural-pipe';
import { shownRange } from '../address/cidr';
import { durationKey } from './durations';

/** What a block would have to do with what is blocked and allowed already. Texts: scope `desk`. */
@Component({
  selector: 'app-block-facts',
  imports: [PluralPipe, TranslocoPipe],
  template: `
    <ul role="status">
      @if (growing() || facts().pastBlocks > 0) {
        <li>
          {{ facts().pastBlocks | plural: 'desk.block.past' }}
          {{ 'desk.block.grows' | transloco: { length: 'desk.duration.' + growingKey() | transloco } }}
        </li>
      }
      @if (facts().relations.coveredBy.ranges[0]; as wider) {
        <li>{{ 'desk.block.coveredBy' | transloco: { range: shownRange(wider) } }}</li>
      }
      @if (facts().relations.covers.count; as count) {
        <li>{{ count | plural: 'desk.block.covers' }}</li>
      }
      @if (facts().relations.allowed.count; as count) {
        <li class="warn">{{ count | plural: 'desk.block.allowed' }}</li>
      }
      @if (facts().holds.includes('server')) {
        <li class="warn">{{ 'desk.block.server' | transloco }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: 4px;
      margin: 0;
      padding: 0;
      color: var(--ink-2);
      font-size: var(--text-sm);
      list-style: none;
    }
    ul:empty {
      display: none;
    }
    .warn {
      color: var(--warn);
      font-weight: var(--weight-medium);
    }
  `,
})
export class BlockFacts {
  readonly facts = input.required<AddressCheck>();
  /** True where the length that grows is chosen. */
  readonly growing = input(false);
  protected readonly growingKey = computed(() => durationKey(this.facts().growingMinutes));
  protected readonly shownRange = shownRange;
}
