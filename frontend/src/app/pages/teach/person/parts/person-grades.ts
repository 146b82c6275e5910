import { Component, input, output } from '@angular/core';
import type { LearnerGrades } from '@classy-book/contracts/gradebook';
import { TranslocoPipe } from '@jsverse/transloco';
import { CountPipe, FullTimePipe } from '../../../../shared/texts/format-pipes';

/** A quiz of which more may be allowed. */
export interface QuizItem {
  readonly quizId: string;
  readonly title: string;
}

/** The graded items of a course with what one learner has for each, and every attempt. */
@Component({
  selector: 'app-person-grades',
  imports: [CountPipe, FullTimePipe, TranslocoPipe],
  templateUrl: './person-grades.html',
  styleUrls: ['./person-rows.css', './person-grades.css'],
})
export class PersonGrades {
  readonly grades = input.required<LearnerGrades>();
  /** More time or attempts are to be allowed in a quiz. */
  readonly allowed = output<QuizItem>();

  protected allow(quizId: string, title: string): void {
    this.allowed.emit({ quizId, title });
  }
}
