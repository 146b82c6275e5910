import { Component, input } from '@angular/core';
import type { UserDetail } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** With what somebody can sign in: authenticators, backup codes, accounts at providers. */
@Component({
  selector: 'app-factors-list',
  imports: [FullTimePipe, Icon, PluralPipe, TimeAgo, TranslocoPipe],
  template: `
    <ul class="rows">
      @for (factor of user().authenticators; track factor.id) {
        <li>
          <app-icon [name]="factor.kind === 'passkey' ? 'passkey' : 'mobile'" />
          <div>
            <strong
              ><bdi>{{ factor.name }}</bdi></strong
            >
            <small>
              {{ 'users.factors.kind.' + factor.kind | transloco }}
              @if (factor.synced) {
                · {{ 'users.factors.synced' | transloco }}
              }
              · {{ 'users.factors.added' | transloco: { at: (factor.createdAt | fullTime) } }}
            </small>
          </div>
          <small>
            @if (factor.lastUsedAt; as at) {
              {{ 'users.factors.lastUsed' | transloco }} <app-time-ago [at]="at" [now]="now()" />
            } @else {
              {{ 'users.factors.unused' | transloco }}
            }
          </small>
        </li>
      }
      @if (user().secondFactor) {
        <li>
          <app-icon name="key" />
          <div>
            <strong>{{ 'users.factors.backup' | transloco }}</strong>
            <small [class.left]="user().backupCodesLeft === 0">{{
              user().backupCodesLeft | plural: 'users.factors.codesLeft'
            }}</small>
          </div>
        </li>
      } @else {
        <li class="none"><app-icon name="warning" />{{ 'users.factors.none' | transloco }}</li>
      }
      @for (identity of user().identities; track identity.provider + identity.linkedAt) {
        <li>
          <app-icon name="link" />
          <div>
            <strong
              ><bdi>{{ identity.provider }}</bdi></strong
            >
            <small>
              @if (identity.email; as email) {
                <bdi dir="ltr">{{ email }}</bdi> ·
              }
              {{ 'users.factors.linked' | transloco: { at: (identity.linkedAt | fullTime) } }}
            </small>
          </div>
        </li>
      }
    </ul>
  `,
  styleUrl: '../sections/section.css',
})
export class FactorsList {
  readonly user = input.required<UserDetail>();
  readonly now = input.required<number>();
}
