import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { type Avatar, avatarSchema } from '@classy-book/contracts/avatars';
import { type CatalogueCourse, catalogueCourseSchema } from '@classy-book/contracts/catalogue';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { type EnrolmentStanding, enrolmentStandingSchema } from '@classy-book/contracts/enrolments';
import {
  type OwnReview,
  ownReviewSchema,
  type RatingSummary,
  ratingSummarySchema,
  type Review,
  reviewSchema,
  type WriteReviewRequest,
} from '@classy-book/contracts/reviews';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { ListPage } from '../../../shared/lists/list-rows';

const reviewPage = pageOf(reviewSchema);
const envelope = successOf(z.unknown());

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of the page of a course. */
@Service()
export class CourseClient {
  private readonly http = inject(HttpClient);

  course(slug: () => string): HttpResourceRef<CatalogueCourse | undefined> {
    return this.get(() => `/catalogue/courses/${encodeURIComponent(slug())}`, catalogueCourseSchema);
  }

  rating(slug: () => string, wanted: () => number): HttpResourceRef<RatingSummary | undefined> {
    return this.get(() => {
      wanted();
      return `/catalogue/courses/${encodeURIComponent(slug())}/rating`;
    }, ratingSummarySchema);
  }

  /** How the caller stands; not asked while `slug` gives nothing. */
  standing(slug: () => string | undefined): HttpResourceRef<EnrolmentStanding | undefined> {
    return this.get(() => {
      const one = slug();
      return one === undefined ? undefined : `/learn/courses/${encodeURIComponent(one)}/enrolment`;
    }, enrolmentStandingSchema);
  }

  /** The pictures of people; not asked while `ids` gives nothing. */
  avatars(ids: () => readonly string[] | undefined): HttpResourceRef<Avatar[] | undefined> {
    return this.get(() => {
      const some = ids();
      return some === undefined || some.length === 0 ? undefined : `/people/avatars?ids=${some.join(',')}`;
    }, z.array(avatarSchema));
  }

  async enrol(slug: string): Promise<EnrolmentStanding> {
    const raw = await firstValueFrom(this.http.post(this.own(slug, 'enrol'), {}, { context: quiet() }));
    return successOf(enrolmentStandingSchema).parse(raw).data;
  }

  async leave(slug: string): Promise<EnrolmentStanding> {
    const raw = await firstValueFrom(this.http.delete(this.own(slug, 'enrol'), { context: quiet() }));
    return successOf(enrolmentStandingSchema).parse(raw).data;
  }

  /** One page of reviews; `cursor` null for the first. `all`, for who moderates: by the id of the course, hidden ones too. */
  async reviews(slug: string, cursor: string | null, all: string | null): Promise<ListPage<Review>> {
    const path =
      all === null
        ? (`/catalogue/courses/${encodeURIComponent(slug)}/reviews` as const)
        : (`/admin/courses/${all}/reviews` as const);
    const url = apiUrl(path);
    const params = { limit: '10', ...(cursor === null ? {} : { cursor }) };
    const { data, pagination } = reviewPage.parse(
      await firstValueFrom(this.http.get(url, { params, context: quiet() })),
    );
    return { items: data, next: pagination.nextCursor };
  }

  async ownReview(slug: string): Promise<OwnReview> {
    const raw = await firstValueFrom(this.http.get(this.own(slug, 'review'), { context: quiet() }));
    return successOf(ownReviewSchema).parse(raw).data;
  }

  async writeReview(slug: string, review: WriteReviewRequest): Promise<void> {
    await firstValueFrom(this.http.put(this.own(slug, 'review'), review, { context: quiet() }));
  }

  /** Answers a review as a teacher; an empty text takes the answer back. */
  async reply(reviewId: string, text: string): Promise<void> {
    await firstValueFrom(this.http.put(apiUrl(`/teach/reviews/${reviewId}/reply`), { text }, { context: quiet() }));
  }

  /** Hides a review, or shows it again. */
  async setHidden(reviewId: string, hidden: boolean, reason: string): Promise<void> {
    const url = apiUrl(`/admin/reviews/${reviewId}/visibility`);
    await firstValueFrom(this.http.post(url, { hidden, reason }, { context: quiet() }));
  }

  async removeReview(slug: string): Promise<void> {
    await firstValueFrom(this.http.delete(this.own(slug, 'review'), { context: quiet() }));
  }

  private own(slug: string, what: 'enrol' | 'review'): string {
    return apiUrl(`/learn/courses/${encodeURIComponent(slug)}/${what}`);
  }

  private get<T extends z.ZodType>(
    path: () => `/${string}` | undefined,
    schema: T,
  ): HttpResourceRef<z.output<T> | undefined> {
    return httpResource(
      () => {
        const one = path();
        return one === undefined ? undefined : { url: apiUrl(one), context: quiet() };
      },
      { parse: (raw) => schema.parse(envelope.parse(raw).data) },
    );
  }
}
