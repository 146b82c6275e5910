import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MyCourse, ResumePoint } from '@classy-book/contracts/learn';
import { TranslocoPipe } from '@jsverse/transloco';
import { clockText } from '../../../../core/services/duration';
import { CourseCover } from '../../../../shared/course/course-cover';
import { CourseProgressBar } from './course-progress';

/** Where to go on: the lesson, and the second of its video. */
@Component({
  selector: 'app-continue-card',
  imports: [CourseCover, CourseProgressBar, RouterLink, TranslocoPipe],
  template: `
    @let one = course();
    <app-course-cover [url]="one.coverUrl" [seed]="one.id" sizes="(max-width: 700px) 100vw, 460px" />
    <div class="words">
      <p class="course">
        <bdi [attr.lang]="one.language">{{ one.title }}</bdi>
      </p>
      <h2>
        <bdi [attr.lang]="one.language">{{ one.resumeTitle }}</bdi>
      </h2>
      @if (clock(); as clock) {
        <p class="at">
          {{ 'learn.mine.stopped' | transloco }} <bdi dir="ltr" class="num">{{ clock }}</bdi>
        </p>
      }
      <app-course-progress [progress]="one.progress" />
      <a class="btn primary large" [routerLink]="['/learn', one.slug, resume().lessonId]">{{
        (one.lastActivityAt === null ? 'learn.mine.start' : 'learn.mine.continue') | transloco
      }}</a>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(220px, 2fr) 3fr;
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: var(--radius-lg);
      background: var(--surface);
      box-shadow: var(--shadow-2);
    }
    app-course-cover {
      block-size: 100%;
      min-block-size: 200px;
      aspect-ratio: auto;
    }
    .words {
      display: grid;
      align-content: center;
      gap: var(--space-3);
      padding: var(--space-8);
    }
    h2 {
      font-size: 1.5rem;
      letter-spacing: -0.02em;
      line-height: 1.25;
    }
    .course,
    .at {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    app-course-progress {
      margin-block: var(--space-2);
    }
    a {
      justify-self: start;
    }
    @media (max-width: 699.98px) {
      :host {
        grid-template-columns: 1fr;
      }
      app-course-cover {
        min-block-size: 0;
        aspect-ratio: 16 / 6;
      }
      .words {
        padding: var(--space-5);
      }
      a {
        justify-self: stretch;
      }
    }
  `,
})
export class ContinueCard {
  readonly course = input.required<MyCourse>();
  /** Of that course. */
  readonly resume = input.required<ResumePoint>();
  protected readonly clock = computed(() => {
    const { blockId, seconds } = this.resume();
    return blockId === null || seconds < 1 ? null : clockText(seconds);
  });
}
