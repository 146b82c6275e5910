import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { IncidentDetail, IncidentState } from '@classy-book/contracts/incidents';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { IncidentNamePipe } from '../../../../shared/desk/incident-name';
import { IncidentStateTag, SeverityTag } from '../../../../shared/desk/incident-tags';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** To which states an incident can go from where it stands, in the order of the buttons. */
const nextStates: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  open: ['acknowledged', 'resolved', 'false_alarm'],
  acknowledged: ['resolved', 'false_alarm'],
  resolved: ['open'],
  false_alarm: ['open'],
};

/** What it is, how bad, since when, and what is done with it most often. */
@Component({
  selector: 'app-incident-head',
  imports: [
    CountPipe,
    Icon,
    IncidentNamePipe,
    IncidentStateTag,
    PluralPipe,
    RouterLink,
    SeverityTag,
    TimeAgo,
    TranslocoPipe,
  ],
  template: `
    <div class="what">
      <h1 tabindex="-1">{{ incident() | incidentName }}</h1>
      <p>
        <app-severity-tag [severity]="incident().severity" />
        <app-incident-state [incident]="incident()" />
        <span class="num">{{ 'desk.incidents.number' | transloco: { number: (incident().number | count) } }}</span>
        <span>{{ incident().counts.events | plural: 'incidents.events' }}</span>
        <span
          >{{ 'incidents.column.lastSeen' | transloco }} <app-time-ago [at]="incident().lastSeen" [now]="now()"
        /></span>
        @if (others().length > 0) {
          <span>
            {{ 'incidents.also' | transloco }}
            @for (kind of others(); track kind; let last = $last) {
              {{ 'desk.incidentKind.' + kind | transloco }}{{ last ? '' : ('desk.and' | transloco) }}
            }
          </span>
        }
      </p>
    </div>
    <div class="actions">
      <a class="btn" routerLink="report"><app-icon name="print" />{{ 'incidents.reportPage' | transloco }}</a>
      @if (allowed()) {
        @for (state of next(); track state) {
          <button type="button" class="btn" [disabled]="busy()" (click)="moved.emit(state)">
            {{ 'incidents.action.' + state | transloco }}
          </button>
        }
        <button type="button" class="btn danger" [disabled]="busy()" (click)="containAsked.emit()">
          <app-icon name="shield" />{{ 'incidents.action.contain' | transloco }}
        </button>
      }
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--space-3) var(--space-4);
    }
    .what {
      flex: 1 1 320px;
      display: grid;
      gap: 6px;
      min-inline-size: 0;
    }
    h1 {
      overflow-wrap: anywhere;
    }
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class IncidentHead {
  readonly incident = input.required<IncidentDetail>();
  readonly now = input.required<number>();
  /** Whether this administrator handles incidents. */
  readonly allowed = input(false);
  readonly busy = input(false);
  readonly moved = output<IncidentState>();
  readonly containAsked = output();
  protected readonly next = computed(() => nextStates[this.incident().state]);
  /** The other kinds that had a part in it. */
  protected readonly others = computed(() => this.incident().kinds.filter((kind) => kind !== this.incident().kind));
}
