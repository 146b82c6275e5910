import { Component, input, output } from '@angular/core';
import type { Authenticator } from '@classy-book/contracts/second-factor';
import { TranslocoPipe } from '@jsverse/transloco';
import { When } from '../../../../shared/account/when';
import { Icon } from '../../../../shared/components/icon/icon';

/** One authenticator app or passkey, with the ways to rename and to remove it. */
@Component({
  selector: 'app-authenticator-row',
  imports: [Icon, TranslocoPipe, When],
  template: `
    <span class="mark"><app-icon [name]="authenticator().kind === 'totp' ? 'mobile' : 'key'" /></span>
    <div>
      <p>
        <strong>{{ authenticator().name }}</strong>
        <span class="tag neutral">{{ 'account.factors.kind.' + authenticator().kind | transloco }}</span>
        @if (authenticator().synced) {
          <span class="tag neutral" [title]="'account.factors.syncedHint' | transloco">
            {{ 'account.factors.synced' | transloco }}
          </span>
        }
      </p>
      <p class="facts">
        <span>{{ 'account.factors.added' | transloco }} <app-when [at]="authenticator().createdAt" /></span>
        <span>
          @if (authenticator().lastUsedAt; as used) {
            {{ 'account.factors.lastUsed' | transloco }} <app-when [at]="used" />
          } @else {
            {{ 'account.factors.neverUsed' | transloco }}
          }
        </span>
      </p>
    </div>
    <div class="buttons">
      <button
        type="button"
        class="btn quiet"
        [disabled]="busy()"
        [attr.aria-label]="'account.factors.renameNamed' | transloco: { name: authenticator().name }"
        (click)="renamed.emit()"
      >
        {{ 'account.factors.rename' | transloco }}
      </button>
      <button
        type="button"
        class="btn"
        [disabled]="busy() || kept()"
        [attr.aria-label]="'account.factors.removeNamed' | transloco: { name: authenticator().name }"
        [attr.aria-describedby]="kept() ? 'factor-kept' : null"
        (click)="removed.emit()"
      >
        {{ 'account.factors.remove' | transloco }}
      </button>
    </div>
  `,
  styleUrl: '../../../../shared/account/mark-row.css',
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3);
    }
    .mark {
      font-size: 1.125rem;
    }
    .mark + div {
      flex: 1 1 220px;
    }
    p {
      gap: 2px var(--space-2);
    }
    .facts {
      column-gap: var(--space-4);
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class AuthenticatorRow {
  readonly authenticator = input.required<Authenticator>();
  readonly busy = input(false);
  /** True where it cannot be removed because the role demands one: an element with the id `factor-kept` says so. */
  readonly kept = input(false);
  readonly renamed = output();
  readonly removed = output();
}
