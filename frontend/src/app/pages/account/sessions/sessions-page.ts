import { Component, inject, viewChild } from '@angular/core';
import type { OwnSession } from '@classy-book/contracts/account';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AccountActions } from '../../../shared/account/account-actions';
import { LoadState } from '../../../shared/account/load-state';
import { Panel } from '../../../shared/account/panel';
import { SectionPage } from '../../../shared/account/section-page';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Texts } from '../../../shared/texts/texts';
import { SessionRow } from './parts/session-row';
import { SessionsStore } from './sessions-store';

/** Where somebody is signed in, and the way to end it there. */
@Component({
  selector: 'app-sessions-page',
  imports: [EmptyState, LoadState, Panel, SectionPage, SessionRow, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'account'), SessionsStore],
  templateUrl: './sessions-page.html',
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    li + li {
      margin-block-start: var(--space-4);
      padding-block-start: var(--space-4);
      border-block-start: 1px solid var(--line);
    }
  `,
})
export default class SessionsPage {
  private readonly actions = inject(AccountActions);
  private readonly texts = inject(Texts);
  protected readonly store = inject(SessionsStore);
  private readonly others = viewChild<Panel>('others');

  protected async end(session: OwnSession): Promise<void> {
    const sure = await this.actions.confirm({
      heading: this.texts.of('account.sessions.endHeading'),
      points: [
        this.texts.of('account.sessions.endEffect', { device: session.device.label }),
        this.texts.of('account.sessions.noUndo'),
      ],
      confirm: this.texts.of('account.sessions.end'),
      danger: true,
    });
    if (!sure) return;
    await this.store.end(session);
    this.others()?.catchFocus();
  }

  protected async endOthers(): Promise<void> {
    const sure = await this.actions.confirm({
      heading: this.texts.of('account.sessions.endOthersHeading'),
      points: [this.texts.of('account.sessions.endOthersEffect'), this.texts.of('account.sessions.noUndo')],
      confirm: this.texts.of('account.sessions.endOthers'),
      danger: true,
    });
    if (!sure) return;
    await this.store.endOthers();
    this.others()?.catchFocus();
  }
}
