import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import type { EnrolmentStatus } from '@classy-book/contracts/enrolments';
import type { LearnCourse, LearnOutlineLesson, LessonProgress } from '@classy-book/contracts/learn';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import { PlayerClient } from './player-client';

/** Why a course cannot be worked through: how the reader stands in it (null: not at all), or what went wrong. */
export type CourseProblem =
  | { readonly kind: 'enrolment'; readonly status: EnrolmentStatus | null }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure };

/** The course that is worked through: its outline and how far one is. Provided by the page. */
@Service({ autoProvided: false })
export class CourseStore {
  private readonly client = inject(PlayerClient);
  private readonly params = toSignal(inject(ActivatedRoute).paramMap, { requireSync: true });
  private readonly held = signal<{ readonly asked: string; readonly course: LearnCourse } | null>(null);
  private readonly status = signal<EnrolmentStatus | null | undefined>(undefined);
  private readonly finishedNow = signal(false);

  /** What stands in the address: the slug, a former one, or the id. */
  readonly slug = computed(() => this.params().get('course') ?? '');
  private readonly resource = this.client.course(this.slug);

  /** Null until it is there; stays while it is read anew. */
  readonly course = computed(() => {
    const held = this.held();
    return held?.asked === this.slug() ? held.course : null;
  });
  readonly asTeacher = computed(() => this.course()?.as === 'teacher');
  /** All lessons in their order. */
  readonly lessons = computed(() => (this.course()?.sections ?? []).flatMap(({ lessons }) => lessons));
  readonly problem = computed<CourseProblem | null>(() => {
    const error = this.resource.error();
    if (error === undefined || this.resource.isLoading()) return null;
    const failure = toApiFailure(error);
    if (failure.code === 'NOT_FOUND') return { kind: 'gone' };
    if (failure.code !== 'ENROLMENT_REQUIRED') return this.course() ? null : { kind: 'failed', failure };
    const status = this.status();
    return status === undefined ? null : { kind: 'enrolment', status };
  });
  /** True once all of the course was completed while this page was open. */
  readonly finished = this.finishedNow.asReadonly();

  constructor() {
    effect(() => {
      if (this.resource.hasValue()) this.hold(this.resource.value());
    });
    effect(() => {
      const error = this.resource.error();
      if (error !== undefined && toApiFailure(error).code === 'ENROLMENT_REQUIRED') void this.askStatus(this.slug());
    });
  }

  /** The lesson with this id in the outline; null where it is not there. */
  lessonOf(id: string | null): LearnOutlineLesson | null {
    return this.lessons().find((lesson) => lesson.id === id) ?? null;
  }

  reload(): void {
    this.resource.reload();
  }

  /** Takes in what an action changed. What it opened or completed is read anew, with the counts of the sections. */
  take(progress: LessonProgress): void {
    const course = untracked(this.course);
    if (!course) return;
    const before = course.sections.flatMap(({ lessons }) => lessons).find(({ id }) => id === progress.lessonId);
    this.hold({
      ...course,
      progress: progress.course,
      sections: course.sections.map((section) => ({
        ...section,
        lessons: section.lessons.map((lesson) => changed(lesson, progress)),
      })),
    });
    if (before?.state !== progress.state || progress.opened.length > 0) this.reload();
  }

  /** The feast is over. */
  celebrated(): void {
    this.finishedNow.set(false);
  }

  private hold(course: LearnCourse): void {
    const before = untracked(this.course);
    if (before?.id === course.id && before.progress.completedAt === null && course.progress.completedAt !== null) {
      this.finishedNow.set(true);
    }
    this.held.set({ asked: untracked(this.slug), course });
  }

  private async askStatus(slug: string): Promise<void> {
    this.status.set(undefined);
    try {
      const mine = (await this.client.courses()).find((course) => course.slug === slug || course.id === slug);
      this.status.set(mine?.status ?? null);
    } catch {
      // Then it is only known that it cannot be read.
      this.status.set(null);
    }
  }
}

function changed(lesson: LearnOutlineLesson, { lessonId, state, opened }: LessonProgress): LearnOutlineLesson {
  if (lesson.id === lessonId) return { ...lesson, state };
  return opened.includes(lesson.id) && lesson.state === 'locked' ? { ...lesson, state: 'open', lock: null } : lesson;
}
