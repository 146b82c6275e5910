import { Service, computed, inject } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import type { ApiFailure } from '../../../core/services/api';
import { AuthService } from '../../../core/services/auth';
import { landingPathOf } from '../../../core/services/home-path';
import { safeReturnUrl } from '../../../core/services/return-url';
import { StepUpCancelled, StepUpService } from '../../../core/services/step-up';
import { Attempt } from '../../../shared/identity/attempt';
import { NewPasswordClient } from './new-password-client';

/** Replaces a password that has to be replaced, and goes on. Provided by the page, with an `Attempt`. */
@Service({ autoProvided: false })
export class NewPasswordStore {
  private readonly attempt = inject(Attempt);
  private readonly auth = inject(AuthService);
  private readonly client = inject(NewPasswordClient);
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly stepUp = inject(StepUpService);

  readonly busy = this.attempt.busy;
  readonly error = this.attempt.error;
  readonly hasPassword = computed(() => this.auth.user()?.hasPassword ?? true);

  /** Gives the refusal, null where the password was changed or nothing was done. */
  async change(currentPassword: string | null, newPassword: string): Promise<ApiFailure | null> {
    return this.attempt.run(async () => {
      try {
        await this.stepUp.run(() => this.client.change({ currentPassword, newPassword }));
      } catch (error) {
        if (!(error instanceof StepUpCancelled)) throw error;
        return;
      }
      await this.goOn();
    });
  }

  /** Takes a failure back that is shown at a field. */
  dismiss(): void {
    this.attempt.dismiss();
  }

  private async goOn(): Promise<void> {
    await this.auth.refresh();
    const user = this.auth.user();
    if (!user) return;
    const wanted = safeReturnUrl(this.route.snapshot.queryParamMap.get('returnUrl'));
    await this.router.navigateByUrl(landingPathOf(user, wanted));
  }
}
