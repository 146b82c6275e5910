import { Service, computed, inject } from '@angular/core';
import type { MyCourse } from '@classy-book/contracts/learn';
import { MyLearningClient } from './my-learning-client';

/** One's own courses, in the groups in which they stand on the page. */
export interface CourseGroup {
  readonly name: 'current' | 'waiting' | 'completed' | 'ended';
  readonly courses: readonly MyCourse[];
}

const groups: readonly { name: CourseGroup['name']; status: MyCourse['status'] }[] = [
  { name: 'current', status: 'active' },
  { name: 'waiting', status: 'pending' },
  { name: 'completed', status: 'completed' },
  { name: 'ended', status: 'expired' },
];

/** What somebody learns. */
@Service({ autoProvided: false })
export class MyLearningStore {
  private readonly resource = inject(MyLearningClient).courses();

  /** Null until they are there. */
  readonly courses = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  readonly error = this.resource.error;

  /** The course that was used last and can be gone on with; null where there is none. */
  readonly next = computed(() => {
    const open = this.courses()?.filter(({ status, resume }) => status === 'active' && resume !== null) ?? [];
    return open.find(({ lastActivityAt }) => lastActivityAt !== null) ?? open[0] ?? null;
  });

  readonly groups = computed<readonly CourseGroup[]>(() =>
    groups
      .map(({ name, status }) => ({
        name,
        courses: this.courses()?.filter((course) => course.status === status) ?? [],
      }))
      .filter(({ courses }) => courses.length > 0),
  );

  reload(): void {
    this.resource.reload();
  }
}
