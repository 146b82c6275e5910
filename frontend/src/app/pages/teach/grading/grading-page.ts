import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import type { GradingRow } from '@classy-book/contracts/gradebook';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { Banner } from '../../../shared/components/banner/banner';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { Texts } from '../../../shared/texts/texts';
import { GradingStore } from './grading-store';
import { GradingForm, type GradingRequest } from './parts/grading-form';
import { GradingList } from './parts/grading-list';

/** What waits for the teachers of a course: the list, and beside it what is being graded. */
@Component({
  selector: 'app-grading-page',
  imports: [Banner, CourseTabs, EmptyState, GradingForm, GradingList, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('teach', 'grades'), GradingStore],
  templateUrl: './grading-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css', './grading-page.css'],
})
export default class GradingPage {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly failureText = inject(FailureText);
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  protected readonly store = inject(GradingStore);

  /** The id of the course, out of the address. */
  readonly course = input.required<string>();
  /** The block to look at alone, out of the query. */
  readonly item = input<string>();

  protected readonly news = signal('');
  protected readonly problem = computed(() => {
    const failure = this.store.workFailure();
    if (failure === null) return '';
    return failure.code === 'STALE' ? this.texts.of('grades.grading.stale') : this.failureText.of(failure);
  });
  protected readonly listProblem = computed(() => {
    const failure = this.store.listFailure();
    return failure === null ? '' : this.failureText.of(failure);
  });

  constructor() {
    effect(() => {
      const [course, item] = [this.course(), this.item() ?? null];
      untracked(() => {
        this.store.open(course, item);
      });
    });
  }

  protected async pickItem(event: Event): Promise<void> {
    const item = (event.target as HTMLSelectElement).value || null;
    await this.store.select(null);
    await this.router.navigate([], { queryParams: { item } });
  }

  protected async open(row: GradingRow | null): Promise<void> {
    this.news.set('');
    await this.store.select(row);
    this.focus(row === null ? 'h1' : 'app-grading-form h2');
  }

  protected async save({ marks, giveBack, next }: GradingRequest): Promise<void> {
    const following = next ? (this.store.neighbour(1) ?? this.store.neighbour(-1)) : null;
    const saved = this.store.selected();
    if (!(await this.store.save(marks, giveBack))) return;
    this.news.set(this.texts.of(giveBack ? 'grades.grading.returned' : 'grades.grading.saved'));
    if (saved !== null) this.store.settle(saved.id);
    if (next) await this.store.select(following);
    if (next) this.focus(following === null ? 'h1' : 'app-grading-form h2');
  }

  private focus(selector: string): void {
    afterNextRender(
      { write: () => this.element.nativeElement.querySelector<HTMLElement>(selector)?.focus() },
      { injector: this.injector },
    );
  }
}
