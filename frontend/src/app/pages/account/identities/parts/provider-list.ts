import { Component, input, output } from '@angular/core';
import type { Identity } from '@classy-book/contracts/oauth';
import { TranslocoPipe } from '@jsverse/transloco';
import { When } from '../../../../shared/account/when';
import type { ProviderRow } from '../providers';

/** The providers, each with the account there and the way to link or unlink it. */
@Component({
  selector: 'app-provider-list',
  imports: [TranslocoPipe, When],
  template: `
    <ul>
      @for (row of rows(); track row.id) {
        <li>
          <span class="mark" aria-hidden="true">{{ row.name.slice(0, 1) }}</span>
          <div>
            <p class="name">
              <strong>{{ row.name }}</strong>
              @if (row.identity) {
                <span class="tag ok">{{ 'account.identities.linked' | transloco }}</span>
              }
              @if (!row.offered) {
                <span class="tag neutral">{{ 'account.identities.notOffered' | transloco }}</span>
              }
            </p>
            @if (row.identity; as identity) {
              <p class="facts">
                @if (identity.email) {
                  <bdi>{{ identity.email }}</bdi>
                }
                <span>{{ 'account.identities.since' | transloco }} <app-when [at]="identity.linkedAt" /></span>
                <span>
                  @if (identity.lastUsedAt; as used) {
                    {{ 'account.identities.lastUsed' | transloco }} <app-when [at]="used" />
                  } @else {
                    {{ 'account.identities.neverUsed' | transloco }}
                  }
                </span>
              </p>
            } @else {
              <p class="facts">{{ 'account.identities.notLinked' | transloco }}</p>
            }
          </div>
          @if (row.identity; as identity) {
            <button
              type="button"
              class="btn"
              [disabled]="busy() !== null"
              [attr.aria-label]="'account.identities.unlinkNamed' | transloco: { provider: row.name }"
              (click)="unlinked.emit(identity)"
            >
              {{ 'account.identities.unlink' | transloco }}
            </button>
          } @else {
            <button
              type="button"
              class="btn primary"
              [disabled]="busy() !== null"
              [attr.aria-label]="'account.identities.linkNamed' | transloco: { provider: row.name }"
              (click)="linked.emit(row.id)"
            >
              {{ 'account.identities.link' | transloco }}
            </button>
          }
        </li>
      }
    </ul>
  `,
  styleUrl: '../../../../shared/account/mark-row.css',
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3);
    }
    li + li {
      margin-block-start: var(--space-4);
      padding-block-start: var(--space-4);
      border-block-start: 1px solid var(--line);
    }
    .mark {
      font-weight: var(--weight-bold);
    }
    .mark + div {
      flex: 1 1 220px;
    }
    p {
      gap: 2px var(--space-3);
    }
  `,
})
export class ProviderList {
  readonly rows = input.required<readonly ProviderRow[]>();
  /** The provider that something is under way with. */
  readonly busy = input<string | null>(null);
  readonly linked = output<string>();
  readonly unlinked = output<Identity>();
}
