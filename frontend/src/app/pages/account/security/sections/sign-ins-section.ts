import { Component, inject, output } from '@angular/core';
import type { OwnSignIn } from '@classy-book/contracts/account';
import { TranslocoDirective } from '@jsverse/transloco';
import { AccountActions } from '../../../../shared/account/account-actions';
import { LoadState } from '../../../../shared/account/load-state';
import { Panel } from '../../../../shared/account/panel';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Texts } from '../../../../shared/texts/texts';
import { SignInRow } from '../parts/sign-in-row';
import { SignInsStore } from '../sign-ins-store';

/** The last sign-ins, with the way to say that one was somebody else's. */
@Component({
  selector: 'app-sign-ins-section',
  imports: [EmptyState, LoadState, Panel, SignInRow, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <app-panel name="sign-ins" [heading]="t('account.signIns.heading')" [lead]="t('account.signIns.lead')">
        <app-load-state [loading]="store.loading()" [problem]="store.problem()" (retried)="store.reload()" />
        @if (store.shown(); as shown) {
          <ul>
            @for (signIn of shown; track signIn.id) {
              <li><app-sign-in-row [signIn]="signIn" (disowned)="disown(signIn)" /></li>
            } @empty {
              <li><app-empty-state icon="history" [heading]="t('account.signIns.none')" /></li>
            }
          </ul>
          @if (store.hidden() > 0) {
            <div>
              <button type="button" class="btn" (click)="store.showAll()">{{ t('account.signIns.showAll') }}</button>
            </div>
          }
        }
      </app-panel>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    li + li {
      margin-block-start: var(--space-3);
      padding-block-start: var(--space-3);
      border-block-start: 1px solid var(--line);
    }
  `,
})
export class SignInsSection {
  private readonly actions = inject(AccountActions);
  private readonly texts = inject(Texts);
  protected readonly store = inject(SignInsStore);
  /** A sign-in was somebody else's, and the other sessions have ended: a new password is due. */
  readonly disowned = output();

  protected async disown(signIn: OwnSignIn): Promise<void> {
    const sure = await this.actions.confirm({
      heading: this.texts.of('account.signIns.disownHeading'),
      points: [
        this.texts.of('account.signIns.disownEffect', { device: signIn.device.label }),
        this.texts.of('account.signIns.disownThen'),
      ],
      confirm: this.texts.of('account.signIns.disownSubmit'),
      danger: true,
    });
    if (sure && (await this.store.disown())) this.disowned.emit();
  }
}
