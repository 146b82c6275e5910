import { Component, computed, input, output } from '@angular/core';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import { AddressView } from '../../../../shared/components/address/address';
import { DataTable, type Column, type TableState } from '../../../../shared/components/data-table/data-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { OutcomeTag } from '../../../../shared/components/outcome-tag/outcome-tag';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';

export const signInColumns = ['outcome', 'time', 'address', 'device', 'method', 'reason'] as const;
const ROW = 36;
const CARD = 66;

/** The attempts to sign in as one person, newest first. Injects nothing. */
@Component({
  selector: 'app-sign-ins-table',
  imports: [AddressView, DataTable, EmptyState, OutcomeTag, TableRow, TimeAgo, TranslocoPipe],
  template: `
    <app-data-table
      [label]="label()"
      [columns]="columns()"
      [state]="state()"
      [rowHeight]="rowHeight()"
      [more]="more()"
      (endReached)="endReached.emit()"
    >
      <ng-template [appTableRow]="attempts()" let-attempt>
        <td role="cell" class="outcome"><app-outcome-tag [outcome]="attempt.outcome" /></td>
        <td role="cell" class="time"><app-time-ago [at]="attempt.timestamp" [now]="now()" /></td>
        <td role="cell" class="address">
          <app-address [value]="attempt.ipAddress" [country]="attempt.country" />
        </td>
        <td role="cell" class="device" [title]="attempt.userAgent">
          <bdi dir="ltr">{{ attempt.device.label }}</bdi>
        </td>
        <td role="cell" class="method">
          {{ 'desk.method.' + attempt.method | transloco }}
          @if (attempt.factor; as factor) {
            + {{ 'desk.factor.' + factor | transloco }}
          }
        </td>
        <td role="cell" class="reason">
          {{ attempt.reason === null ? '' : ('desk.reason.' + attempt.reason | transloco) }}
        </td>
      </ng-template>
      <app-empty-state
        empty
        icon="history"
        [heading]="'users.signIns.none' | transloco"
        [text]="'users.signIns.noneText' | transloco"
      />
      <app-empty-state failed icon="wifi-off" [heading]="'users.signIns.failed' | transloco" [text]="problem() ?? ''">
        <button type="button" class="btn primary" (click)="retried.emit()">{{ 'desk.retry' | transloco }}</button>
      </app-empty-state>
    </app-data-table>
    @if (attempts().length > 0) {
      <p class="foot" role="status">
        @if (loadingMore()) {
          {{ 'users.loadingMore' | transloco }}
        } @else if (!more()) {
          {{ 'users.listEnd' | transloco }}
        }
      </p>
    }
  `,
  styleUrls: ['../../../../shared/components/data-table/list-table.css', './sign-ins-table.css'],
})
export class SignInsTable {
  readonly attempts = input.required<readonly LoginAttempt[]>();
  readonly columns = input.required<readonly Column[]>();
  readonly label = input.required<string>();
  readonly state = input.required<TableState>();
  /** What went wrong where the state is `failed`. */
  readonly problem = input.required<string | null>();
  readonly now = input.required<number>();
  /** True where rows are drawn as small cards of two lines. */
  readonly cards = input.required<boolean>();
  readonly more = input.required<boolean>();
  readonly loadingMore = input.required<boolean>();
  readonly endReached = output();
  readonly retried = output();
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));
}
