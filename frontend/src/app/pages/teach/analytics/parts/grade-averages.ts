import { Component, input, output } from '@angular/core';
import type { CourseAnalytics } from '@classy-book/contracts/analytics';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { CountPipe } from '../../../../shared/texts/format-pipes';

/** The average grade of each quiz and assignment. */
@Component({
  selector: 'app-grade-averages',
  imports: [CountPipe, Icon, TranslocoPipe],
  template: `
    <header>
      <h2 id="averages-heading">{{ 'analytics.grades.title' | transloco }}</h2>
      <button type="button" class="btn quiet" (click)="saved.emit()">
        <app-icon name="download" />CSV<span class="visually-hidden"> {{ 'analytics.grades.title' | transloco }}</span>
      </button>
    </header>
    @if (grades().length === 0) {
      <p>{{ 'analytics.grades.none' | transloco }}</p>
    } @else {
      <table aria-labelledby="averages-heading">
        <thead>
          <tr>
            <th scope="col">{{ 'analytics.grades.item' | transloco }}</th>
            <th scope="col" class="num">{{ 'analytics.grades.graded' | transloco }}</th>
            <th scope="col" class="num">{{ 'analytics.grades.average' | transloco }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of grades(); track row.blockId) {
            <tr>
              <th scope="row">
                <span dir="auto">{{ row.title }}</span>
              </th>
              <td class="num">{{ row.graded | count }}</td>
              <td class="num">
                @if (row.average === null) {
                  –
                } @else {
                  {{ 'analytics.percent' | transloco: { percent: (row.average | count) } }}
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    }
  `,
  styleUrl: './lesson-funnel.css',
  host: { class: 'card' },
})
export class GradeAverages {
  readonly grades = input.required<CourseAnalytics['grades']>();
  readonly saved = output();
}
