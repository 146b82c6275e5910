import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Identity } from '@classy-book/contracts/oauth';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AccountActions } from '../../../shared/account/account-actions';
import { LoadState } from '../../../shared/account/load-state';
import { Panel } from '../../../shared/account/panel';
import { SectionPage } from '../../../shared/account/section-page';
import { Banner } from '../../../shared/components/banner/banner';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Texts } from '../../../shared/texts/texts';
import { IdentitiesStore } from './identities-store';
import { ProviderList } from './parts/provider-list';

/** The accounts elsewhere with which somebody may sign in here. */
@Component({
  selector: 'app-identities-page',
  imports: [Banner, EmptyState, LoadState, Panel, ProviderList, RouterLink, SectionPage, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'account'), IdentitiesStore],
  template: `
    <app-section-page *transloco="let t" [heading]="t('titles.identities')" [lead]="t('account.identities.lead')">
      <app-panel name="providers" [heading]="t('account.identities.heading')">
        <app-load-state [loading]="store.loading()" [problem]="store.problem()" (retried)="store.reload()" />
        <div role="alert">
          @if (store.onlyWay(); as provider) {
            <app-banner kind="warn" [heading]="t('account.identities.onlyWay', { provider })">
              <p>{{ t('account.identities.onlyWayText') }}</p>
              <p>
                <a class="btn" routerLink="/account/security">{{ t('account.identities.toSecurity') }}</a>
              </p>
            </app-banner>
          }
        </div>
        @if (store.rows(); as rows) {
          @if (rows.length > 0) {
            <app-provider-list
              [rows]="rows"
              [busy]="store.busy()"
              (linked)="link($event)"
              (unlinked)="unlink($event)"
            />
          } @else {
            <app-empty-state
              icon="link"
              [heading]="t('account.identities.none')"
              [text]="t('account.identities.noneText')"
            />
          }
        }
      </app-panel>
    </app-section-page>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    [role='alert']:empty {
      display: none;
    }
  `,
})
export default class IdentitiesPage {
  private readonly actions = inject(AccountActions);
  private readonly texts = inject(Texts);
  protected readonly store = inject(IdentitiesStore);

  protected link(provider: string): void {
    void this.store.link(provider);
  }

  protected async unlink(identity: Identity): Promise<void> {
    const provider = identity.providerName;
    const sure = await this.actions.confirm({
      heading: this.texts.of('account.identities.unlinkHeading', { provider }),
      points: ['effect', 'kept'].map((point) => this.texts.of(`account.identities.unlink_${point}`, { provider })),
      confirm: this.texts.of('account.identities.unlink'),
      danger: true,
    });
    if (sure) await this.store.unlink(identity);
  }
}
