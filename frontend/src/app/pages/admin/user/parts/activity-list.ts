import { Component, computed, input, output } from '@angular/core';
import type { Activity } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { activityFacts, activityKey } from '../../../../shared/audit/action-text';
import type { TableState } from '../../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';

/** Entries of the audit log, newest first, each with its facts behind it. */
@Component({
  selector: 'app-activity-list',
  imports: [EmptyState, FullTimePipe, Skeleton, TimeAgo, TranslocoPipe],
  template: `
    @if (state() === 'failed') {
      <app-empty-state icon="wifi-off" [heading]="'users.activity.failed' | transloco" [text]="problem() ?? ''">
        <button type="button" class="btn primary" (click)="retried.emit()">{{ 'desk.retry' | transloco }}</button>
      </app-empty-state>
    } @else if (state() === 'loading') {
      <div class="bones" aria-busy="true">
        <app-skeleton height="32px" />
        <app-skeleton height="32px" />
        <app-skeleton height="32px" />
      </div>
    } @else if (items().length === 0) {
      <app-empty-state icon="history" [heading]="'users.activity.none' | transloco" />
    } @else {
      <ol>
        @for (entry of entries(); track entry.item.id) {
          <li>
            <details>
              <summary>
                <span class="what">
                  @if (entry.key; as key) {
                    {{ key | transloco }}
                  } @else {
                    <code>{{ entry.item.action }}</code>
                  }
                </span>
                @if (nobody.includes(entry.item.actor)) {
                  <span class="who">{{ 'users.activity.actor.' + entry.item.actor | transloco }}</span>
                } @else {
                  <bdi class="who">{{ entry.item.actor }}</bdi>
                }
                <app-time-ago [at]="entry.item.timestamp" [now]="now()" />
              </summary>
              <dl>
                <div>
                  <dt>{{ 'users.activity.time' | transloco }}</dt>
                  <dd>{{ entry.item.timestamp | fullTime }}</dd>
                </div>
                <div>
                  <dt>{{ 'users.activity.on' | transloco }}</dt>
                  <dd>
                    <bdi dir="ltr" class="mono">{{ entry.item.resourceType }} {{ entry.item.resourceId }}</bdi>
                  </dd>
                </div>
                @if (entry.item.ipAddress; as address) {
                  <div>
                    <dt>{{ 'users.activity.address' | transloco }}</dt>
                    <dd>
                      <bdi dir="ltr" class="mono">{{ address }}</bdi>
                    </dd>
                  </div>
                }
                @for (fact of entry.facts; track fact[0]) {
                  <div>
                    <dt>
                      <bdi dir="ltr" class="mono">{{ fact[0] }}</bdi>
                    </dt>
                    <dd>
                      <bdi>{{ fact[1] }}</bdi>
                    </dd>
                  </div>
                }
              </dl>
            </details>
          </li>
        }
      </ol>
      <p role="status">
        @if (more()) {
          <button type="button" class="btn" [disabled]="loadingMore()" (click)="moreWanted.emit()">
            {{ (loadingMore() ? 'users.loadingMore' : 'users.activity.more') | transloco }}
          </button>
        } @else {
          {{ 'users.listEnd' | transloco }}
        }
      </p>
    }
  `,
  styleUrl: './activity-list.css',
})
export class ActivityList {
  readonly items = input.required<readonly Activity[]>();
  readonly state = input.required<TableState>();
  /** What went wrong where the state is `failed`. */
  readonly problem = input.required<string | null>();
  readonly now = input.required<number>();
  readonly more = input.required<boolean>();
  readonly loadingMore = input.required<boolean>();
  readonly moreWanted = output();
  readonly retried = output();
  /** What the log calls those who are no person. */
  protected readonly nobody: readonly string[] = ['system', 'anonymous'];
  protected readonly entries = computed(() =>
    this.items().map((item) => ({ item, key: activityKey(item), facts: activityFacts(item) })),
  );
}
