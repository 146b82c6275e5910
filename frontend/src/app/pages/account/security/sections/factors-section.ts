import { Component, computed, inject, viewChild } from '@angular/core';
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
import { AddFactorDialog } from '../parts/add-factor-dialog';
import { AuthenticatorRow } from '../parts/authenticator-row';
import { NewCodesDialog } from '../parts/new-codes-dialog';
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
  private readonly panel = viewChild(Panel);
  /** The role demands a second factor and this is the last one. */
  protected readonly lastOneStays = computed(() => {
    const state = this.store.state();
    return state !== null && state.required && state.authenticators.length === 1;
  });
  protected readonly fewCodes = computed(() => (this.store.state()?.backupCodesLeft ?? FEW_CODES) < FEW_CODES);

  protected async add(kind: Authenticator['kind']): Promise<void> {
    if (await this.actions.ask<boolean>(AddFactorDialog, kind, '520px', true))
      this.actions.tell('account.factors.done');
    // It may have been added although the dialog was closed before its end.
    await this.store.added();
  }

  protected async renewCodes(): Promise<void> {
    const sure = await this.actions.confirm({
      heading: this.texts.of('account.factors.codes.renewHeading'),
      points: [this.texts.of('account.factors.codes.renewEffect'), this.texts.of('account.factors.codes.renewVoid')],
      confirm: this.texts.of('account.factors.codes.renew'),
      danger: false,
    });
    const codes = sure ? await this.store.newBackupCodes() : null;
    if (codes) await this.actions.ask(NewCodesDialog, codes, '520px', true);
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
    if (!sure) return;
    await this.store.remove(authenticator);
    this.panel()?.catchFocus();
  }
}
