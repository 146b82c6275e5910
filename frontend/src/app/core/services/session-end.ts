import { Service, effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';
import type { CurrentUser } from '@classy-book/contracts/auth';
import { AuthService } from './auth';
import { landingPathOf, restrictionPathOf } from './home-path';
import { safeReturnUrl, signInPathFor } from './return-url';

/**
 * Leaves a page that needs a session (its route's data says `session: true`) as soon as the session is over, or as soon
 * as something has to be done first, and remembers the way back.
 */
@Service()
export class SessionEnd {
  private readonly auth = inject(AuthService);
  private readonly router = inject(Router);

  constructor() {
    effect(() => {
      const reason = this.auth.endReason();
      if (reason !== null) untracked(() => void this.leave(reason === 'signed_out'));
    });
    effect(() => {
      const user = this.auth.user();
      if (user && restrictionPathOf(user) !== null) untracked(() => void this.hold(user));
    });
  }

  private async hold(user: CurrentUser): Promise<void> {
    if (!this.needsSession()) return;
    const path = landingPathOf(user, safeReturnUrl(this.router.url));
    if (!this.router.url.startsWith(restrictionPathOf(user) ?? '')) await this.router.navigateByUrl(path);
  }

  private async leave(byChoice: boolean): Promise<void> {
    const here = this.router.url;
    if (!this.needsSession()) return;
    const returnUrl = byChoice ? null : safeReturnUrl(here);
    await this.router.navigate([signInPathFor(here)], { queryParams: returnUrl === null ? {} : { returnUrl } });
  }

  private needsSession(): boolean {
    let route = this.router.routerState.snapshot.root;
    while (route.firstChild) route = route.firstChild;
    return route.data['session'] === true;
  }
}
