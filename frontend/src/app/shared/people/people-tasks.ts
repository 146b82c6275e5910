import type { ComponentType } from '@angular/cdk/portal';
import { Service, inject } from '@angular/core';
import type { LockAccountRequest } from '@classy-book/contracts/accounts';
import { firstValueFrom } from 'rxjs';
import { toApiFailure } from '../../core/services/api';
import { DialogService } from '../../core/services/dialogs';
import { StepUpCancelled, StepUpService } from '../../core/services/step-up';
import { ToastService, type ToastAction } from '../../core/services/toasts';
import { ConfirmDialog, type Question } from '../components/confirm-dialog/confirm-dialog';
import { LockDialog, type LockDialogData } from '../components/lock-dialog/lock-dialog';
import { ReasonDialog } from './reason-dialog';
import { RoleDialog, type RoleDialogData } from './role-dialog';

/** The sentence that tells of a thing that was done, and the way back where there is one. */
export interface Told {
  readonly message: string;
  readonly action?: ToastAction;
}

/** Asking before something is done to people, doing it, and telling how it went: in the same way on every page. */
@Service()
export class PeopleTasks {
  private readonly dialogs = inject(DialogService);
  private readonly stepUp = inject(StepUpService);
  private readonly toasts = inject(ToastService);

  async confirm(question: Question): Promise<boolean> {
    return (await this.ask<boolean>(ConfirmDialog, question)) === true;
  }

  /** The reason, undefined where the person thought better of it. */
  askReason(question: Question): Promise<string | undefined> {
    return this.ask<string>(ReasonDialog, question);
  }

  /** The key of the role that was chosen. */
  askRole(data: RoleDialogData): Promise<string | undefined> {
    return this.ask<string>(RoleDialog, data);
  }

  askLock(data: LockDialogData): Promise<LockAccountRequest | undefined> {
    return this.ask<LockAccountRequest>(LockDialog, data);
  }

  /** Opens any dialog and gives what it closes with. */
  ask<R>(component: ComponentType<unknown>, data: unknown, width = '480px'): Promise<R | undefined> {
    return firstValueFrom(this.dialogs.open<R>(component, { data, width }).closed);
  }

  /**
   * Does something and tells it; a failure is told as well. Where the server wants a fresh proof of who is there, it is
   * asked for first. True where it was done.
   */
  async run<T>(call: () => Promise<T>, told: (result: T) => Told | null): Promise<boolean> {
    try {
      const content = told(await this.stepUp.run(call));
      if (content !== null) this.toasts.show({ kind: 'ok', ...content });
      return true;
    } catch (error) {
      if (!(error instanceof StepUpCancelled)) this.toasts.showFailure(toApiFailure(error));
      return false;
    }
  }
}
