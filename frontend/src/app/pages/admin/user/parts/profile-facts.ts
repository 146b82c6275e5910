import { Component, input } from '@angular/core';
import type { UserDetail } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';

/** What is known about an account, field by field. */
@Component({
  selector: 'app-profile-facts',
  imports: [FullTimePipe, TranslocoPipe],
  template: `
    <dl>
      <div>
        <dt>{{ 'users.profile.email' | transloco }}</dt>
        <dd>
          <bdi dir="ltr">{{ user().email }}</bdi>
          <span class="tag" [class.ok]="user().emailVerified" [class.warn]="!user().emailVerified">{{
            (user().emailVerified ? 'users.profile.verified' : 'users.profile.unverified') | transloco
          }}</span>
        </dd>
      </div>
      <div>
        <dt>{{ 'users.profile.created' | transloco }}</dt>
        <dd>{{ user().createdAt | fullTime }}</dd>
      </div>
      <div>
        <dt>{{ 'users.profile.lastSeen' | transloco }}</dt>
        <dd>
          @if (user().lastSeenAt; as at) {
            {{ at | fullTime }}
          } @else {
            {{ 'users.never' | transloco }}
          }
        </dd>
      </div>
      <div>
        <dt>{{ 'users.profile.password' | transloco }}</dt>
        <dd>
          @if (!user().hasPassword) {
            {{ 'users.profile.noPassword' | transloco }}
          } @else if (user().passwordChangedAt; as at) {
            {{ 'users.profile.passwordSince' | transloco: { at: (at | fullTime) } }}
          } @else {
            {{ 'users.profile.hasPassword' | transloco }}
          }
          @if (user().mustChangePassword) {
            <span class="tag warn">{{ 'users.profile.mustChange' | transloco }}</span>
          }
        </dd>
      </div>
      <div>
        <dt>{{ 'users.profile.locale' | transloco }}</dt>
        <dd>
          {{
            user().locale === null
              ? ('users.profile.noLocale' | transloco)
              : ('users.locale.' + user().locale | transloco)
          }}
        </dd>
      </div>
      <div>
        <dt>{{ 'users.profile.id' | transloco }}</dt>
        <dd>
          <bdi class="mono" dir="ltr">{{ user().id }}</bdi>
        </dd>
      </div>
    </dl>
  `,
  styles: `
    dl > div {
      display: grid;
      grid-template-columns: clamp(96px, 30%, 200px) minmax(0, 1fr);
      gap: var(--space-2) var(--space-4);
      padding-block: 9px;
      border-block-start: 1px solid var(--line);
      font-size: var(--text-sm);
    }
    dl > div:first-child {
      border-block-start: 0;
      padding-block-start: 0;
    }
    dt {
      color: var(--ink-2);
    }
    dd {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 10px;
      min-inline-size: 0;
    }
  `,
})
export class ProfileFacts {
  readonly user = input.required<UserDetail>();
}
