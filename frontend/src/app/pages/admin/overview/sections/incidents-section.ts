import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { DeskClock } from '../../../../shared/desk/desk-clock';
import { IncidentNamePipe } from '../../../../shared/desk/incident-name';
import { SeverityTag } from '../../../../shared/desk/incident-tags';
import { IncidentsStore } from '../../../../shared/desk/incidents-store';

/** What the overview has room for; the list has all of them. */
const SHOWN = 5;

/** The open incidents, the most urgent first. */
@Component({
  selector: 'app-incidents-section',
  imports: [IncidentNamePipe, RouterLink, SeverityTag, Skeleton, TimeAgo, TranslocoPipe],
  template: `
    <header>
      <h2>{{ 'overview.incidents.heading' | transloco }}</h2>
      <a routerLink="/admin/incidents">{{ 'overview.incidents.all' | transloco }}</a>
    </header>
    @if (store.failure() && !store.loaded()) {
      <p role="status">{{ 'overview.incidents.failed' | transloco }}</p>
      <button type="button" class="btn" (click)="store.load()">{{ 'desk.retry' | transloco }}</button>
    } @else if (!store.loaded()) {
      <app-skeleton height="36px" />
    } @else {
      <ul>
        @for (incident of shown(); track incident.id) {
          <li>
            <app-severity-tag [severity]="incident.severity" />
            <div>
              <a [routerLink]="['/admin/incidents', incident.id]">{{ incident | incidentName }}</a>
              @if (incident.accounts[0] ?? incident.networks[0]; as who) {
                <bdi [title]="who">{{ who }}</bdi>
              }
            </div>
            <small><app-time-ago [at]="incident.lastSeen" [now]="clock.now()" /></small>
          </li>
        } @empty {
          <li class="none">{{ 'overview.incidents.none' | transloco }}</li>
        }
      </ul>
    }
  `,
  host: { class: 'card' },
  styles: `
    :host {
      display: grid;
      align-content: start;
      gap: var(--space-2);
      min-inline-size: 0;
      padding: 16px 18px;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 4px var(--space-3);
      font-size: var(--text-sm);
    }
    p,
    .none {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .btn {
      justify-self: start;
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      padding: 9px 0;
      border-block-end: 1px solid var(--line);
      font-size: var(--text-sm);
    }
    li:last-child {
      border: 0;
    }
    li > div {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      gap: 2px var(--space-3);
      min-inline-size: 0;
    }
    bdi {
      overflow: hidden;
      color: var(--ink-2);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    small {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
  `,
})
export class IncidentsSection {
  protected readonly clock = inject(DeskClock);
  protected readonly store = inject(IncidentsStore);
  protected readonly shown = computed(() => this.store.incidents().slice(0, SHOWN));
}
