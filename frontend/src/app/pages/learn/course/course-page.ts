import { Component, computed, effect, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { WriteReviewRequest } from '@classy-book/contracts/reviews';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { FailureText } from '../../../core/services/failure-text';
import { Avatar } from '../../../shared/components/avatar/avatar';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../shared/components/icon/icon';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { StarRating } from '../../../shared/course/star-rating';
import { LessonText } from '../../../shared/lesson/lesson-text';
import { PluralPipe } from '../../../shared/texts/plural-pipe';
import { CourseOutline } from './parts/course-outline';
import { CourseReviews } from './parts/course-reviews';
import { EnrolCard } from './parts/enrol-card';
import { CourseStore } from './course-store';
import { ReviewsStore } from './reviews-store';

/** The page of a course for everybody: what one learns, the outline with free previews, its teachers, reviews, and the way in. */
@Component({
  selector: 'app-course-page',
  imports: [
    Avatar,
    CourseOutline,
    CourseReviews,
    EmptyState,
    EnrolCard,
    Icon,
    LessonText,
    PluralPipe,
    RouterLink,
    Skeleton,
    StarRating,
    TranslocoDirective,
  ],
  providers: [provideTranslocoScope('catalogue'), CourseStore, ReviewsStore],
  templateUrl: './course-page.html',
  styleUrl: './course-page.css',
})
export default class CoursePage {
  private readonly router = inject(Router);
  private readonly failureText = inject(FailureText);
  protected readonly auth = inject(AuthService);
  protected readonly store = inject(CourseStore);
  protected readonly reviews = inject(ReviewsStore);

  /** From the address. */
  readonly slug = input.required<string>();
  protected readonly missing = computed(() => this.store.failure()?.status === 404);
  protected readonly problem = computed(() => {
    const failure = this.store.failure();
    return failure === null ? '' : this.failureText.of(failure);
  });

  constructor() {
    effect(() => {
      this.store.open(this.slug());
    });
  }

  protected async enrol(): Promise<void> {
    const standing = await this.store.enrol();
    if (standing?.next === 'learn') await this.router.navigate(['/learn', standing.slug]);
  }

  protected async review(request: WriteReviewRequest): Promise<void> {
    await this.reviews.write(request);
  }
}
