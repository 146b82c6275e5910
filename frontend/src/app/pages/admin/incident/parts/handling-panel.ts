import { Component, computed, input, output } from '@angular/core';
import {
  incidentSeverities,
  type IncidentDetail,
  type IncidentPerson,
  type IncidentSeverity,
} from '@classy-book/contracts/incidents';
import { TranslocoPipe } from '@jsverse/transloco';

/** Whose it is and how bad: both can be changed here by those who handle incidents. */
@Component({
  selector: 'app-handling-panel',
  imports: [TranslocoPipe],
  template: `
    <div class="field">
      <label for="incident-assignee">{{ 'incidents.column.assignee' | transloco }}</label>
      @if (allowed()) {
        <select id="incident-assignee" class="input compact" [disabled]="busy()" (change)="assign($event)">
          <option value="" [selected]="incident().assignee === null">{{ 'incidents.nobody' | transloco }}</option>
          @for (person of offered(); track person.id) {
            <option [value]="person.id" [selected]="incident().assignee?.id === person.id">{{ person.email }}</option>
          }
        </select>
        @if (me() !== null && incident().assignee?.id !== me()) {
          <button type="button" class="btn" [disabled]="busy()" (click)="assigned.emit(me())">
            {{ 'incidents.action.take' | transloco }}
          </button>
        }
      } @else {
        <bdi>{{ incident().assignee?.email ?? ('incidents.nobody' | transloco) }}</bdi>
      }
    </div>
    @if (allowed()) {
      <div class="field">
        <label for="incident-severity">{{ 'incidents.column.severity' | transloco }}</label>
        <select id="incident-severity" class="input compact" [disabled]="busy()" (change)="rate($event)">
          @for (severity of severities; track severity) {
            <option [value]="severity" [selected]="incident().severity === severity">
              {{ 'desk.severity.' + severity | transloco }}
            </option>
          }
        </select>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
    }
    .field {
      display: grid;
      gap: 4px;
      min-inline-size: 0;
      font-size: var(--text-sm);
    }
    label {
      color: var(--ink-2);
      font-size: var(--text-xs);
      font-weight: var(--weight-semi);
    }
    bdi {
      overflow-wrap: anywhere;
    }
  `,
})
export class HandlingPanel {
  readonly incident = input.required<IncidentDetail>();
  readonly people = input.required<readonly IncidentPerson[]>();
  /** The id of this administrator. */
  readonly me = input<string | null>(null);
  readonly allowed = input(false);
  readonly busy = input(false);
  /** Null for nobody. */
  readonly assigned = output<string | null>();
  readonly rated = output<IncidentSeverity>();
  protected readonly severities = incidentSeverities.toReversed();
  /** Whoever has it now is offered too, also where they could not be given it any more. */
  protected readonly offered = computed(() => {
    const { assignee } = this.incident();
    const known = this.people();
    return assignee === null || known.some(({ id }) => id === assignee.id) ? known : [assignee, ...known];
  });

  protected assign(event: Event): void {
    this.assigned.emit((event.target as HTMLSelectElement).value || null);
  }

  protected rate(event: Event): void {
    const value = (event.target as HTMLSelectElement).value;
    const severity = incidentSeverities.find((one) => one === value);
    if (severity) this.rated.emit(severity);
  }
}
