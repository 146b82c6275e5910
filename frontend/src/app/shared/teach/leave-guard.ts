import { DOCUMENT, DestroyRef, inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { AccountActions } from '../account/account-actions';
import { Texts } from '../texts/texts';

/** A page that may hold changes which have not reached the server. */
export interface Leavable {
  /** Saves what can be saved at once. True where nothing is left. */
  readonly finish: () => Promise<boolean>;
}

/** Asks before a page is left whose changes could not be saved. Texts: scope `teach`. */
export const leaveGuard: CanDeactivateFn<Leavable> = async (page) => {
  const [actions, texts] = [inject(AccountActions), inject(Texts)];
  if (await page.finish()) return true;
  return actions.confirm({
    heading: texts.of('teach.leave.heading'),
    points: [texts.of('teach.leave.text'), texts.of('teach.leave.kept')],
    confirm: texts.of('teach.leave.confirm'),
    danger: true,
  });
};

/** Has the browser ask before the tab is closed or reloaded while `unsaved` says so. Needs an injection context. */
export function guardUnload(unsaved: () => boolean): void {
  const view = inject(DOCUMENT).defaultView;
  const ask = (event: BeforeUnloadEvent): void => {
    if (unsaved()) event.preventDefault();
  };
  view?.addEventListener('beforeunload', ask);
  inject(DestroyRef).onDestroy(() => {
    view?.removeEventListener('beforeunload', ask);
  });
}
