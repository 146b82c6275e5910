import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import type { RoleView } from '@classy-book/contracts/users';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../components/dialog/dialog-frame';
import { PluralPipe } from '../texts/plural-pipe';
import { RoleName } from './role-name';

export interface RoleDialogData {
  readonly heading: string;
  /** What the change means, one sentence each. */
  readonly points: readonly string[];
  readonly roles: readonly RoleView[];
  /** The key of the role that is held now, null where there are several people. */
  readonly current: string | null;
}

/** Asks for a role and says what the change means; closes with the key of the role. */
@Component({
  selector: 'app-role-dialog',
  imports: [DialogFrame, PluralPipe, RoleName, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'users')],
  template: `
    <app-dialog-frame [heading]="data.heading" [closeLabel]="'desk.close' | transloco" (dismissed)="dialog.close()">
      <fieldset>
        <legend>{{ 'users.role.choose' | transloco }}</legend>
        @for (role of data.roles; track role.key) {
          <label [class.off]="!role.assignable">
            <input
              type="radio"
              name="role"
              [value]="role.key"
              [checked]="role.key === chosen()"
              [disabled]="!role.assignable"
              (change)="chosen.set(role.key)"
            />
            <span>
              <strong><app-role-name [role]="role.key" [title]="role.title" /></strong>
              <small>
                @if (!role.assignable) {
                  {{ 'users.role.notYours' | transloco }}
                } @else if (role.builtIn) {
                  {{ 'users.role.about.' + role.key | transloco }}
                } @else {
                  {{ role.description || (role.permissions.length | plural: 'users.role.permissions') }}
                }
              </small>
            </span>
          </label>
        }
      </fieldset>
      <ul>
        @for (point of data.points; track point) {
          <li>{{ point }}</li>
        }
      </ul>
      <ng-container actions>
        <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
        <button
          type="button"
          class="btn primary"
          [disabled]="chosen() === null || chosen() === data.current"
          (click)="dialog.close(chosen() ?? undefined)"
        >
          {{ 'users.role.submit' | transloco }}
        </button>
      </ng-container>
    </app-dialog-frame>
  `,
  styleUrls: ['../components/dialog/dialog-fields.css', './dialogs.css'],
})
export class RoleDialog {
  protected readonly data = inject<RoleDialogData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  protected readonly chosen = signal<string | null>(this.data.current);
}
