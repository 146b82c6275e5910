import { Component, inject, viewChild } from '@angular/core';
import type { ChangePasswordRequest } from '@classy-book/contracts/account';
import { TranslocoDirective } from '@jsverse/transloco';
import { Panel } from '../../../../shared/account/panel';
import { Banner } from '../../../../shared/components/banner/banner';
import { PasswordForm } from '../parts/password-form';
import { PasswordStore } from '../password-store';
import { SignInsStore } from '../sign-ins-store';

/** Changing the password, or setting a first one. */
@Component({
  selector: 'app-password-section',
  imports: [Banner, Panel, PasswordForm, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <app-panel
        name="password"
        [heading]="t(store.there() ? 'account.password.heading' : 'account.password.headingNone')"
        [lead]="t(store.there() ? 'account.password.lead' : 'account.password.leadNone')"
      >
        <div role="status">
          @if (signIns.disowned()) {
            <app-banner kind="warn" [heading]="t('account.signIns.disownedHeading')">
              <p>{{ t('account.signIns.disownedText') }}</p>
            </app-banner>
          }
        </div>
        <app-password-form
          [there]="store.there()"
          [email]="store.email()"
          [about]="store.about()"
          [busy]="store.busy()"
          [refusal]="store.refusal()"
          (submitted)="change($event)"
        />
      </app-panel>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    [role='status']:empty {
      display: none;
    }
  `,
})
export class PasswordSection {
  protected readonly store = inject(PasswordStore);
  protected readonly signIns = inject(SignInsStore);
  private readonly form = viewChild(PasswordForm);

  /** Brings the form into view, ready to type. */
  focus(): void {
    this.form()?.focus();
  }

  protected async change(request: ChangePasswordRequest): Promise<void> {
    if (!(await this.store.change(request))) return;
    this.form()?.clear();
    this.signIns.settled();
  }
}
