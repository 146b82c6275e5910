import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LockedAccount } from '@classy-book/contracts/accounts';
import type { BlockedIp } from '@classy-book/contracts/blocking';
import type { Incident } from '@classy-book/contracts/incidents';
import { TranslocoPipe } from '@jsverse/transloco';
import { shownRange } from '../../../../shared/components/address/cidr';
import { Icon } from '../../../../shared/components/icon/icon';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { Countdown } from '../../../../shared/components/time-ago/countdown';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import type { Allowed } from '../../../../shared/desk/desk-actions';
import { IncidentNamePipe } from '../../../../shared/desk/incident-name';
import { SeverityTag } from '../../../../shared/desk/incident-tags';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

const SHOWN = 8;

/**
 * The accounts that are locked and the addresses that are blocked at this moment, newest first, each with a way out;
 * above them the open incidents, the most urgent first.
 */
@Component({
  selector: 'app-defence-feed',
  imports: [
    CountPipe,
    Countdown,
    Icon,
    IncidentNamePipe,
    PluralPipe,
    RouterLink,
    SeverityTag,
    Skeleton,
    TimeAgo,
    TranslocoPipe,
  ],
  templateUrl: './defence-feed.html',
  styleUrls: ['../../../../shared/desk/named-rows.css', './defence-feed.css'],
})
export class DefenceFeed {
  readonly incidents = input.required<readonly Incident[]>();
  readonly locks = input.required<readonly LockedAccount[]>();
  readonly blocks = input.required<readonly BlockedIp[]>();
  readonly loaded = input.required<boolean>();
  readonly now = input.required<number>();
  readonly allowed = input.required<Allowed>();
  readonly unlocked = output<LockedAccount>();
  readonly unblocked = output<BlockedIp>();
  protected readonly shownIncidents = computed(() => this.incidents().slice(0, SHOWN));
  protected readonly shownLocks = computed(() => this.locks().slice(0, SHOWN));
  protected readonly shownBlocks = computed(() => this.blocks().slice(0, SHOWN));
  protected readonly shown = shownRange;
}
