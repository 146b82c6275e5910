import { HttpContextToken } from '@angular/common/http';

/** Set to true on a call whose failure the caller shows itself: no toast is raised for it. */
export const QUIET = new HttpContextToken<boolean>(() => false);

/** Set to true on a call that carries no access token and is never repeated after a refresh, such as a sign-in. */
export const ANONYMOUS = new HttpContextToken<boolean>(() => false);

/** Set to true on a call that the refresh cookie authenticates: it needs the CSRF token. */
export const COOKIE_BOUND = new HttpContextToken<boolean>(() => false);
