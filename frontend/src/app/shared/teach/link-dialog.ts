import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, viewChild, type ElementRef } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../components/dialog/dialog-frame';
import { Field } from '../components/field/field';

/** An address that may be linked to; one without a protocol gets https. Null where it is none. */
export function linkOf(typed: string): string | null {
  const text = typed.trim();
  const whole = /^(https?:\/\/|mailto:)/i.test(text) ? text : `https://${text}`;
  if (text === '' || /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) !== /^(https?:\/\/|mailto:)/i.test(text)) return null;
  return URL.canParse(whole) && /\S\.\S|localhost|mailto:\S+@\S/.test(whole) ? whole : null;
}

/** Asks where a text shall lead. Opened with the present address as data; closes with the new one, empty to take the link away. */
@Component({
  selector: 'app-link-dialog',
  imports: [DialogFrame, Field, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'teach')],
  template: `
    <app-dialog-frame [heading]="'teach.text.linkHeading' | transloco">
      <form id="link-form" novalidate (submit)="send($event)">
        <app-field
          for="link-address"
          [label]="'teach.text.linkAddress' | transloco"
          [hint]="'teach.text.linkHint' | transloco"
          [error]="wrong() ? ('teach.text.linkWrong' | transloco) : null"
        >
          <input
            #address
            id="link-address"
            class="input"
            dir="ltr"
            type="url"
            inputmode="url"
            autocomplete="off"
            maxlength="1000"
            cdkFocusInitial
            aria-describedby="link-address-note"
            [attr.aria-invalid]="wrong()"
            [value]="data"
            (input)="typed.set(address.value)"
          />
        </app-field>
      </form>
      <ng-container actions>
        @if (data !== '') {
          <button type="button" class="btn" (click)="dialog.close('')">
            {{ 'teach.text.linkRemove' | transloco }}
          </button>
        }
        <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
        <button type="submit" form="link-form" class="btn primary">{{ 'teach.text.linkSet' | transloco }}</button>
      </ng-container>
    </app-dialog-frame>
  `,
})
export class LinkDialog {
  protected readonly data = inject<string>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  private readonly address = viewChild.required<ElementRef<HTMLInputElement>>('address');
  protected readonly typed = signal(this.data);
  private readonly tried = signal(false);
  protected readonly wrong = computed(() => this.tried() && linkOf(this.typed()) === null);

  protected send(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    const link = linkOf(this.typed());
    if (link === null) this.address().nativeElement.focus();
    else this.dialog.close(link);
  }
}
