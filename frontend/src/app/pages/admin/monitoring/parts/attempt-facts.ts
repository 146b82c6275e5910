import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import { OutcomeTag } from '../../../../shared/components/outcome-tag/outcome-tag';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';

/** What was recorded of one attempt, field by field. */
@Component({
  selector: 'app-attempt-facts',
  imports: [FullTimePipe, OutcomeTag, RouterLink, TranslocoPipe],
  template: `
    <dl>
      <div>
        <dt>{{ 'monitoring.facts.outcome' | transloco }}</dt>
        <dd><app-outcome-tag [outcome]="attempt().outcome" /></dd>
      </div>
      @if (attempt().reason; as reason) {
        <div>
          <dt>{{ 'monitoring.facts.reason' | transloco }}</dt>
          <dd>{{ 'desk.reason.' + reason | transloco }}</dd>
        </div>
      }
      <div>
        <dt>{{ 'monitoring.facts.time' | transloco }}</dt>
        <dd>
          <time [attr.datetime]="attempt().timestamp">{{ attempt().timestamp | fullTime }}</time>
        </dd>
      </div>
      <div>
        <dt>{{ 'monitoring.facts.account' | transloco }}</dt>
        <dd>
          @if (linked() && attempt().userId !== null) {
            <a
              dir="ltr"
              [routerLink]="['/admin/users', attempt().userId]"
              [title]="'monitoring.facts.person' | transloco"
              >{{ attempt().email }}</a
            >
          } @else {
            <bdi>{{ attempt().email }}</bdi>
          }
          @if (attempt().userId === null) {
            <small>{{ 'monitoring.facts.noSuchAccount' | transloco }}</small>
          }
        </dd>
      </div>
      <div>
        <dt>{{ 'monitoring.facts.method' | transloco }}</dt>
        <dd>
          {{ 'desk.method.' + attempt().method | transloco }}
          @if (attempt().factor) {
            + {{ 'desk.factor.' + attempt().factor | transloco }}
          }
        </dd>
      </div>
      <div>
        <dt>{{ 'monitoring.facts.device' | transloco }}</dt>
        <dd>
          <bdi>{{ attempt().device.label }}</bdi>
        </dd>
      </div>
    </dl>
    <details>
      <summary>{{ 'monitoring.facts.more' | transloco }}</summary>
      <dl>
        <div>
          <dt>{{ 'monitoring.facts.userAgent' | transloco }}</dt>
          <dd>
            <bdi dir="ltr">{{ attempt().userAgent || '–' }}</bdi>
          </dd>
        </div>
        <div>
          <dt>{{ 'monitoring.facts.session' | transloco }}</dt>
          <dd>
            <bdi class="mono" dir="ltr">{{ attempt().sessionId ?? '–' }}</bdi>
          </dd>
        </div>
        <div>
          <dt>{{ 'monitoring.facts.request' | transloco }}</dt>
          <dd>
            <bdi class="mono" dir="ltr">{{ attempt().requestId }}</bdi>
          </dd>
        </div>
        <div>
          <dt>{{ 'monitoring.facts.id' | transloco }}</dt>
          <dd>
            <bdi class="mono" dir="ltr">{{ attempt().id }}</bdi>
          </dd>
        </div>
      </dl>
    </details>
  `,
  styles: `
    dl {
      display: grid;
      font-size: var(--text-sm);
    }
    dl > div {
      display: grid;
      grid-template-columns: 92px minmax(0, 1fr);
      gap: var(--space-3);
      align-items: baseline;
      padding: 4px 0;
    }
    dt {
      color: var(--ink-2);
    }
    dd {
      min-inline-size: 0;
    }
    small {
      display: block;
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    summary {
      padding: 4px 0;
      color: var(--accent);
      font-size: var(--text-sm);
      cursor: pointer;
    }
  `,
})
export class AttemptFacts {
  readonly attempt = input.required<LoginAttempt>();
  /** Whether the account leads to the page of its person. */
  readonly linked = input.required<boolean>();
}
