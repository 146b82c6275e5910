import { Component, computed, input, output } from '@angular/core';
import type { Containment } from '@classy-book/contracts/containment';
import { TranslocoPipe } from '@jsverse/transloco';
import { shownRange } from '../../../../shared/components/address/cidr';
import { Icon } from '../../../../shared/components/icon/icon';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { groupsOf, undoableIn } from '../containment-views';

/** What the last containment did, with the one way back. */
@Component({
  selector: 'app-containment-panel',
  imports: [FullTimePipe, Icon, PluralPipe, TranslocoPipe],
  template: `
    <header>
      <h2><app-icon name="shield" />{{ 'incidents.containment.heading' | transloco }}</h2>
      @if (allowed() && undoable()) {
        <button type="button" class="btn" [disabled]="busy()" (click)="undone.emit()">
          <app-icon name="undo" />{{ 'desk.undo' | transloco }}
        </button>
      }
    </header>
    <p>
      {{ 'incidents.containment.by' | transloco: { who: containment().by, at: (containment().at | fullTime) } }}
      @if (containment().undoneAt; as at) {
        {{ 'incidents.containment.undone' | transloco: { who: containment().undoneBy ?? '', at: (at | fullTime) } }}
      } @else {
        {{ 'incidents.containment.until' | transloco: { at: (containment().until | fullTime) } }}
      }
    </p>
    @for (group of groups(); track group.type) {
      <details [open]="group.items.length <= 6">
        <summary>{{ group.items.length | plural: 'incidents.containment.' + group.type }}</summary>
        <ul>
          @for (result of group.items; track result.id) {
            <li>
              <bdi dir="ltr" [class.mono]="group.type === 'block_network'">{{ shown(result.target) }}</bdi>
              <span [class]="'outcome ' + result.outcome">{{ 'incidents.outcome.' + result.outcome | transloco }}</span>
              @if (result.problem) {
                <small>{{ result.problem }}</small>
              }
            </li>
          }
        </ul>
      </details>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      padding: var(--space-4) var(--space-5);
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-3);
    }
    h2 {
      display: flex;
      align-items: center;
      gap: var(--space-2);
    }
    h2 app-icon {
      color: var(--ok);
    }
    p,
    small {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    summary {
      padding-block: 4px;
      font-size: var(--text-sm);
      font-weight: var(--weight-medium);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 12px;
      padding: 4px 0;
      border-block-end: 1px solid var(--line);
      font-size: var(--text-sm);
    }
    li bdi {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .outcome {
      color: var(--ink-2);
      font-weight: var(--weight-medium);
    }
    .done {
      color: var(--ok);
    }
    .failed {
      color: var(--danger);
    }
    small {
      flex-basis: 100%;
    }
  `,
})
export class ContainmentPanel {
  readonly containment = input.required<Containment>();
  readonly allowed = input(false);
  readonly busy = input(false);
  readonly undone = output();
  protected readonly groups = computed(() => groupsOf(this.containment().results));
  protected readonly undoable = computed(() => undoableIn(this.containment()));
  protected readonly shown = shownRange;
}
