import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject } from '@angular/core';
import type { EnrolPeopleResult } from '@classy-book/contracts/course-people';
import type { InviteResult } from '@classy-book/contracts/enrolments';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** What became of one address. */
export interface AddressResult {
  readonly email: string;
  readonly result: InviteResult['result'] | EnrolPeopleResult['result'];
}

const FINE: readonly AddressResult['result'][] = ['invited', 'invited_again', 'enrolled'];

/** Tells what became of each address that was invited or enrolled. */
@Component({
  selector: 'app-results-dialog',
  imports: [DialogFrame, PluralPipe, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'people')],
  template: `
    <app-dialog-frame [heading]="fine() | plural: 'people.results.heading'">
      <ul [attr.aria-label]="'people.results.label' | transloco">
        @for (row of rows; track row.email) {
          <li>
            <bdi dir="ltr">{{ row.email }}</bdi>
            <span [class]="'tag ' + (isFine(row) ? 'ok' : 'warn')">{{
              'people.results.' + row.result | transloco
            }}</span>
          </li>
        }
      </ul>
      <button actions type="button" class="btn primary" cdkFocusInitial (click)="dialog.close()">
        {{ 'desk.close' | transloco }}
      </button>
    </app-dialog-frame>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-2);
      max-block-size: 50dvh;
      overflow: auto;
      color: var(--ink);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: var(--space-2);
      font-size: var(--text-sm);
    }
    bdi {
      overflow-wrap: anywhere;
    }
  `,
})
export class ResultsDialog {
  protected readonly rows = inject<readonly AddressResult[]>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly fine = computed(() => this.rows.filter((row) => this.isFine(row)).length);

  protected isFine({ result }: AddressResult): boolean {
    return FINE.includes(result);
  }
}
