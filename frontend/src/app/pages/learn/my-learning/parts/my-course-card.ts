import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MyCourse } from '@classy-book/contracts/learn';
import { TranslocoPipe } from '@jsverse/transloco';
import { CourseCover } from '../../../../shared/course/course-cover';
import { DayPipe } from '../../../../shared/texts/format-pipes';
import { CourseProgressBar } from './course-progress';

/** A course of one's own: how far one is, or why it cannot be read now. */
@Component({
  selector: 'app-my-course-card',
  imports: [CourseCover, CourseProgressBar, DayPipe, RouterLink, TranslocoPipe],
  template: `
    @let one = course();
    <app-course-cover [url]="one.coverUrl" [seed]="one.id" />
    <div class="words">
      <h3>
        <a [routerLink]="link()" dir="auto" [attr.lang]="one.language">{{ one.title }}</a>
      </h3>
      <p class="by">
        <bdi>{{ teachers() }}</bdi>
      </p>
      @switch (one.status) {
        @case ('pending') {
          <p class="note">{{ 'learn.mine.pending' | transloco }}</p>
        }
        @case ('expired') {
          @if (one.expiresAt; as until) {
            <p class="note">{{ 'learn.mine.expiredOn' | transloco: { day: (until | day) } }}</p>
          } @else {
            <p class="note">{{ 'learn.mine.expired' | transloco }}</p>
          }
        }
        @default {
          <app-course-progress [progress]="one.progress" />
          @if (one.progress.completedAt; as at) {
            <p class="done">
              <span class="tag ok">{{ 'learn.mine.completedOn' | transloco: { day: (at | day) } }}</span>
              <a class="above" routerLink="/certificates">{{ 'learn.mine.certificates' | transloco }}</a>
            </p>
          } @else if (one.expiresAt) {
            <p class="note">{{ 'learn.mine.until' | transloco: { day: (one.expiresAt | day) } }}</p>
          }
        }
      }
    </div>
  `,
  styles: `
    :host {
      position: relative;
      display: grid;
      grid-template-rows: auto 1fr;
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: var(--radius-lg);
      background: var(--surface);
      box-shadow: var(--shadow-1);
    }
    :host(:hover) {
      border-color: var(--line-control);
      box-shadow: var(--shadow-2);
    }
    .words {
      display: grid;
      align-content: start;
      gap: var(--space-2);
      padding: var(--space-4) var(--space-5) var(--space-5);
    }
    h3 {
      font-size: var(--text-lg);
      line-height: 1.35;
    }
    h3 a {
      color: var(--ink);
      text-decoration: none;
    }
    h3 a::after {
      content: '';
      position: absolute;
      inset: 0;
      border-radius: var(--radius-lg);
    }
    h3 a:focus-visible {
      outline: none;
    }
    h3 a:focus-visible::after {
      outline: 2px solid var(--accent);
      outline-offset: -3px;
    }
    .by,
    .note {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .by {
      font-size: var(--text-xs);
    }
    .done {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px var(--space-3);
      font-size: var(--text-sm);
    }
    .above {
      position: relative;
      z-index: 1;
      padding-block: 4px;
    }
  `,
})
export class MyCourseCard {
  readonly course = input.required<MyCourse>();
  protected readonly teachers = computed(() =>
    this.course()
      .teachers.map(({ name }) => name)
      .join(', '),
  );
  /** What cannot be read now leads to its public page, which says what can be done. */
  protected readonly link = computed(() => {
    const { slug, status } = this.course();
    return status === 'active' || status === 'completed' ? ['/learn', slug] : ['/courses', slug];
  });
}
