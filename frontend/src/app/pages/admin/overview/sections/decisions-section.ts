import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LockedAccount } from '@classy-book/contracts/accounts';
import type { BlockedIp } from '@classy-book/contracts/blocking';
import { TranslocoPipe } from '@jsverse/transloco';
import { shownRange } from '../../../../shared/components/address/cidr';
import { Icon } from '../../../../shared/components/icon/icon';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { BlockReason } from '../../../../shared/components/block-reason/block-reason';
import { Countdown } from '../../../../shared/components/time-ago/countdown';
import { DefencesStore } from '../../../../shared/desk/defences-store';
import { DeskActions } from '../../../../shared/desk/desk-actions';
import { DeskClock } from '../../../../shared/desk/desk-clock';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { MAX_DECISIONS, decisionsOf } from '../decisions';

const DAY_MINUTES = 1_440;

/** Locked accounts and blocks that end soon, each with what can be done about it. */
@Component({
  selector: 'app-decisions-section',
  imports: [BlockReason, Countdown, Icon, PluralPipe, RouterLink, Skeleton, TranslocoPipe],
  templateUrl: './decisions-section.html',
  styleUrl: './decisions-section.css',
  host: { class: 'card' },
})
export class DecisionsSection {
  protected readonly actions = inject(DeskActions);
  protected readonly clock = inject(DeskClock);
  protected readonly defences = inject(DefencesStore);
  protected readonly shown = shownRange;
  protected readonly all = computed(() => decisionsOf(this.defences.locks(), this.defences.blocks(), this.clock.now()));
  protected readonly decisions = computed(() => this.all().slice(0, MAX_DECISIONS));

  protected unlock(lock: LockedAccount): void {
    void this.actions.unlock(lock);
  }

  protected extend(block: BlockedIp): void {
    void this.actions.extend(block, DAY_MINUTES);
  }

  protected unblock(block: BlockedIp): void {
    void this.actions.unblock(block);
  }
}
