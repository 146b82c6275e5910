import { Component, inject } from '@angular/core';
import type { LockedAccount } from '@classy-book/contracts/accounts';
import type { BlockedIp } from '@classy-book/contracts/blocking';
import { DefencesStore } from '../../../../shared/desk/defences-store';
import { DeskActions } from '../../../../shared/desk/desk-actions';
import { DeskClock } from '../../../../shared/desk/desk-clock';
import { IncidentsStore } from '../../../../shared/desk/incidents-store';
import { DefenceFeed } from '../parts/defence-feed';

/** The locks and blocks in force, as they come and go. */
@Component({
  selector: 'app-feed-section',
  imports: [DefenceFeed],
  template: `
    <app-defence-feed
      [incidents]="incidents.incidents()"
      [locks]="defences.locks()"
      [blocks]="defences.blocks()"
      [loaded]="defences.loaded()"
      [now]="clock.now()"
      [allowed]="actions.allowed()"
      (unlocked)="unlock($event)"
      (unblocked)="unblock($event)"
    />
  `,
})
export class FeedSection {
  protected readonly actions = inject(DeskActions);
  protected readonly clock = inject(DeskClock);
  protected readonly defences = inject(DefencesStore);
  protected readonly incidents = inject(IncidentsStore);

  protected unlock(lock: LockedAccount): void {
    void this.actions.unlock(lock);
  }

  protected unblock(block: BlockedIp): void {
    void this.actions.unblock(block);
  }
}
