import type { CanDeactivateFn } from '@angular/router';

/** A page that may hold changes which have not reached the server. */
export interface Leavable {
  /** Saves what can be saved, and asks where something is left. True where the page may be left. */
  readonly mayLeave: () => Promise<boolean>;
}

/** Lets a page be left when it agrees. The page brings all that is needed to ask: this is part of the first load. */
export const leaveGuard: CanDeactivateFn<Leavable> = (page) => page.mayLeave();
