import { Component, input } from '@angular/core';
import type { LearnerGrades } from '@classy-book/contracts/gradebook';
import { TranslocoPipe } from '@jsverse/transloco';
import { CountPipe } from '../../../../shared/texts/format-pipes';

/** The graded items of a course with what one learner has for each. */
@Component({
  selector: 'app-person-grades',
  imports: [CountPipe, TranslocoPipe],
  template: `
    <h2>{{ 'people.person.grades' | transloco }}</h2>
    @if (grades().items.length === 0) {
      <p>{{ 'people.person.noGrades' | transloco }}</p>
    } @else {
      <section class="card">
        <ul [attr.aria-label]="'people.person.grades' | transloco">
          @for (item of grades().items; track item.blockId) {
            <li>
              <span class="title" dir="auto">{{ item.title }}</span>
              <span class="what">
                <bdi>{{ item.lesson }}</bdi>
                <span class="num">{{ 'people.person.attempts' | transloco }}: {{ item.attempts.length | count }}</span>
              </span>
              @if (item.state === 'needs_grading') {
                <span class="tag warn">{{ 'people.person.waits' | transloco }}</span>
              } @else if (item.percent !== null) {
                <strong class="num">{{ 'people.percent' | transloco: { percent: (item.percent | count) } }}</strong>
              } @else {
                <span class="what">{{ 'people.noGrade' | transloco }}</span>
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  styleUrl: './person-rows.css',
})
export class PersonGrades {
  readonly grades = input.required<LearnerGrades>();
}
