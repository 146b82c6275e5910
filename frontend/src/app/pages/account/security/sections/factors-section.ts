import { Component, computed, inject } from '@angular/core';
import type { Authenticator } from '@classy-book/contracts/second-factor';
import { TranslocoDirective } from '@jsverse/transloco';
import { AccountActions } from '../../../../shared/account/account-actions';
import { LoadState } from '../../../../shared/account/load-state';
import { Panel } from '../../../../shared/account/panel';
import { When } from '../../../../shared/account/when';
import { Banner } from '../../../../shared/components/banner/banner';
import { Icon } from '../../../../shared/components/icon/icon';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { Texts } from '../../../../shared/texts/texts';
import { FactorsStore } from '../factors-store';
import { AuthenticatorRow } from '../parts/authenticator-row';
import { RenameDialog } from '../parts/rename-dialog';

/** Below this many backup codes the page asks for new ones. */
const FEW_CODES = 4;

/** Authenticator apps, passkeys and backup codes. */
@Component({
  selector: 'app-factors-section',
  imports: [AuthenticatorRow, Banner, Icon, LoadState, Panel, PluralPipe, TranslocoDirective, When],
  templateUrl: './factors-section.html',
  styleUrl: './factors-section.css',
})
export class FactorsSection {
  private readonly actions = inject(AccountActions);
  private readonly texts = inject(Texts);
  protected readonly store = inject(FactorsStore);
  /** The role demands a second factor and this is the last one. */
  protected readonly lastOneStays = computed(() => {
    const state = this.store.state();
    return state !== null && state.required && state.authenticators.length === 1;
  });
  protected readonly fewCodes = computed(() => (this.store.state()?.backupCodesLeft ?? FEW_CODES) < FEW_CODES);

  protected add(_kind: Authenticator['kind']): void {
    this.store.reload();
  }

  protected renewCodes(): void {
    this.store.reload();
  }

  protected async rename(authenticator: Authenticator): Promise<void> {
    const name = await this.actions.ask<string>(RenameDialog, authenticator.name);
    if (name !== undefined && name !== authenticator.name) await this.store.rename(authenticator, name);
  }

  protected async remove(authenticator: Authenticator): Promise<void> {
    const last = this.store.state()?.authenticators.length === 1;
    const sure = await this.actions.confirm({
      heading: this.texts.of('account.factors.removeHeading', { name: authenticator.name }),
      points: [
        this.texts.of(authenticator.kind === 'totp' ? 'account.factors.removeTotp' : 'account.factors.removePasskey'),
        this.texts.of(last ? 'account.factors.removeLast' : 'account.factors.removeOthers'),
      ],
      confirm: this.texts.of('account.factors.remove'),
      danger: true,
    });
    if (sure) await this.store.remove(authenticator);
  }
}
