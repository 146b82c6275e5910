import { inject } from '@angular/core';
import type { CanActivateFn, GuardResult } from '@angular/router';
import { RedirectCommand, Router } from '@angular/router';
import type { Permission } from '@classy-book/contracts/permissions';
import { AuthService } from '../../core/services/auth';
import { landingPathOf, restrictionPathOf } from '../../core/services/home-path';
import { LastFailure } from '../../core/services/last-failure';
import { safeReturnUrl, signInPathFor } from '../../core/services/return-url';

interface Gate {
  readonly auth: AuthService;
  readonly router: Router;
  readonly last: LastFailure;
}

/** Lets only a signed-in person in; anybody else goes to the sign-in page and comes back afterwards. */
export const signedInGuard: CanActivateFn = (_route, state) => checkSession(gate(), state.url);

/**
 * Lets only those in who carry the permission in the route's `data.permission`. A route without a known permission
 * lets nobody in: forgetting it must not open a page.
 */
export const permissionGuard: CanActivateFn = async (route, state) => {
  const { auth, router, last } = gate();
  const session = await checkSession({ auth, router, last }, state.url);
  if (session !== true) return session;
  const needed: unknown = route.data['permission'];
  if (auth.user()?.permissions.some((permission) => permission === needed)) return true;
  return new RedirectCommand(router.parseUrl('/forbidden'), { skipLocationChange: true });
};

/** For the pages that lift a restriction: whoever has another one, or none where `data.restriction` names one, goes on. */
export const restrictionGuard: CanActivateFn = async (route, state) => {
  const { auth, router, last } = gate();
  const session = await checkSession({ auth, router, last }, state.url, false);
  const user = auth.user();
  if (session !== true || !user) return session;
  const first = restrictionPathOf(user);
  const here = state.url.split('?', 1)[0];
  if (first === null ? route.data['restriction'] === undefined : first === here) return true;
  return router.parseUrl(landingPathOf(user, safeReturnUrl(route.queryParamMap.get('returnUrl'))));
};

/** Keeps those who are signed in away from the sign-in pages. */
export const guestGuard: CanActivateFn = async (route) => {
  const { auth, router } = gate();
  await auth.restore();
  const user = auth.user();
  if (!user) return true;
  return router.parseUrl(landingPathOf(user, safeReturnUrl(route.queryParamMap.get('returnUrl'))));
};

/** The route data that goes with `permissionGuard`: the session that it needs and what one must be allowed. */
export function needs(permission: Permission): { readonly session: true; readonly permission: Permission } {
  return { session: true, permission };
}

function gate(): Gate {
  return { auth: inject(AuthService), router: inject(Router), last: inject(LastFailure) };
}

/** `restricted` is false for the pages that somebody with a restriction may see. */
async function checkSession({ auth, router, last }: Gate, url: string, restricted = true): Promise<GuardResult> {
  if (await auth.restore()) {
    const user = auth.user();
    const first = restricted && user ? restrictionPathOf(user) : null;
    return first === null || !user ? true : router.parseUrl(landingPathOf(user, safeReturnUrl(url)));
  }
  const failure = auth.restoreFailure();
  if (failure) {
    last.remember({ kind: failure.unreachable ? 'unreachable' : 'unexpected', failure });
    return new RedirectCommand(router.parseUrl('/error'), { skipLocationChange: true });
  }
  const returnUrl = safeReturnUrl(url);
  return router.createUrlTree([signInPathFor(url)], { queryParams: returnUrl === null ? {} : { returnUrl } });
}
