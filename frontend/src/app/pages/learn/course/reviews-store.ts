import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { OwnReview, Review, WriteReviewRequest } from '@classy-book/contracts/reviews';
import { toApiFailure } from '../../../core/services/api';
import { AuthService } from '../../../core/services/auth';
import { ToastService } from '../../../core/services/toasts';
import { append, noRows, type ListRows } from '../../../shared/lists/list-rows';
import { CourseClient } from './course-client';
import { CourseStore } from './course-store';

/** The reviews of the course of `CourseStore`, and one's own. */
@Service({ autoProvided: false })
export class ReviewsStore {
  private readonly client = inject(CourseClient);
  private readonly courses = inject(CourseStore);
  private readonly auth = inject(AuthService);
  private readonly toasts = inject(ToastService);
  private readonly reloads = signal(0);
  private readonly rows = signal<ListRows<Review>>(noRows);
  private readonly mine = signal<OwnReview | null>(null);
  private readonly working = signal(false);
  private readonly counted = this.client.rating(this.courses.slug, this.reloads);

  readonly shown = computed(() => this.rows().shown);
  readonly more = computed(() => this.rows().next !== null);
  readonly own = this.mine.asReadonly();
  readonly busy = this.working.asReadonly();
  readonly rating = computed(() => (this.counted.hasValue() ? this.counted.value() : null));

  constructor() {
    effect(() => {
      const course = this.courses.course();
      this.auth.signedIn();
      if (course !== null) untracked(() => void this.load());
    });
  }

  /** Writes one's own review; true where it was stored. */
  async write(review: WriteReviewRequest): Promise<boolean> {
    return await this.change(() => this.client.writeReview(this.courses.slug(), review));
  }

  async remove(): Promise<boolean> {
    return await this.change(() => this.client.removeReview(this.courses.slug()));
  }

  async loadMore(): Promise<void> {
    const { next } = this.rows();
    if (next === null || this.working()) return;
    await this.attempt(async () => {
      const page = await this.client.reviews(this.courses.slug(), next);
      this.rows.update((rows) => append(rows, page, ({ id }) => id));
    });
  }

  private async load(): Promise<void> {
    await this.attempt(async () => {
      const slug = this.courses.slug();
      const [page, own] = await Promise.all([
        this.client.reviews(slug, null),
        this.auth.signedIn() ? this.client.ownReview(slug) : null,
      ]);
      this.rows.set(append(noRows, page, ({ id }) => id));
      this.mine.set(own);
    });
  }

  private async change(call: () => Promise<void>): Promise<boolean> {
    const done = await this.attempt(call);
    if (done) {
      this.reloads.update((count) => count + 1);
      await this.load();
    }
    return done;
  }

  private async attempt(call: () => Promise<void>): Promise<boolean> {
    this.working.set(true);
    try {
      await call();
      return true;
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
      return false;
    } finally {
      this.working.set(false);
    }
  }
}
