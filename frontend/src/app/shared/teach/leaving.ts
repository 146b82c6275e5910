import { DOCUMENT, DestroyRef, Service, inject } from '@angular/core';
import { AccountActions } from '../account/account-actions';
import { Texts } from '../texts/texts';

/** What happens when a page is left whose changes have not reached the server. Texts: scope `teach`. */
@Service()
export class Leaving {
  private readonly actions = inject(AccountActions);
  private readonly texts = inject(Texts);

  /** True where nothing is left to save, or the person goes all the same. */
  async allow(finished: boolean): Promise<boolean> {
    if (finished) return true;
    return await this.actions.confirm({
      heading: this.texts.of('teach.leave.heading'),
      points: [this.texts.of('teach.leave.text'), this.texts.of('teach.leave.kept')],
      confirm: this.texts.of('teach.leave.confirm'),
      danger: true,
    });
  }
}

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
