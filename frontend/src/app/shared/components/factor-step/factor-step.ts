import type { ElementRef } from '@angular/core';
import { Component, computed, effect, input, linkedSignal, output, signal, untracked, viewChild } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { clockText } from '../../../core/services/duration';
import { Banner } from '../banner/banner';
import { CodeBoxes } from '../code-boxes/code-boxes';
import { Field } from '../field/field';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';
import { PasswordField } from '../password-field/password-field';
import type { FactorProof, ProofMethod } from './factor-proof';
import { offeredMethods } from './factor-proof';

/**
 * Asks for one more proof: code of an app, backup code, passkey or password, whichever of them the person has. Used where
 * a sign-in is finished and where a sensitive change asks again. `lockedFor` are seconds, null while nothing is locked.
 */
@Component({
  selector: 'app-factor-step',
  imports: [Banner, CodeBoxes, Field, Icon, PasswordField, TranslocoPipe],
  providers: [provideTranslocoScope('identity')],
  templateUrl: './factor-step.html',
  styles: `
    form {
      display: grid;
      gap: var(--space-5);
    }
    .notice:empty {
      display: none;
    }
    .countdown {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--space-3);
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .countdown bdi {
      color: var(--ink);
      font-size: var(--text-xl);
      font-weight: var(--weight-bold);
    }
    .mono {
      font-family: var(--font-mono);
    }
    .hint {
      color: var(--ink-2);
    }
    .others {
      display: grid;
      gap: var(--space-1);
    }
    .others .btn {
      inline-size: 100%;
      justify-content: start;
    }
  `,
})
export class FactorStep {
  readonly methods = input.required<readonly ProofMethod[]>();
  /** False where this browser knows no passkeys: they are not offered then. */
  readonly passkeys = input(true);
  readonly busy = input(false);
  /** What went wrong with the last try, ready to show. */
  readonly error = input('');
  readonly lockedFor = input<number | null>(null);
  readonly submitted = output<FactorProof>();
  readonly passkeyAsked = output();

  private readonly field = viewChild<CodeBoxes | PasswordField>('field');
  private readonly plain = viewChild<ElementRef<HTMLInputElement>>('plain');
  private readonly offered = computed(() => offeredMethods(this.methods(), this.passkeys()));
  protected readonly method = linkedSignal<ProofMethod | null>(() => this.offered()[0] ?? null);
  protected readonly others = computed(() => this.offered().filter((other) => other !== this.method()));
  protected readonly code = signal('');
  protected readonly icons: Readonly<Record<ProofMethod, IconName>> = {
    totp: 'pin',
    backup_code: 'key',
    passkey: 'passkey',
    password: 'lock',
  };
  protected readonly held = computed(() => this.busy() || this.lockedFor() !== null);
  protected readonly countdown = computed(() => {
    const seconds = this.lockedFor();
    return seconds === null ? null : clockText(seconds);
  });

  constructor() {
    // A refused code is of no more use: the field is ready for the next one.
    effect(() => {
      if (this.error() === '') return;
      untracked(() => {
        this.code.set('');
        this.focusField();
      });
    });
    // The step has taken the place of another, or of another way.
    effect(() => {
      if (this.field() ?? this.plain()) {
        untracked(() => {
          this.focusField();
        });
      }
    });
  }

  protected choose(method: ProofMethod): void {
    this.code.set('');
    this.method.set(method);
    if (method === 'passkey' && !this.held()) this.passkeyAsked.emit();
  }

  protected complete(): void {
    if (!this.held()) this.submit();
  }

  protected send(event: Event): void {
    event.preventDefault();
    if (this.held()) return;
    if (this.code() === '') this.focusField();
    else this.submit();
  }

  private submit(): void {
    const code = this.code();
    const method = this.method();
    if (method === 'totp' && code.length < 6) this.focusField();
    else if (method === 'totp' || method === 'backup_code') this.submitted.emit({ method, code });
    else if (method === 'password') this.submitted.emit({ method, password: code });
  }

  private focusField(): void {
    this.field()?.focus();
    this.plain()?.nativeElement.focus();
  }
}
