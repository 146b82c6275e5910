import { Component, computed, effect, inject } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { CourseStore } from './course-store';
import { LessonStore } from './lesson-store';

/** The address of a course without a lesson: goes on where one was, else at the first lesson that is open. */
@Component({
  selector: 'app-opening-page',
  imports: [EmptyState, TranslocoPipe],
  template: `
    @if (empty()) {
      <h1 class="visually-hidden">{{ courses.course()?.title }}</h1>
      <app-empty-state
        icon="article"
        [heading]="'learn.empty.heading' | transloco"
        [text]="'learn.empty.text' | transloco"
      />
    }
  `,
})
export default class OpeningPage {
  private readonly router = inject(Router);
  private readonly lessons = inject(LessonStore);
  protected readonly courses = inject(CourseStore);
  protected readonly empty = computed(() => this.courses.course() !== null && this.courses.lessons().length === 0);

  constructor() {
    effect(() => {
      const course = this.courses.course();
      if (!course) return;
      const { resume } = course;
      const known = this.courses.lessonOf(resume?.lessonId ?? null);
      const target =
        known ?? this.courses.lessons().find(({ state }) => state !== 'locked') ?? this.courses.lessons()[0];
      if (!target) return;
      this.lessons.startAt(known ? (resume?.blockId ?? null) : null);
      void this.router.navigate(['/learn', course.slug, target.id], { replaceUrl: true });
    });
  }
}
