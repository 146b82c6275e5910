import { Component, inject, input, type OnInit } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { FactorFlow } from '../../../core/services/factor-flow';
import { FactorStep } from '../../../shared/components/factor-step/factor-step';
import { MessagePage } from '../../../shared/components/message-page/message-page';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { NarrowCard } from '../../../shared/identity/narrow-card';
import { OauthCallbackStore } from './oauth-callback-store';

/** Where a sign-in provider sends the browser back to: finishes the sign-in, or the link that was begun. */
@Component({
  selector: 'app-oauth-callback-page',
  imports: [FactorStep, MessagePage, NarrowCard, RouterLink, Skeleton, TranslocoPipe],
  providers: [FactorFlow, OauthCallbackStore, provideTranslocoScope('identity')],
  template: `
    @if (store.factor.methods(); as methods) {
      <app-narrow-card [heading]="'identity.factor.title' | transloco" [sub]="'identity.factor.lead' | transloco">
        <app-factor-step
          [methods]="methods"
          [passkeys]="store.factor.passkeysSupported"
          [busy]="store.factor.busy()"
          [error]="store.factor.error()"
          [lockedFor]="store.factor.lockedFor()"
          (submitted)="store.prove($event)"
          (passkeyAsked)="store.provePasskey()"
        />
      </app-narrow-card>
    } @else if (store.problem(); as problem) {
      <app-message-page
        icon="error"
        [heading]="'identity.oauth.failedTitle' | transloco"
        [text]="problem.trouble ? ('identity.oauth.' + problem.trouble | transloco) : problem.text"
      >
        <a class="btn primary" [routerLink]="store.backTo()">{{ 'identity.oauth.again' | transloco }}</a>
      </app-message-page>
    } @else if (store.linked(); as name) {
      <app-message-page
        icon="check-circle"
        [heading]="'identity.oauth.linkedTitle' | transloco"
        [text]="'identity.oauth.linked' | transloco: { name }"
      >
        <a class="btn primary" routerLink="/account/identities">{{ 'identity.oauth.toIdentities' | transloco }}</a>
      </app-message-page>
    } @else {
      <app-narrow-card
        aria-busy="true"
        [heading]="(store.linking() ? 'identity.oauth.linking' : 'identity.oauth.working') | transloco"
      >
        <app-skeleton height="96px" />
      </app-narrow-card>
    }
  `,
  styles: `
    :host {
      display: grid;
    }
  `,
})
export default class OauthCallbackPage implements OnInit {
  protected readonly store = inject(OauthCallbackStore);
  /** From the address. */
  readonly provider = input.required<string>();

  ngOnInit(): void {
    void this.store.finish(this.provider());
  }
}
