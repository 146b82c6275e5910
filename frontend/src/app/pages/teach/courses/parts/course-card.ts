import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CourseRow } from '@classy-book/contracts/courses';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../../shared/components/menu/menu';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { coverSet } from '../../../../shared/media/picture-set';
import { CourseStateTag } from '../../../../shared/teach/course-state';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

export type CardAction = 'copy' | 'export' | 'remove';

/** A course in the list of those who teach. */
@Component({
  selector: 'app-course-card',
  imports: [CourseStateTag, Icon, Menu, MenuItem, PluralPipe, RouterLink, TimeAgo, TranslocoPipe],
  template: `
    <article class="card">
      <div class="cover" aria-hidden="true">
        @if (course().coverUrl; as url) {
          <img
            alt=""
            loading="lazy"
            decoding="async"
            sizes="(max-width: 640px) 100vw, 400px"
            [srcset]="setOf(url)"
            [src]="url"
          />
        } @else {
          <app-icon name="menu-book" />
        }
      </div>
      <div class="body">
        <h2>
          <a [routerLink]="['/teach', course().id]" [attr.lang]="course().language" dir="auto">{{ course().title }}</a>
        </h2>
        <p class="facts">
          <app-course-state [state]="course().state" />
          <span>{{ course().learners | plural: 'teach.list.learners' }}</span>
        </p>
        <p>
          {{ course().lessons | plural: 'teach.list.lessons' }},
          {{ 'teach.list.published' | transloco: { count: course().publishedLessons } }}
        </p>
        @if (others(); as names) {
          <p class="names">
            <bdi>{{ names }}</bdi>
          </p>
        }
      </div>
      <footer>
        <span>{{ 'teach.list.changed' | transloco }} <app-time-ago [at]="course().updatedAt" [now]="now()" /></span>
        <app-menu [label]="'teach.list.menu' | transloco: { title: course().title }" buttonClass="icon-btn bare">
          <app-icon trigger name="more" />
          <button type="button" appMenuItem (click)="asked.emit('copy')">
            <app-icon name="content-copy" />{{ 'teach.course.copy' | transloco }}
          </button>
          <button type="button" appMenuItem (click)="asked.emit('export')">
            <app-icon name="download" />{{ 'teach.course.export' | transloco }}
          </button>
          @if (owned()) {
            <button type="button" appMenuItem (click)="asked.emit('remove')">
              <app-icon name="delete" />{{ 'teach.course.delete' | transloco }}
            </button>
          }
        </app-menu>
      </footer>
    </article>
  `,
  styleUrl: './course-card.css',
})
export class CourseCard {
  readonly course = input.required<CourseRow>();
  protected readonly setOf = coverSet;
  /** The clock to measure against, in milliseconds since the epoch. */
  readonly now = input.required<number>();
  /** The id of the reader. */
  readonly self = input.required<string>();
  /** The reader manages all courses. */
  readonly manages = input(false);
  readonly asked = output<CardAction>();
  protected readonly owned = computed(
    () => this.manages() || this.course().teachers.some(({ userId, owner }) => owner && userId === this.self()),
  );
  /** Who teaches besides the reader. */
  protected readonly others = computed(() =>
    this.course()
      .teachers.filter(({ userId }) => userId !== this.self())
      .map(({ name }) => name)
      .join(' · '),
  );
}
