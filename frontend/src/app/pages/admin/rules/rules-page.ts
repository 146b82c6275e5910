import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { RulesStore } from './rules-store';
import { RuleSection } from './sections/rule-section';

/** What the desk looks for by itself: every rule with its switch and its limits. */
@Component({
  selector: 'app-rules-page',
  imports: [EmptyState, RuleSection, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'rules'), RulesStore],
  template: `
    <div class="page" *transloco="let t">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{{ t('titles.rules') }}</h1>
          <p>{{ t('rules.subtitle') }}</p>
          @if (!store.allowed()) {
            <p>{{ t('rules.readOnly') }}</p>
          }
        </div>
      </header>
      @if (problem(); as text) {
        <app-empty-state class="card" icon="wifi-off" [heading]="t('rules.failed')" [text]="text">
          <button type="button" class="btn primary" (click)="store.reload()">{{ t('desk.retry') }}</button>
        </app-empty-state>
      } @else {
        <ul class="card" [attr.aria-label]="t('rules.label')" [attr.aria-busy]="store.loading()">
          @for (rule of store.rules(); track rule.id) {
            <li><app-rule-section [rule]="rule" /></li>
          } @empty {
            @for (bone of bones; track bone) {
              <li class="bone" aria-hidden="true">
                <app-skeleton width="30%" height="16px" /><app-skeleton width="60%" height="14px" />
              </li>
            }
          }
        </ul>
      }
    </div>
  `,
  styleUrl: '../../../shared/desk/desk-page.css',
  styles: `
    li + li {
      border-block-start: 1px solid var(--line);
    }
    .bone {
      display: grid;
      gap: 8px;
      padding: var(--space-5);
    }
  `,
})
export default class RulesPage {
  private readonly failureText = inject(FailureText);
  protected readonly store = inject(RulesStore);
  protected readonly bones = [1, 2, 3, 4, 5, 6] as const;
  protected readonly problem = computed(() => {
    const failure = this.store.failure();
    return failure && this.failureText.of(failure);
  });
}
