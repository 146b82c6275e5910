import { Service, computed, inject, signal } from '@angular/core';
import type { AddedAuthenticator, TotpEnrolment } from '@classy-book/contracts/second-factor';
import { toApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import { I18nService } from '../../../core/services/i18n';
import { PasskeyError, Passkeys } from '../../../core/services/passkeys';
import { StepUpCancelled, StepUpService } from '../../../core/services/step-up';
import { EnrolmentClient } from './enrolment-client';

/** What is being added. */
export type FactorKind = 'totp' | 'passkey';
/** Where an enrolment stands: choosing, naming, scanning the code of an app, or keeping the backup codes. */
export type EnrolmentStage = 'choose' | 'name' | 'scan' | 'codes' | 'done';

/** The state of one enrolment. Provided by `app-enrol-factor`. */
@Service({ autoProvided: false })
export class EnrolmentStore {
  private readonly client = inject(EnrolmentClient);
  private readonly failureText = inject(FailureText);
  private readonly i18n = inject(I18nService);
  private readonly passkeys = inject(Passkeys);
  private readonly stepUp = inject(StepUpService);
  private readonly chosen = signal<FactorKind | null>(null);
  private readonly begun = signal<TotpEnrolment | null>(null);
  private readonly added = signal<AddedAuthenticator | null>(null);
  private readonly kept = signal(false);
  private readonly working = signal(false);
  private readonly told = signal('');

  readonly kind = this.chosen.asReadonly();
  /** The secret of an app, while its code has not been confirmed. */
  readonly enrolment = this.begun.asReadonly();
  readonly busy = this.working.asReadonly();
  /** What went wrong, ready to show. */
  readonly error = this.told.asReadonly();
  readonly authenticator = computed(() => this.added()?.authenticator ?? null);
  readonly backupCodes = computed(() => this.added()?.backupCodes ?? null);
  readonly passkeysSupported = this.passkeys.supported();
  readonly stage = computed<EnrolmentStage>(() => {
    if (this.added()) return this.backupCodes() !== null && !this.kept() ? 'codes' : 'done';
    if (this.begun()) return 'scan';
    return this.chosen() === null ? 'choose' : 'name';
  });

  choose(kind: FactorKind | null): void {
    this.told.set('');
    this.begun.set(null);
    this.chosen.set(kind);
  }

  /** Goes on from the name: asks for the app's secret, or makes the passkey. */
  begin(name: string): Promise<void> {
    return this.chosen() === 'passkey' ? this.makePasskey(name) : this.beginTotp(name);
  }

  confirm(code: string): Promise<void> {
    const enrolment = this.begun();
    if (!enrolment) return Promise.resolve();
    return this.attempt(async () => {
      const request = { enrolment: enrolment.enrolment, code };
      this.added.set(await this.stepUp.run(() => this.client.confirmTotp(request)));
    });
  }

  keepCodes(): void {
    this.kept.set(true);
  }

  private beginTotp(name: string): Promise<void> {
    return this.attempt(async () => {
      this.begun.set(await this.stepUp.run(() => this.client.beginTotp(name)));
    });
  }

  private makePasskey(name: string): Promise<void> {
    return this.attempt(async () => {
      const { challenge, options } = await this.stepUp.run(() => this.client.passkeyOptions());
      const response = await this.passkeys.create(options);
      this.added.set(await this.stepUp.run(() => this.client.addPasskey({ challenge, name, response })));
    });
  }

  private async attempt(run: () => Promise<void>): Promise<void> {
    if (this.working()) return;
    this.working.set(true);
    this.told.set('');
    try {
      await run();
    } catch (error) {
      this.tell(error);
    } finally {
      this.working.set(false);
    }
  }

  private tell(error: unknown): void {
    if (error instanceof StepUpCancelled) return;
    if (error instanceof PasskeyError) {
      if (error.trouble !== 'cancelled') this.told.set(this.i18n.text(passkeyTexts[error.trouble]));
      return;
    }
    const failure = toApiFailure(error);
    if (failure.code === 'CHALLENGE_EXPIRED' || failure.code === 'TOKEN_INVALID') {
      this.begun.set(null);
      this.told.set(this.i18n.text('identity.enrol.expired'));
    } else if (failure.code === 'SECOND_FACTOR_INVALID') {
      this.told.set(this.i18n.text('identity.enrol.wrong'));
    } else this.told.set(this.failureText.of(failure));
  }
}

const passkeyTexts = {
  known: 'identity.enrol.known',
  unsupported: 'identity.enrol.passkeyUnsupported',
  failed: 'identity.enrol.passkeyFailed',
} as const;
