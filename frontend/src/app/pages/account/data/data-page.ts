import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AccountActions } from '../../../shared/account/account-actions';
import { Panel } from '../../../shared/account/panel';
import { SectionPage } from '../../../shared/account/section-page';
import { Icon } from '../../../shared/components/icon/icon';
import { Texts } from '../../../shared/texts/texts';
import { DataStore } from './data-store';

/** What is kept about somebody: to take along, and to be deleted. */
@Component({
  selector: 'app-data-page',
  imports: [Icon, Panel, SectionPage, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'account'), DataStore],
  templateUrl: './data-page.html',
  styleUrl: './data-page.css',
})
export default class DataPage {
  private readonly actions = inject(AccountActions);
  private readonly texts = inject(Texts);
  protected readonly store = inject(DataStore);
  protected readonly contents = ['profile', 'sessions', 'factors', 'keys'];
  protected readonly progress = computed(() => {
    const bytes = this.store.bytes();
    return bytes === null ? '' : this.texts.of('account.export.progress', { size: String(Math.ceil(bytes / 1024)) });
  });

  protected save(): void {
    void this.store.export();
  }

  protected async delete(): Promise<void> {
    const email = await this.actions.typeEmail({
      heading: this.texts.of('account.deletion.heading'),
      points: ['grace', 'gone', 'kept'].map((point) => this.texts.of(`account.deletion.effect.${point}`)),
      confirm: this.texts.of('account.deletion.submit'),
      email: this.store.email(),
    });
    if (email !== null) await this.store.delete(email);
  }
}
