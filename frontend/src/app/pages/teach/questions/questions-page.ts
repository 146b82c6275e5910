import { Component, ElementRef, computed, effect, inject, input, untracked } from '@angular/core';
import { questionFilters } from '@classy-book/contracts/community';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../../../shared/components/banner/banner';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Segmented } from '../../../shared/components/segmented/segmented';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { focusCatcher } from '../../../shared/discussion/catch-focus';
import { courseQuestions } from '../../../shared/discussion/discussion-client';
import { QuestionList } from '../../../shared/discussion/parts/question-list';
import { QuestionsStore } from '../../../shared/discussion/questions-store';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { Texts } from '../../../shared/texts/texts';
import { QuestionsFilter } from './questions-filter';

/** All questions of a course: to answer and to moderate. */
@Component({
  selector: 'app-questions-page',
  imports: [Banner, CourseTabs, EmptyState, QuestionList, Segmented, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'teach', 'community', 'account'), QuestionsFilter, QuestionsStore],
  templateUrl: './questions-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css'],
})
export default class QuestionsPage {
  private readonly catchFocus = focusCatcher();
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly texts = inject(Texts);
  protected readonly filters = inject(QuestionsFilter);
  protected readonly store = inject(QuestionsStore);

  /** The id of the course, out of the address. */
  readonly course = input.required<string>();
  protected readonly choices = computed(() =>
    questionFilters.map((value) => ({ value, label: this.texts.of(`community.filter.${value}`) })),
  );

  constructor() {
    effect(() => {
      const [path, { filter }] = [courseQuestions(this.course()), this.filters.filter()];
      untracked(() => {
        this.store.show({ path, query: { filter } });
      });
    });
  }

  protected remove(id: string): void {
    this.store.remove(id);
    this.catchFocus(() => this.element.nativeElement, 'h1');
  }
}
