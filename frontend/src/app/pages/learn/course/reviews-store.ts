import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { OwnReview, Review, WriteReviewRequest } from '@classy-book/contracts/reviews';
import { toApiFailure } from '../../../core/services/api';
import { AuthService } from '../../../core/services/auth';
import { ToastService } from '../../../core/services/toasts';
import { PeopleTasks } from '../../../shared/people/people-tasks';
import { Texts } from '../../../shared/texts/texts';
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
  private readonly tasks = inject(PeopleTasks);
  private readonly texts = inject(Texts);
  private readonly reloads = signal(0);
  private readonly rows = signal<ListRows<Review>>(noRows);
  private readonly mine = signal<OwnReview | null>(null);
  private readonly working = signal(false);
  private readonly counted = this.client.rating(this.courses.slug, this.reloads);

  readonly shown = computed(() => this.rows().shown);
  readonly more = computed(() => this.rows().next !== null);
  readonly own = this.mine.asReadonly();
  readonly busy = this.working.asReadonly();
  /** Whether the reader teaches the course, and may answer. */
  readonly mayReply = computed(() => this.courses.standing()?.next === 'teach');
  readonly mayHide = computed(() => this.auth.has('courses:manage'));
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

  /** Answers a review; an empty text takes the answer back. */
  async reply(id: string, text: string): Promise<void> {
    await this.change(() => this.client.reply(id, text));
  }

  /** Hides a review after asking why, or shows it again. */
  async toggle({ id, hidden }: Review): Promise<void> {
    const words = hidden ? 'catalogue.reviews.show' : 'catalogue.reviews.hide';
    const reason = await this.tasks.askReason({
      heading: this.texts.of(`${words}.heading`),
      points: [this.texts.of(`${words}.effect`)],
      confirm: this.texts.of(`${words}.submit`),
      danger: !hidden,
    });
    if (reason !== undefined) await this.change(() => this.client.setHidden(id, !hidden, reason));
  }

  async loadMore(): Promise<void> {
    const { next } = this.rows();
    if (next === null || this.working()) return;
    await this.attempt(async () => {
      const page = await this.client.reviews(this.courses.slug(), next, this.moderated());
      this.rows.update((rows) => append(rows, page, ({ id }) => id));
    });
  }

  // who may hide reviews sees the hidden ones too
  private moderated(): string | null {
    return this.mayHide() ? (this.courses.course()?.id ?? null) : null;
  }

  private async load(): Promise<void> {
    await this.attempt(async () => {
      const slug = this.courses.slug();
      const [page, own] = await Promise.all([
        this.client.reviews(slug, null, this.moderated()),
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
