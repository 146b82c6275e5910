import type { ElementRef, OnInit } from '@angular/core';
import { Component, computed, effect, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import type { Authenticator } from '@classy-book/contracts/second-factor';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../banner/banner';
import { Field } from '../field/field';
import { Icon } from '../icon/icon';
import { BackupCodes } from './backup-codes';
import { EnrolmentStore, type FactorKind } from './enrolment-store';
import { FactorChoice } from './factor-choice';
import { TotpSetup } from './totp-setup';

/**
 * Adds a second factor, step by step: choosing (unless `kind` says which), naming, setting up, keeping the backup codes.
 * For a page or a dialog; `finished` comes with the factor once everything is done.
 */
@Component({
  selector: 'app-enrol-factor',
  imports: [BackupCodes, Banner, FactorChoice, Field, Icon, TotpSetup, TranslocoPipe],
  providers: [EnrolmentStore, provideTranslocoScope('identity')],
  template: `
    @switch (store.stage()) {
      @case ('choose') {
        <app-factor-choice [passkeys]="store.passkeysSupported" (chosen)="choose($event)" />
      }
      @case ('name') {
        <form novalidate [attr.aria-busy]="store.busy()" (submit)="begin($event)">
          <div role="alert">
            @if (store.error()) {
              <app-banner kind="danger" [heading]="store.error()" />
            }
          </div>
          <app-field
            for="factor-name"
            [label]="'identity.enrol.name' | transloco"
            [hint]="'identity.enrol.nameHint' | transloco"
          >
            <input
              #name
              id="factor-name"
              class="input"
              maxlength="60"
              autocomplete="off"
              aria-describedby="factor-name-note"
              [value]="label() ?? (nameKey() | transloco)"
              (input)="label.set(name.value)"
            />
          </app-field>
          <div class="buttons">
            <button type="submit" class="btn primary large" [disabled]="store.busy()">
              {{ beginKey() | transloco }}
            </button>
            @if (kind() === null) {
              <button type="button" class="btn quiet large" (click)="store.choose(null)">
                <app-icon name="arrow-back" />{{ 'identity.back' | transloco }}
              </button>
            }
          </div>
        </form>
      }
      @case ('scan') {
        @if (store.enrolment(); as enrolment) {
          <app-totp-setup
            [uri]="enrolment.uri"
            [secret]="enrolment.secret"
            [busy]="store.busy()"
            [error]="store.error()"
            (confirmed)="store.confirm($event)"
          />
        }
      }
      @case ('codes') {
        @if (store.backupCodes(); as codes) {
          <app-backup-codes [codes]="codes" (kept)="store.keepCodes()" />
        }
      }
      @default {
        <app-banner kind="ok" [heading]="'identity.enrol.done' | transloco">
          <p>{{ 'identity.enrol.doneText' | transloco }}</p>
        </app-banner>
      }
    }
  `,
  styles: `
    :host,
    form {
      display: grid;
      gap: var(--space-5);
    }
    [role='alert']:empty {
      display: none;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class EnrolFactor implements OnInit {
  protected readonly store = inject(EnrolmentStore);

  /** What to add; null to let the person choose. */
  readonly kind = input<FactorKind | null>(null);
  readonly finished = output<Authenticator>();
  private readonly nameField = viewChild<ElementRef<HTMLInputElement>>('name');
  /** Null while it is the one that was proposed. */
  protected readonly label = signal<string | null>(null);
  protected readonly nameKey = computed(() =>
    this.store.kind() === 'totp' ? 'identity.enrol.appName' : 'identity.enrol.passkeyName',
  );

  constructor() {
    effect(() => {
      const authenticator = this.store.authenticator();
      if (this.store.stage() === 'done' && authenticator) {
        untracked(() => {
          this.finished.emit(authenticator);
        });
      }
    });
    effect(() => {
      const field = this.nameField();
      if (field) {
        untracked(() => {
          field.nativeElement.focus();
        });
      }
    });
  }

  ngOnInit(): void {
    const kind = this.kind();
    if (kind) this.choose(kind);
  }

  protected choose(kind: FactorKind): void {
    this.label.set(null);
    this.store.choose(kind);
  }

  protected beginKey(): string {
    if (this.store.busy()) return 'identity.enrol.working';
    return this.store.kind() === 'passkey' ? 'identity.enrol.makePasskey' : 'identity.goOn';
  }

  protected begin(event: Event): void {
    event.preventDefault();
    const name = this.nameField()?.nativeElement.value.trim() ?? '';
    if (name === '') this.nameField()?.nativeElement.focus();
    else void this.store.begin(name);
  }
}
