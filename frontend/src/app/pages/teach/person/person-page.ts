import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../shared/components/icon/icon';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { TimeAgo } from '../../../shared/components/time-ago/time-ago';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { CountPipe, FullTimePipe } from '../../../shared/texts/format-pipes';
import { PersonGrades } from './parts/person-grades';
import { PersonLessons } from './parts/person-lessons';
import { PersonStore } from './person-store';

/** One person of a course: how they stand, lesson by lesson and item by item. */
@Component({
  selector: 'app-person-page',
  imports: [
    CountPipe,
    CourseTabs,
    EmptyState,
    FullTimePipe,
    Icon,
    PersonGrades,
    PersonLessons,
    RouterLink,
    Skeleton,
    TimeAgo,
    TranslocoDirective,
  ],
  providers: [provideTranslocoScope('desk', 'teach', 'people', 'account'), PersonStore],
  templateUrl: './person-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css', './person-page.css'],
})
export default class PersonPage {
  protected readonly clock = inject(DeskClock);
  protected readonly store = inject(PersonStore);

  /** The id of the course, out of the address. */
  readonly course = input.required<string>();
  /** The id of the enrolment, out of the address. */
  readonly enrolment = input.required<string>();

  protected readonly name = computed(() => {
    const person = this.store.known()?.person;
    return person === undefined ? '' : person.name || person.email;
  });

  constructor() {
    effect(() => {
      const [course, enrolment] = [this.course(), this.enrolment()];
      untracked(() => {
        void this.store.open(course, enrolment);
      });
    });
  }
}
