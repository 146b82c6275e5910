import { Component, computed, input, output } from '@angular/core';
import type { WebhookDelivery } from '@classy-book/contracts/webhooks';
import { TranslocoPipe } from '@jsverse/transloco';
import { DataTable, type TableState } from '../../../../shared/components/data-table/data-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { DeliveryOutcome } from './delivery-outcome';

const columnNames = ['outcome', 'type', 'tries', 'took', 'at'] as const;
const ROW = 44;
const CARD = 72;

/** What was sent to an endpoint, newest first. */
@Component({
  selector: 'app-delivery-log',
  imports: [CountPipe, DataTable, DeliveryOutcome, EmptyState, TableRow, TimeAgo, TranslocoPipe],
  template: `
    <app-data-table
      [label]="label()"
      [columns]="columns()"
      [state]="state()"
      [rowHeight]="rowHeight()"
      [more]="more()"
      (endReached)="endReached.emit()"
    >
      <ng-template [appTableRow]="deliveries()" let-delivery>
        <td role="cell" class="outcome"><app-delivery-outcome [delivery]="delivery" /></td>
        <td role="cell" class="type">
          <button type="button" class="row-open" (click)="opened.emit(delivery)">
            {{ 'webhooks.type.' + delivery.type.replace('.', '_') | transloco }}
          </button>
          @if (delivery.redelivery) {
            <span class="again">{{ 'webhooks.again' | transloco }}</span>
          }
        </td>
        <td role="cell" class="tries num">{{ delivery.attempts | count }}</td>
        <td role="cell" class="took num">
          @if (delivery.durationMs !== null) {
            <span dir="ltr">{{ delivery.durationMs | count }} ms</span>
          }
        </td>
        <td role="cell" class="at"><app-time-ago [at]="delivery.at" [now]="now()" /></td>
      </ng-template>
      <app-empty-state
        empty
        icon="inbox"
        [heading]="(filtered() ? 'webhooks.log.nothing' : 'webhooks.log.empty') | transloco"
        [text]="(filtered() ? '' : 'webhooks.log.emptyText') | transloco"
      />
      <app-empty-state failed icon="wifi-off" [heading]="'webhooks.log.failed' | transloco" [text]="problem() ?? ''">
        <button type="button" class="btn primary" (click)="retried.emit()">{{ 'desk.retry' | transloco }}</button>
      </app-empty-state>
    </app-data-table>
  `,
  styleUrls: ['../../../../shared/components/data-table/list-table.css', './delivery-log.css'],
})
export class DeliveryLog {
  readonly deliveries = input.required<readonly WebhookDelivery[]>();
  readonly headings = input.required<Readonly<Record<(typeof columnNames)[number], string>>>();
  readonly label = input.required<string>();
  readonly state = input.required<TableState>();
  readonly problem = input<string | null>(null);
  readonly now = input.required<number>();
  readonly cards = input(false);
  readonly filtered = input(false);
  readonly more = input(false);
  readonly endReached = output();
  readonly retried = output();
  readonly opened = output<WebhookDelivery>();

  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));
  protected readonly columns = computed(() => columnNames.map((key) => ({ key, label: this.headings()[key] })));
}
