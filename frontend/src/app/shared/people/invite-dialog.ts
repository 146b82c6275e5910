import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, viewChild, type ElementRef } from '@angular/core';
import { FormField, FormRoot, form, required, validate } from '@angular/forms/signals';
import { inviteRequestSchema, type InviteRequest, type RoleView } from '@classy-book/contracts/users';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { firstError } from '../components/block-dialog/block-rules';
import { DialogFrame } from '../components/dialog/dialog-frame';
import { Field } from '../components/field/field';
import { Segmented, type SegmentOption } from '../components/segmented/segmented';

export interface InviteDialogData {
  readonly roles: readonly RoleView[];
  /** The language in which the invitation is written at first. */
  readonly locale: InviteRequest['locale'];
}

const languages: readonly SegmentOption<InviteRequest['locale']>[] = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'ar', label: 'العربية', lang: 'ar' },
];

/** Asks whom to invite, as what and in which language; closes with the request. */
@Component({
  selector: 'app-invite-dialog',
  imports: [DialogFrame, Field, FormField, FormRoot, Segmented, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'users')],
  template: `
    <form novalidate [formRoot]="form">
      <app-dialog-frame
        [heading]="'users.invite.heading' | transloco"
        [closeLabel]="'desk.close' | transloco"
        (dismissed)="dialog.close()"
      >
        <div class="fields">
          <p>{{ 'users.invite.effect' | transloco }}</p>
          <app-field
            for="invite-email"
            [label]="'users.invite.email' | transloco"
            [error]="error() && ('users.error.' + error() | transloco)"
          >
            <input
              #email
              id="invite-email"
              cdkFocusInitial
              type="email"
              dir="ltr"
              class="input"
              autocomplete="off"
              autocapitalize="none"
              spellcheck="false"
              aria-describedby="invite-email-note"
              aria-required="true"
              [attr.aria-invalid]="error() !== null"
              [formField]="form.email"
            />
          </app-field>
          <app-field for="invite-role" [label]="'users.invite.role' | transloco">
            <select
              id="invite-role"
              class="input"
              aria-describedby="invite-role-note"
              [value]="role()"
              (change)="pick($event)"
            >
              @for (option of roles; track option.key) {
                <option [value]="option.key" [selected]="option.key === role()">
                  {{ option.builtIn ? ('roles.' + option.key | transloco) : option.title }}
                </option>
              }
            </select>
          </app-field>
          <app-segmented
            name="invite-locale"
            [label]="'users.invite.locale' | transloco"
            [options]="languages"
            [value]="locale()"
            (chosen)="locale.set($event)"
          />
        </div>
        <ng-container actions>
          <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
          <button type="submit" class="btn primary" [disabled]="role() === null">
            {{ 'users.invite.submit' | transloco }}
          </button>
        </ng-container>
      </app-dialog-frame>
    </form>
  `,
  styleUrls: ['../components/dialog/dialog-fields.css', './dialogs.css'],
})
export class InviteDialog {
  private readonly data = inject<InviteDialogData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<InviteRequest>>(DialogRef);
  private readonly emailInput = viewChild.required<ElementRef<HTMLInputElement>>('email');
  private readonly model = signal({ email: '' });
  protected readonly languages = languages;
  protected readonly roles = this.data.roles.filter((role) => role.assignable);
  protected readonly role = signal(this.roles[0]?.key ?? null);
  protected readonly locale = signal(this.data.locale);
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.email);
      validate(path.email, ({ value }) =>
        value().trim() === '' || inviteRequestSchema.shape.email.safeParse(value()).success
          ? undefined
          : { kind: 'email' },
      );
    },
    {
      submission: {
        action: () => {
          this.send();
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          this.emailInput().nativeElement.focus();
        },
      },
    },
  );
  protected readonly error = computed(() => firstError(this.form.email()));

  protected pick(event: Event): void {
    this.role.set((event.target as HTMLSelectElement).value);
  }

  private send(): void {
    const role = this.role();
    if (role !== null) this.dialog.close({ email: this.model().email.trim(), role, locale: this.locale() });
  }
}
