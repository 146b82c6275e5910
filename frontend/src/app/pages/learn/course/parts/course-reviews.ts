import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import type { OwnReview, RatingSummary, Review, WriteReviewRequest } from '@classy-book/contracts/reviews';
import { TranslocoDirective } from '@jsverse/transloco';
import { When } from '../../../../shared/account/when';
import { StarRating } from '../../../../shared/course/star-rating';
import { PercentPipe } from '../../../../shared/course/course-texts';

/** What learners thought of a course: how many gave each number of stars, their words, and the form for one's own. */
@Component({
  selector: 'app-course-reviews',
  imports: [PercentPipe, StarRating, TranslocoDirective, When],
  templateUrl: './course-reviews.html',
  styleUrl: './course-reviews.css',
})
export class CourseReviews {
  readonly rating = input.required<RatingSummary | null>();
  readonly reviews = input.required<readonly Review[]>();
  readonly own = input.required<OwnReview | null>();
  readonly busy = input.required<boolean>();
  readonly more = input.required<boolean>();
  readonly mayReply = input(false);
  readonly mayHide = input(false);
  readonly written = output<WriteReviewRequest>();
  readonly removed = output();
  readonly wanted = output();
  readonly replied = output<{ readonly id: string; readonly text: string }>();
  /** Hide this one, or show it again. */
  readonly toggled = output<Review>();

  protected readonly choices = [1, 2, 3, 4, 5];
  /** Open while somebody writes; closes when what is stored comes back. */
  protected readonly writing = linkedSignal({ source: this.own, computation: () => false });
  protected readonly stars = linkedSignal(() => this.own()?.review?.stars ?? 0);
  protected readonly bars = computed(() => {
    const rating = this.rating();
    if (rating === null || rating.count === 0) return [];
    return [5, 4, 3, 2, 1].map((stars) => ({ stars, share: (rating.stars[stars - 1] ?? 0) / rating.count }));
  });

  /** The review that is being answered. */
  protected readonly answering = signal<string | null>(null);

  protected reply(event: Event, id: string, text: string): void {
    event.preventDefault();
    this.answering.set(null);
    this.replied.emit({ id, text: text.trim() });
  }

  protected save(event: Event, text: string): void {
    event.preventDefault();
    if (this.stars() > 0) this.written.emit({ stars: this.stars(), text: text.trim() });
  }
}
