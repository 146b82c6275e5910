import { Component, DestroyRef, computed, inject, input, type OnInit } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { FactorFlow } from '../../../core/services/factor-flow';
import { Passkeys } from '../../../core/services/passkeys';
import { SignInFlow } from '../../../core/services/sign-in-flow';
import { SignInOptionsService } from '../../../core/services/sign-in-options';
import { Banner } from '../banner/banner';
import { FactorStep } from '../factor-step/factor-step';
import { Icon } from '../icon/icon';
import { SignInForm } from '../sign-in-form/sign-in-form';
import { Skeleton } from '../skeleton/skeleton';

/**
 * The whole of a sign-in: the first proof, then the second factor as a step of the same card. The heading of the first
 * step is projected. `admin` is true at the desk's door.
 */
@Component({
  selector: 'app-sign-in-card',
  imports: [Banner, FactorStep, Icon, SignInForm, Skeleton, TranslocoPipe],
  providers: [FactorFlow, SignInFlow, provideTranslocoScope('identity')],
  template: `
    @if (flow.factor.methods(); as methods) {
      <h1 tabindex="-1">{{ 'identity.factor.title' | transloco }}</h1>
      <p class="sub">{{ 'identity.factor.lead' | transloco }}</p>
      @defer (on immediate) {
        <app-factor-step
          [methods]="methods"
          [passkeys]="flow.factor.passkeysSupported"
          [busy]="flow.factor.busy()"
          [error]="flow.factor.error()"
          [lockedFor]="flow.factor.lockedFor()"
          (submitted)="flow.prove($event)"
          (passkeyAsked)="flow.provePasskey()"
        />
      } @placeholder {
        <app-skeleton height="160px" />
      } @error {
        <app-banner kind="warn" [heading]="'errors.unreachable' | transloco" />
      }
      <button type="button" class="btn quiet back" (click)="flow.startOver()">
        <app-icon name="arrow-back" />{{ 'signIn.back' | transloco }}
      </button>
    } @else {
      <ng-content />
      <app-sign-in-form
        forgotPath="/forgot-password"
        [admin]="admin()"
        [busy]="flow.busy()"
        [notice]="flow.notice()"
        [passkeys]="passkeysOffered()"
        [providers]="options()?.providers ?? []"
        (begun)="flow.prepare(passkeysOffered())"
        (submitted)="flow.submit($event)"
        (passkeyAsked)="flow.usePasskey($event)"
        (providerAsked)="flow.useProvider($event.id, $event.rememberMe)"
        (resendAsked)="flow.resend()"
      />
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .sub {
      margin-block: var(--space-2) var(--space-6);
      color: var(--ink-2);
    }
    .back {
      margin-block-start: var(--space-4);
    }
  `,
})
export class SignInCard implements OnInit {
  private readonly offers = inject(SignInOptionsService);
  private readonly passkeys = inject(Passkeys);
  protected readonly flow = inject(SignInFlow);

  readonly admin = input(false);
  protected readonly options = this.offers.options;
  protected readonly passkeysOffered = computed(() => (this.options()?.passkeys ?? false) && this.passkeys.supported());

  constructor() {
    void this.offers.load();
    inject(DestroyRef).onDestroy(() => {
      this.flow.close();
    });
  }

  ngOnInit(): void {
    this.flow.open(this.admin());
  }
}
