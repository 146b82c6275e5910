import type { ComponentType } from '@angular/cdk/overlay';
import { Service, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { DialogService } from '../../core/services/dialogs';
import { StepUpCancelled, StepUpService } from '../../core/services/step-up';
import { ToastService } from '../../core/services/toasts';
import { ConfirmDialog, type Question } from '../components/confirm-dialog/confirm-dialog';
import { Texts } from '../texts/texts';
import { TypeEmailDialog, type TypeEmailQuestion } from './type-email-dialog';

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  /** `told` is true where the reader knows already: by a toast, or because they closed a dialog themselves. */
  | { readonly ok: false; readonly failure: ApiFailure; readonly told: boolean };

/** Codes that a form shows at its own field instead of a toast. */
export type OwnCodes = readonly ApiFailure['code'][];

/** What people do to their own account: asked first, proved afresh where the server wants it, and told. Nothing throws. */
@Service()
export class AccountActions {
  private readonly dialogs = inject(DialogService);
  private readonly stepUp = inject(StepUpService);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);

  /**
   * Makes a call. Where the server asks for a fresh proof, the person is asked for it and the call is repeated. A failure
   * is shown as a toast, except the codes in `own`, which the caller shows itself.
   */
  async attempt<T>(call: () => Promise<T>, own: OwnCodes = []): Promise<Outcome<T>> {
    try {
      return { ok: true, value: await this.stepUp.run(call) };
    } catch (error) {
      if (error instanceof StepUpCancelled) return { ok: false, failure: toApiFailure(error), told: true };
      const failure = toApiFailure(error);
      if (own.includes(failure.code)) return { ok: false, failure, told: false };
      // The end of a session is said by the page that follows.
      if (failure.code !== 'UNAUTHENTICATED' && failure.code !== 'SESSION_ENDED') this.toasts.showFailure(failure);
      return { ok: false, failure, told: true };
    }
  }

  /** Says what will happen. True where the person wants it. */
  async confirm(question: Question): Promise<boolean> {
    return (await this.ask<boolean>(ConfirmDialog, question)) === true;
  }

  /** Asks for the own email, typed out. Null where the person thinks better of it. */
  async typeEmail(question: TypeEmailQuestion): Promise<string | null> {
    return (await this.ask<string>(TypeEmailDialog, question)) ?? null;
  }

  /** Opens a dialog; undefined where it was dismissed, which an `insistent` one cannot be by chance. */
  ask<R>(component: ComponentType<unknown>, data: unknown, width = '480px', insistent = false): Promise<R | undefined> {
    return firstValueFrom(this.dialogs.open<R>(component, { data, width, insistent }).closed);
  }

  /** Tells that something was done, by the key of a text. */
  tell(key: string, values: Readonly<Record<string, string>> = {}): void {
    this.toasts.show({ kind: 'ok', message: this.texts.of(key, values) });
  }

  /** Tells how many things were done, by the key of a counting text. */
  tellCount(key: string, count: number): void {
    this.toasts.show({ kind: 'ok', message: this.texts.plural(key, count) });
  }
}
