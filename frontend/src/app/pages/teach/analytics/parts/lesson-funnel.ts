import { Component, computed, input, output } from '@angular/core';
import type { CourseAnalytics } from '@classy-book/contracts/analytics';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { CountPipe } from '../../../../shared/texts/format-pipes';

/** How many opened and completed each lesson, in the order of the outline: where the bars get shorter, people drop off. */
@Component({
  selector: 'app-lesson-funnel',
  imports: [CountPipe, Icon, TranslocoPipe],
  template: `
    <header>
      <h2 id="funnel-heading">{{ 'analytics.lessons.title' | transloco }}</h2>
      <button type="button" class="btn quiet" (click)="saved.emit()">
        <app-icon name="download" />CSV<span class="visually-hidden"> {{ 'analytics.lessons.title' | transloco }}</span>
      </button>
    </header>
    @if (rows().length === 0) {
      <p>{{ 'analytics.lessons.none' | transloco }}</p>
    } @else {
      <table aria-labelledby="funnel-heading">
        <thead>
          <tr>
            <th scope="col">{{ 'analytics.lessons.lesson' | transloco }}</th>
            <td class="bars"></td>
            <th scope="col" class="num">{{ 'analytics.lessons.opened' | transloco }}</th>
            <th scope="col" class="num">{{ 'analytics.lessons.completed' | transloco }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.id) {
            <tr>
              <th scope="row">
                <span dir="auto">{{ row.title }}</span>
              </th>
              <td class="bars" aria-hidden="true">
                <span class="opened" [style.inline-size.%]="row.openedShare"></span>
                <span class="completed" [style.inline-size.%]="row.completedShare"></span>
              </td>
              <td class="num">{{ row.opened | count }}</td>
              <td class="num">{{ row.completed | count }}</td>
            </tr>
          }
        </tbody>
      </table>
    }
  `,
  styleUrl: './lesson-funnel.css',
  host: { class: 'card' },
})
export class LessonFunnel {
  readonly lessons = input.required<CourseAnalytics['lessons']>();
  readonly saved = output();
  protected readonly rows = computed(() => {
    const most = Math.max(1, ...this.lessons().map(({ opened }) => opened));
    return this.lessons().map((lesson) => ({
      ...lesson,
      openedShare: (lesson.opened / most) * 100,
      completedShare: (lesson.completed / most) * 100,
    }));
  });
}
