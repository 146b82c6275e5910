import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../components/banner/banner';
import { MessagePage } from '../components/message-page/message-page';
import { Attempt } from './attempt';
import type { LinkPurpose } from './identity-client';
import { LinkStore } from './link-store';
import { NarrowCard } from './narrow-card';

/**
 * What a link in a mail leads to: a question with one button, then how it went. Its words are those of `purpose`. The ways
 * on are projected, with the attribute `done` or `used`.
 */
@Component({
  selector: 'app-link-card',
  imports: [Banner, MessagePage, NarrowCard, TranslocoPipe],
  providers: [Attempt, LinkStore, provideTranslocoScope('identity')],
  template: `
    @switch (store.state()) {
      @case ('ready') {
        <app-narrow-card [heading]="texts() + 'title' | transloco" [sub]="texts() + 'text' | transloco">
          <div role="alert">
            @if (store.error()) {
              <app-banner kind="danger" [heading]="store.error()" />
            }
          </div>
          <button type="button" class="btn primary large wide" [disabled]="store.busy()" (click)="follow()">
            {{ (store.busy() ? 'identity.token.busy' : texts() + 'button') | transloco }}
          </button>
          <ng-content />
        </app-narrow-card>
      }
      @case ('done') {
        <app-message-page
          icon="check-circle"
          [heading]="texts() + 'doneTitle' | transloco"
          [text]="texts() + 'doneText' | transloco"
        >
          <ng-content select="[done]" />
        </app-message-page>
      }
      @case ('used') {
        <app-message-page
          icon="link"
          [heading]="'identity.token.usedTitle' | transloco"
          [text]="'identity.token.usedText' | transloco"
        >
          <ng-content select="[used]" />
        </app-message-page>
      }
      @default {
        <app-message-page
          icon="link"
          [heading]="'identity.token.missingTitle' | transloco"
          [text]="'identity.token.missingText' | transloco"
        />
      }
    }
  `,
  styles: `
    :host {
      display: grid;
    }
    [role='alert']:empty {
      display: none;
    }
  `,
})
export class LinkCard {
  readonly purpose = input.required<LinkPurpose>();
  protected readonly store = inject(LinkStore);
  protected readonly texts = computed(() => `identity.${this.purpose()}.`);

  protected follow(): void {
    void this.store.follow(this.purpose());
  }
}
