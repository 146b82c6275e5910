import { Service, inject, signal } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { AuthService } from '../../../core/services/auth';
import { landingPathOf } from '../../../core/services/home-path';
import { safeReturnUrl } from '../../../core/services/return-url';

/** Goes on after an enrolment to where the person was going. Provided by the page. */
@Service({ autoProvided: false })
export class EnrolStore {
  private readonly auth = inject(AuthService);
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly missed = signal(false);

  /** True where the server could not be asked what is open now. */
  readonly failed = this.missed.asReadonly();

  /** What stood in the way is gone: the next access token says so. */
  async goOn(): Promise<void> {
    this.missed.set((await this.auth.refresh()) === null);
    const user = this.auth.user();
    if (this.missed() || !user) return;
    await this.router.navigateByUrl(
      landingPathOf(user, safeReturnUrl(this.route.snapshot.queryParamMap.get('returnUrl'))),
    );
  }
}
