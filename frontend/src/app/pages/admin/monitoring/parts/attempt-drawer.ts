import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, computed, input, output } from '@angular/core';
import type { LockedAccount } from '@classy-book/contracts/accounts';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import type { BlockedIp } from '@classy-book/contracts/blocking';
import { TranslocoPipe } from '@jsverse/transloco';
import { AddressView } from '../../../../shared/components/address/address';
import { formatRange, shownRange, widenings } from '../../../../shared/components/address/cidr';
import { Icon } from '../../../../shared/components/icon/icon';
import { Countdown } from '../../../../shared/components/time-ago/countdown';
import type { Allowed } from '../../../../shared/desk/desk-actions';
import { SidePanel } from '../../../../shared/desk/side-panel';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { AttemptFacts } from './attempt-facts';
import { type Day, EntityDay } from './entity-day';

/**
 * Everything known about one attempt and what can be done about it. On wide screens it stands beside the table, on
 * narrower ones it lies over it, and on a phone (`modal`) it covers the page and holds the focus.
 */
@Component({
  selector: 'app-attempt-drawer',
  imports: [AddressView, AttemptFacts, CdkTrapFocus, CountPipe, Countdown, EntityDay, Icon, PluralPipe, TranslocoPipe],
  templateUrl: './attempt-drawer.html',
  styleUrls: ['../../../../shared/desk/side-sheet.css', './attempt-drawer.css'],
})
export class AttemptDrawer extends SidePanel {
  readonly attempt = input.required<LoginAttempt>();
  readonly addressDay = input.required<Day>();
  readonly accountDay = input.required<Day>();
  readonly block = input.required<BlockedIp | null>();
  readonly lock = input.required<LockedAccount | null>();
  readonly now = input.required<number>();
  readonly allowed = input.required<Allowed>();
  /** Whether this administrator handles incidents. */
  readonly incidents = input(false);

  readonly blockToggled = output();
  readonly rangeBlocked = output<string>();
  readonly lockToggled = output();
  readonly sessionsEnded = output();
  readonly incidentAsked = output();
  /** The attempts of this address or this account are asked for. */
  readonly addressWanted = output<string>();
  readonly accountWanted = output<string>();

  /** The wider range that is offered beside the address itself: /24 or /64. */
  protected readonly wider = computed(() => {
    const range = widenings(this.attempt().ipAddress)[1];
    return range === undefined ? null : formatRange(range);
  });
  protected readonly blockedRange = computed(() => shownRange(this.block()?.range ?? ''));
  /** What the address did in a sentence; null while that is not known or there is nothing to tell. */
  protected readonly lead = computed(() => {
    const day = this.addressDay().summary;
    return day !== null && day.total > 1 ? day : null;
  });
  protected readonly alarming = computed(() => {
    const day = this.lead();
    return day !== null && day.failed + day.blocked >= 5;
  });
}
