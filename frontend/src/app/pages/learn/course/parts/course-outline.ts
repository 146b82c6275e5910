import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CatalogueCourse } from '@classy-book/contracts/catalogue';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { MinutesPipe } from '../../../../shared/course/course-texts';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** The outline of a course as everybody may see it: free previews are links, the rest stands behind a lock. */
@Component({
  selector: 'app-course-outline',
  imports: [Icon, MinutesPipe, PluralPipe, RouterLink, TranslocoPipe],
  template: `
    @for (section of course().sections; track section.id; let index = $index) {
      <details [open]="index < 2">
        <summary>
          <h3>
            <bdi>{{ section.title }}</bdi>
          </h3>
          <span>{{ section.lessons.length | plural: 'catalogue.lessonCount' }}</span>
        </summary>
        <ul>
          @for (lesson of section.lessons; track lesson.id) {
            <li>
              @if (lesson.preview) {
                <app-icon name="lock-open" />
                <a [routerLink]="['/courses', course().slug, 'lessons', lesson.id]"
                  ><bdi>{{ lesson.title }}</bdi></a
                >
                <span class="tag">{{ 'catalogue.course.preview' | transloco }}</span>
              } @else {
                <app-icon [name]="iconOf(lesson.blockTypes)" />
                <bdi>{{ lesson.title }}</bdi>
              }
              <em>{{ lesson.minutes | minutes }}</em>
            </li>
          }
        </ul>
      </details>
    }
  `,
  styles: `
    details {
      border: 1px solid var(--line);
      border-radius: var(--radius-md);
      background: var(--surface);
    }
    details + details {
      margin-block-start: var(--space-2);
    }
    summary {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      padding: 12px var(--space-5);
      cursor: pointer;
    }
    summary::before {
      content: '▸' / '';
      color: var(--ink-3);
      transition: rotate var(--motion-fast);
    }
    :host-context([dir='rtl']) summary::before {
      content: '◂' / '';
    }
    details[open] summary::before {
      rotate: 90deg;
    }
    :host-context([dir='rtl']) details[open] summary::before {
      rotate: -90deg;
    }
    summary::-webkit-details-marker {
      display: none;
    }
    h3 {
      font-size: var(--text-md);
    }
    summary span {
      margin-inline-start: auto;
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    ul {
      padding: 0 var(--space-5) var(--space-3);
    }
    li {
      display: flex;
      align-items: center;
      gap: 10px;
      padding-block: 9px;
      border-block-start: 1px solid var(--line);
      font-size: var(--text-sm);
    }
    app-icon {
      color: var(--ink-3);
    }
    em {
      margin-inline-start: auto;
      color: var(--ink-2);
      font-size: var(--text-xs);
      font-style: normal;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .tag {
      background: var(--ok-tint);
      color: var(--ok);
    }
  `,
})
export class CourseOutline {
  readonly course = input.required<CatalogueCourse>();

  protected iconOf(types: readonly string[]): 'smart-display' | 'quiz' | 'article' {
    if (types.includes('video')) return 'smart-display';
    return types.includes('quiz') ? 'quiz' : 'article';
  }
}
