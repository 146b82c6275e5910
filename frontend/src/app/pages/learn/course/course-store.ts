import { Service, computed, inject, linkedSignal, signal } from '@angular/core';
import type { EnrolmentStanding } from '@classy-book/contracts/enrolments';
import { type ApiFailure, toApiFailure } from '../../../core/services/api';
import { AuthService } from '../../../core/services/auth';
import { ToastService } from '../../../core/services/toasts';
import { Texts } from '../../../shared/texts/texts';
import { CourseClient } from './course-client';

/** The page of one course, and how its reader stands in it. */
@Service({ autoProvided: false })
export class CourseStore {
  private readonly client = inject(CourseClient);
  private readonly auth = inject(AuthService);
  private readonly toasts = inject(ToastService);
  private readonly texts = inject(Texts);
  private readonly wanted = signal('');
  private readonly shown = this.client.course(() => this.wanted());
  private readonly asked = this.client.standing(() => (this.auth.signedIn() ? this.wanted() : undefined));
  // the course is told to everybody alike, pictures of people to who is signed in
  private readonly pictures = this.client.avatars(() =>
    this.auth.signedIn() ? this.course()?.teaching.map(({ userId }) => userId) : undefined,
  );
  private readonly working = signal(false);

  /** The slug as it stands in the address. */
  readonly slug = this.wanted.asReadonly();
  readonly course = computed(() => (this.shown.hasValue() ? this.shown.value() : null));
  readonly loading = this.shown.isLoading;
  readonly failure = computed<ApiFailure | null>(() => {
    const error = this.shown.error();
    return error === undefined ? null : toApiFailure(error);
  });
  /** Null while it is not known, and for who is not signed in. */
  readonly standing = linkedSignal<EnrolmentStanding | null>(() => (this.asked.hasValue() ? this.asked.value() : null));
  /** The addresses of the teachers' pictures by their ids; empty for who is not signed in. */
  readonly avatars = computed<ReadonlyMap<string, string>>(
    () => new Map(this.pictures.hasValue() ? this.pictures.value().map(({ userId, url }) => [userId, url]) : []),
  );
  readonly busy = this.working.asReadonly();

  /** Shows another course. */
  open(slug: string): void {
    this.wanted.set(slug);
  }

  reload(): void {
    this.shown.reload();
  }

  /** Enrols, or asks to be let in; answers how one stands afterwards, null where it failed (which was said). */
  async enrol(): Promise<EnrolmentStanding | null> {
    return await this.change(() => this.client.enrol(this.wanted()));
  }

  /** Leaves the course; what was learned is kept. */
  async leave(): Promise<void> {
    const standing = await this.change(() => this.client.leave(this.wanted()));
    if (standing !== null) this.toasts.show({ message: this.texts.of('catalogue.course.left'), kind: 'ok' });
  }

  private async change(call: () => Promise<EnrolmentStanding>): Promise<EnrolmentStanding | null> {
    this.working.set(true);
    try {
      const standing = await call();
      this.standing.set(standing);
      return standing;
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
      return null;
    } finally {
      this.working.set(false);
    }
  }
}
