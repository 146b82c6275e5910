import { Component, inject, viewChild } from '@angular/core';
import { MAX_API_KEYS, type ApiKey, type CreatedApiKey } from '@classy-book/contracts/api-keys';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AccountActions } from '../../../shared/account/account-actions';
import { LoadState } from '../../../shared/account/load-state';
import { Panel } from '../../../shared/account/panel';
import { SectionPage } from '../../../shared/account/section-page';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../shared/components/icon/icon';
import { Texts } from '../../../shared/texts/texts';
import { ApiKeysStore } from './api-keys-store';
import { CreateKeyDialog, type CreateKeyDialogData } from './parts/create-key-dialog';
import { KeyRow } from './parts/key-row';
import { NewKeyDialog } from './parts/new-key-dialog';

/** The keys with which machines act for somebody. */
@Component({
  selector: 'app-api-keys-page',
  imports: [EmptyState, Icon, KeyRow, LoadState, Panel, SectionPage, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'account'), ApiKeysStore],
  templateUrl: './api-keys-page.html',
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
export default class ApiKeysPage {
  private readonly actions = inject(AccountActions);
  private readonly texts = inject(Texts);
  protected readonly store = inject(ApiKeysStore);
  private readonly panel = viewChild(Panel);
  protected readonly most = String(MAX_API_KEYS);

  protected async create(): Promise<void> {
    const data: CreateKeyDialogData = {
      scopes: this.store.scopes(),
      create: (request) => this.store.create(request),
    };
    const created = await this.actions.ask<CreatedApiKey>(CreateKeyDialog, data, '560px');
    if (created) await this.actions.ask(NewKeyDialog, created, '560px', true);
  }

  protected async revoke(key: ApiKey): Promise<void> {
    const sure = await this.actions.confirm({
      heading: this.texts.of('account.keys.revokeHeading', { name: key.name }),
      points: [this.texts.of('account.keys.revokeEffect'), this.texts.of('account.keys.revokeForGood')],
      confirm: this.texts.of('account.keys.revoke'),
      danger: true,
    });
    if (!sure) return;
    await this.store.revoke(key);
    this.panel()?.catchFocus();
  }
}
