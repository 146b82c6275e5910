import type { HttpResourceRef } from '@angular/common/http';
import { Component, computed, inject, input, output, viewChild } from '@angular/core';
import type { EntitySummary } from '@classy-book/contracts/attempts';
import { DeskActions } from '../../../../shared/desk/desk-actions';
import { DeskClock } from '../../../../shared/desk/desk-clock';
import { IncidentReports } from '../../../../shared/desk/incident-reports';
import { AttemptsStore } from '../attempts-store';
import { DetailStore } from '../detail-store';
import { FilterStore } from '../filter-store';
import { AttemptDrawer } from '../parts/attempt-drawer';
import type { Day } from '../parts/entity-day';

/** The drawer with the selected attempt and the actions of the desk. */
@Component({
  selector: 'app-side-section',
  imports: [AttemptDrawer],
  template: `
    @if (attempts.selected(); as attempt) {
      <app-attempt-drawer
        [attempt]="attempt"
        [addressDay]="addressDay()"
        [accountDay]="accountDay()"
        [block]="detail.block()"
        [lock]="detail.lock()"
        [now]="clock.now()"
        [allowed]="actions.allowed()"
        [incidents]="reports.allowed()"
        [modal]="modal()"
        (closed)="closed.emit()"
        (blockToggled)="detail.toggleBlock(attempt.ipAddress)"
        (rangeBlocked)="detail.blockAddress(attempt.ipAddress, $event)"
        (lockToggled)="detail.toggleLock()"
        (sessionsEnded)="detail.endSessions()"
        (incidentAsked)="reports.openFor(attempt.email, attempt.ipAddress)"
        (addressWanted)="filters.change({ address: $event, email: '' })"
        (accountWanted)="filters.change({ email: $event, address: '' })"
      />
    }
  `,
  styles: ':host { display: block; block-size: 100%; min-block-size: 0; }',
})
export class SideSection {
  protected readonly actions = inject(DeskActions);
  protected readonly attempts = inject(AttemptsStore);
  protected readonly clock = inject(DeskClock);
  protected readonly detail = inject(DetailStore);
  protected readonly filters = inject(FilterStore);
  protected readonly reports = inject(IncidentReports);
  /** True where the drawer covers the page and must hold the focus. */
  readonly modal = input.required<boolean>();
  readonly closed = output();
  private readonly drawer = viewChild(AttemptDrawer);
  protected readonly addressDay = computed(() => dayOf(this.detail.addressDay));
  protected readonly accountDay = computed(() => dayOf(this.detail.accountDay));

  focus(): void {
    this.drawer()?.focus();
  }
}

function dayOf(resource: HttpResourceRef<EntitySummary | undefined>): Day {
  const summary = resource.hasValue() ? resource.value() : undefined;
  return { loading: resource.isLoading(), summary: summary ?? null };
}
