import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { MAX_ADDRESSES } from '@classy-book/contracts/enrolments';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { readAddresses } from '../addresses';

/** Whom to let in, and how. */
export interface Invited {
  readonly how: 'invite' | 'enrol';
  readonly emails: readonly string[];
  readonly message: string;
}

/** Asks for addresses; closes with whom to invite by mail, or to enrol at once where they have accounts. */
@Component({
  selector: 'app-invite-people-dialog',
  imports: [DialogFrame, Field, PluralPipe, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'people')],
  template: `
    <app-dialog-frame
      [heading]="'people.invite.heading' | transloco"
      [closeLabel]="'desk.close' | transloco"
      (dismissed)="dialog.close()"
    >
      <form id="invite-people" class="fields" novalidate (submit)="send($event)">
        <app-field
          for="invite-addresses"
          [label]="'people.invite.addresses' | transloco"
          [hint]="'people.invite.hint' | transloco"
          [error]="error() && ('people.invite.error.' + error()!.key | transloco: { word: error()!.word, most })"
        >
          <textarea
            id="invite-addresses"
            class="input"
            rows="5"
            dir="ltr"
            autocapitalize="none"
            spellcheck="false"
            cdkFocusInitial
            aria-required="true"
            aria-describedby="invite-addresses-note"
            [attr.aria-invalid]="error() !== null"
            [value]="
              data.emails.join(
                '
'
              )
            "
            (input)="type($event)"
          ></textarea>
        </app-field>
        <p role="status">{{ read().emails.length | plural: 'people.invite.count' }}</p>
        <fieldset>
          <legend>{{ 'people.invite.how' | transloco }}</legend>
          @for (one of ways; track one) {
            <label>
              <input type="radio" name="how" [value]="one" [checked]="how() === one" (change)="how.set(one)" />
              <span>
                <strong>{{ 'people.invite.' + one | transloco }}</strong>
                <small>{{ 'people.invite.' + one + 'Text' | transloco }}</small>
              </span>
            </label>
          }
        </fieldset>
        @if (how() === 'invite') {
          <app-field
            for="invite-message"
            [label]="'people.invite.message' | transloco"
            [hint]="'people.invite.messageHint' | transloco"
          >
            <input
              id="invite-message"
              class="input"
              dir="auto"
              maxlength="200"
              aria-describedby="invite-message-note"
              [value]="message()"
              (input)="write($event)"
            />
          </app-field>
        }
      </form>
      <ng-container actions>
        <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
        <button type="submit" form="invite-people" class="btn primary">
          {{ 'people.invite.submit.' + how() | transloco }}
        </button>
      </ng-container>
    </app-dialog-frame>
  `,
  styleUrls: ['../../../../shared/components/dialog/dialog-fields.css', '../../../../shared/people/dialogs.css'],
})
export class InvitePeopleDialog {
  protected readonly data = inject<{ readonly emails: readonly string[] }>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<Invited>>(DialogRef);
  private readonly typed = signal(this.data.emails.join('\n'));
  private readonly tried = signal(false);
  protected readonly ways = ['invite', 'enrol'] as const;
  protected readonly how = signal<Invited['how']>('invite');
  protected readonly message = signal('');
  protected readonly most = MAX_ADDRESSES;
  protected readonly read = computed(() => readAddresses(this.typed()));
  /** The key of what is wrong, once it was tried; the word is the first that is no address. */
  protected readonly error = computed(() => {
    const { emails, wrong } = this.read();
    if (!this.tried()) return null;
    if (wrong[0] !== undefined) return { key: 'wrong', word: wrong[0] };
    if (emails.length === 0) return { key: 'none', word: '' };
    return emails.length > MAX_ADDRESSES ? { key: 'many', word: '' } : null;
  });

  protected type(event: Event): void {
    this.typed.set((event.target as HTMLTextAreaElement).value);
  }

  protected write(event: Event): void {
    this.message.set((event.target as HTMLInputElement).value);
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    if (this.error() !== null) return;
    this.dialog.close({ how: this.how(), emails: this.read().emails, message: this.message().trim() });
  }
}
