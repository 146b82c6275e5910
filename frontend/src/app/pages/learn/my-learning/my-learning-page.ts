import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { toApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { MyLearningStore } from './my-learning-store';
import { ContinueCard } from './parts/continue-card';
import { MyCourseCard } from './parts/my-course-card';

/** What somebody learns: where to go on, and every course with how far they are. */
@Component({
  selector: 'app-my-learning-page',
  imports: [ContinueCard, EmptyState, MyCourseCard, RouterLink, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('learn'), MyLearningStore],
  template: `
    <div class="page" *transloco="let t" [attr.aria-busy]="store.courses() === null && !problem()">
      <h1 tabindex="-1">{{ t('learn.mine.title') }}</h1>
      @if (store.courses(); as courses) {
        @if (courses.length === 0) {
          <app-empty-state icon="menu-book" [heading]="t('learn.mine.none')" [text]="t('learn.mine.noneText')">
            <a class="btn primary" routerLink="/courses">{{ t('learn.mine.find') }}</a>
          </app-empty-state>
        }
        @if (store.next(); as next) {
          @if (next.resume; as resume) {
            <app-continue-card [course]="next" [resume]="resume" />
          }
        }
        @for (group of store.groups(); track group.name) {
          <section [attr.aria-labelledby]="'group-' + group.name">
            <h2 [id]="'group-' + group.name">{{ t('learn.mine.group.' + group.name) }}</h2>
            <ul>
              @for (course of group.courses; track course.id) {
                <li><app-my-course-card [course]="course" /></li>
              }
            </ul>
          </section>
        }
      } @else if (problem(); as text) {
        <app-empty-state icon="cloud-off" [heading]="t('learn.mine.failed')" [text]="text">
          <button type="button" class="btn" (click)="store.reload()">{{ t('learn.retry') }}</button>
        </app-empty-state>
      } @else {
        <app-skeleton height="220px" />
        <app-skeleton height="180px" />
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .page {
      display: grid;
      gap: var(--space-8);
      inline-size: min(1100px, 100%);
      margin-inline: auto;
      padding: var(--space-10) clamp(var(--space-4), 4vw, var(--space-10)) var(--space-16);
    }
    h1 {
      font-size: 2rem;
      letter-spacing: -0.025em;
      line-height: 1.2;
    }
    section h2 {
      margin-block-end: var(--space-4);
      font-size: var(--text-lg);
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr));
      gap: var(--space-5);
    }
    li {
      display: grid;
    }
  `,
})
export default class MyLearningPage {
  private readonly failureText = inject(FailureText);
  protected readonly store = inject(MyLearningStore);
  protected readonly problem = computed(() => {
    const error = this.store.error();
    return error === undefined ? '' : this.failureText.of(toApiFailure(error));
  });
}
