import { Component, input } from '@angular/core';
import type { Incident, IncidentSeverity, IncidentState } from '@classy-book/contracts/incidents';
import { TranslocoPipe } from '@jsverse/transloco';

const severityTones: Readonly<Record<IncidentSeverity, string>> = {
  low: 'neutral',
  medium: 'warn',
  high: 'danger',
  critical: 'danger solid',
};

/** How severe an incident is, in a word besides its colour. Texts: scope `desk`. */
@Component({
  selector: 'app-severity-tag',
  imports: [TranslocoPipe],
  template: `<span [class]="'tag ' + tones[severity()]">{{ 'desk.severity.' + severity() | transloco }}</span>`,
  styles: `
    :host {
      display: inline-flex;
    }
    .solid {
      background: var(--danger);
      color: var(--on-danger);
    }
  `,
})
export class SeverityTag {
  readonly severity = input.required<IncidentSeverity>();
  protected readonly tones = severityTones;
}

const stateTones: Readonly<Record<IncidentState, string>> = {
  open: 'warn',
  acknowledged: 'info',
  resolved: 'ok',
  false_alarm: 'neutral',
};

/** How far an incident has come, and whether only a dry run found it. Texts: scope `desk`. */
@Component({
  selector: 'app-incident-state',
  imports: [TranslocoPipe],
  template: `
    <span [class]="'tag ' + tones[incident().state]">{{ 'desk.incidentState.' + incident().state | transloco }}</span>
    @if (incident().dryRun) {
      <span class="tag neutral">{{ 'desk.incidents.dryRun' | transloco }}</span>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      gap: 4px;
    }
  `,
})
export class IncidentStateTag {
  readonly incident = input.required<Pick<Incident, 'state' | 'dryRun'>>();
  protected readonly tones = stateTones;
}
