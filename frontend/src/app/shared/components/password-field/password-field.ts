import type { ElementRef } from '@angular/core';
import { Component, input, model, output, signal, viewChild } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../field/field';
import { Icon } from '../icon/icon';
import { StrengthMeter } from './strength-meter';

/**
 * A labelled password: shown on demand, hints at Caps Lock, takes what is pasted and what a password manager fills in.
 * Bound with `[formField]` or with `[(value)]`. `error` and `hint` are ready to show, empty where there is none.
 */
@Component({
  selector: 'app-password-field',
  imports: [Field, Icon, StrengthMeter, TranslocoPipe],
  template: `
    <app-field
      [for]="fieldId()"
      [label]="label()"
      [error]="error()"
      [hint]="capsLock() ? ('signIn.capsLock' | transloco) : hint()"
    >
      <div class="password" dir="ltr">
        <input
          #input
          class="input"
          autocapitalize="none"
          spellcheck="false"
          aria-required="true"
          [id]="fieldId()"
          [type]="revealed() ? 'text' : 'password'"
          [attr.autocomplete]="autocomplete()"
          [attr.aria-describedby]="fieldId() + '-note'"
          [attr.aria-invalid]="(error() ?? '') !== ''"
          [disabled]="disabled()"
          [value]="value()"
          (input)="value.set(input.value)"
          (keydown)="watchCapsLock($event)"
          (keyup)="watchCapsLock($event)"
          (blur)="leave()"
        />
        <button
          type="button"
          class="icon-btn bare"
          [attr.aria-controls]="fieldId()"
          [attr.aria-label]="(revealed() ? 'signIn.hidePassword' : 'signIn.showPassword') | transloco"
          [title]="(revealed() ? 'signIn.hidePassword' : 'signIn.showPassword') | transloco"
          (click)="revealed.set(!revealed())"
        >
          <app-icon [name]="revealed() ? 'visibility-off' : 'visibility'" />
        </button>
      </div>
      @if (meter()) {
        @defer (on immediate) {
          <app-strength-meter [password]="value()" [about]="about()" />
        }
      }
    </app-field>
  `,
  styles: `
    .password {
      position: relative;
    }
    .password .input {
      padding-inline-end: 48px;
    }
    .password button {
      position: absolute;
      inset-block: 0;
      inset-inline-end: 4px;
      margin-block: auto;
      color: var(--ink-2);
    }
  `,
})
export class PasswordField implements FormValueControl<string> {
  readonly value = model('');
  /** The id of the input itself; its note is `<id>-note`. */
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly autocomplete = input<'current-password' | 'new-password'>('current-password');
  readonly error = input<string | null>('');
  readonly hint = input('');
  readonly disabled = input(false);
  /** True for a new password: shows how hard it is to guess. */
  readonly meter = input(false);
  /** Words that a new password should not be made of: name, email. */
  readonly about = input<readonly string[]>([]);
  readonly touch = output();
  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('input');
  protected readonly revealed = signal(false);
  protected readonly capsLock = signal(false);

  focus(options?: FocusOptions): void {
    this.control().nativeElement.focus(options);
  }

  /** Covers the password again, such as when it is sent. */
  conceal(): void {
    this.revealed.set(false);
  }

  protected leave(): void {
    this.capsLock.set(false);
    this.touch.emit();
  }

  protected watchCapsLock(event: KeyboardEvent): void {
    // Autofill sends keyboard events without a keyboard.
    if (typeof event.getModifierState === 'function') this.capsLock.set(event.getModifierState('CapsLock'));
  }
}
