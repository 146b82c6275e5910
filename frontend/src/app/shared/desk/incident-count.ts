import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { CountPipe } from '../texts/format-pipes';
import { IncidentsStore } from './incidents-store';

/** How many incidents are open, as a red mark beside the name of their page; nothing where there are none. */
@Component({
  selector: 'app-incident-count',
  imports: [CountPipe, TranslocoPipe],
  template: `
    @if (count() > 0) {
      <span class="mark num" aria-hidden="true">{{ count() | count }}</span>
      <span class="visually-hidden">{{ 'shell.openIncidents' | transloco: { count: count() | count } }}</span>
    }
  `,
  styles: `
    .mark {
      display: inline-grid;
      place-items: center;
      min-inline-size: 20px;
      block-size: 20px;
      padding-inline: 6px;
      border-radius: var(--radius-pill);
      background: var(--danger);
      color: var(--on-danger);
      font-size: var(--text-2xs);
      font-weight: var(--weight-bold);
    }
  `,
})
export class IncidentCount {
  private readonly store = inject(IncidentsStore);
  protected readonly count = computed(() => this.store.incidents().length);
}
