import { Component, computed, input, output } from '@angular/core';
import type { Invitation } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { DataTable, type TableState } from '../../../../shared/components/data-table/data-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Countdown } from '../../../../shared/components/time-ago/countdown';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { RoleName } from '../../../../shared/people/role-name';

const columnNames = ['email', 'role', 'by', 'sent', 'ends', 'action'] as const;
const ROW = 44;
const CARD = 78;

/** The open invitations. Injects nothing: the page says what is shown and does what is asked for. */
@Component({
  selector: 'app-invitations-table',
  imports: [Countdown, DataTable, EmptyState, RoleName, TableRow, TimeAgo, TranslocoPipe],
  template: `
    <app-data-table [label]="label()" [columns]="columns()" [state]="state()" [rowHeight]="rowHeight()">
      <ng-template [appTableRow]="invitations()" let-invitation>
        <td role="cell" class="email">
          <bdi dir="ltr" [title]="invitation.email">{{ invitation.email }}</bdi>
        </td>
        <td role="cell" class="role"><app-role-name [role]="invitation.role" [title]="invitation.roleTitle" /></td>
        <td role="cell" class="by">
          <bdi [title]="invitation.invitedBy">{{ invitation.invitedBy }}</bdi>
        </td>
        <td role="cell" class="sent"><app-time-ago [at]="invitation.createdAt" [now]="now()" /></td>
        <td role="cell" class="ends"><app-countdown [until]="invitation.expiresAt" [now]="now()" /></td>
        <td role="cell" class="action">
          <button
            type="button"
            class="btn"
            [attr.aria-label]="'users.invitation.withdrawNamed' | transloco: { email: invitation.email }"
            (click)="withdrawn.emit(invitation)"
          >
            {{ 'users.invitation.withdraw.submit' | transloco }}
          </button>
        </td>
      </ng-template>
      <app-empty-state
        empty
        icon="mail"
        [heading]="'users.invitation.none' | transloco"
        [text]="'users.invitation.noneText' | transloco"
      />
      <app-empty-state
        failed
        icon="wifi-off"
        [heading]="'users.invitation.failed' | transloco"
        [text]="problem() ?? ''"
      >
        <button type="button" class="btn primary" (click)="retried.emit()">{{ 'desk.retry' | transloco }}</button>
      </app-empty-state>
    </app-data-table>
  `,
  styleUrls: ['../../../../shared/components/data-table/list-table.css', './invitations-table.css'],
})
export class InvitationsTable {
  readonly invitations = input.required<readonly Invitation[]>();
  /** The headings, in the order of the columns. */
  readonly headings = input.required<Readonly<Record<(typeof columnNames)[number], string>>>();
  readonly label = input.required<string>();
  readonly state = input.required<TableState>();
  /** What went wrong where the state is `failed`. */
  readonly problem = input.required<string | null>();
  readonly now = input.required<number>();
  /** True where rows are drawn as small cards. */
  readonly cards = input.required<boolean>();
  readonly withdrawn = output<Invitation>();
  readonly retried = output();
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));
  protected readonly columns = computed(() => columnNames.map((key) => ({ key, label: this.headings()[key] })));
}
