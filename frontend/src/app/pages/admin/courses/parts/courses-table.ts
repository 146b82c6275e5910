import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CourseRow, CourseState } from '@classy-book/contracts/courses';
import { TranslocoPipe } from '@jsverse/transloco';
import { DataTable } from '../../../../shared/components/data-table/data-table';
import { ListTable } from '../../../../shared/components/data-table/list-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../../shared/components/menu/menu';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { CourseStateTag } from '../../../../shared/teach/course-state';
import { CountPipe } from '../../../../shared/texts/format-pipes';

export type CourseColumn = 'title' | 'state' | 'teachers' | 'learners' | 'updated' | 'action';

/** The courses of everybody, and what an administrator does to one. */
@Component({
  selector: 'app-courses-table',
  imports: [
    CountPipe,
    CourseStateTag,
    DataTable,
    EmptyState,
    Icon,
    Menu,
    MenuItem,
    RouterLink,
    TableRow,
    TimeAgo,
    TranslocoPipe,
  ],
  template: `
    <app-data-table
      [label]="label()"
      [columns]="columns()"
      [state]="state()"
      [rowHeight]="height()"
      [more]="more()"
      [class.stale]="state() === 'loading' && courses().length > 0"
      (endReached)="endReached.emit()"
    >
      <ng-template [appTableRow]="courses()" let-course>
        <td role="cell" class="title">
          <a class="row-open" dir="auto" [routerLink]="['/teach', course.id]">{{ course.title }}</a>
        </td>
        <td role="cell" class="state"><app-course-state [state]="course.state" /></td>
        <td role="cell" class="teachers">
          <bdi>{{ namesOf(course) }}</bdi>
        </td>
        <td role="cell" class="learners num">
          <span class="visually-hidden">{{ 'teach.column.learners' | transloco }}:</span>
          {{ course.learners | count }}
        </td>
        <td role="cell" class="updated"><app-time-ago [at]="course.updatedAt" [now]="now()" /></td>
        <td role="cell" class="action">
          <app-menu [label]="'teach.list.menu' | transloco: { title: course.title }" buttonClass="icon-btn bare">
            <app-icon trigger name="more" />
            @for (change of changesOf(course.state); track change.state) {
              <button type="button" appMenuItem (click)="asked.emit({ course, state: change.state })">
                <app-icon [name]="change.icon" />{{ change.label | transloco }}
              </button>
            }
          </app-menu>
        </td>
      </ng-template>
      <app-empty-state
        empty
        icon="menu-book"
        [heading]="(filtered() ? 'teach.courses.noneFound' : 'teach.admin.none') | transloco"
      >
        @if (filtered()) {
          <button type="button" class="btn" (click)="cleared.emit()">{{ 'teach.filter.clear' | transloco }}</button>
        }
      </app-empty-state>
      <app-empty-state failed icon="wifi-off" [heading]="'teach.courses.failed' | transloco" [text]="problem() ?? ''">
        <button type="button" class="btn primary" (click)="retried.emit()">{{ 'desk.retry' | transloco }}</button>
      </app-empty-state>
    </app-data-table>
  `,
  styleUrls: ['../../../../shared/components/data-table/list-table.css', './courses-table.css'],
})
export class CoursesTable extends ListTable<CourseColumn> {
  readonly courses = input.required<readonly CourseRow[]>();
  readonly asked = output<{ readonly course: CourseRow; readonly state: CourseState }>();
  protected readonly height = computed(() => (this.cards() ? 92 : 52));

  protected namesOf({ teachers }: CourseRow): string {
    return teachers.map(({ name }) => name).join(' · ');
  }

  protected changesOf(state: CourseState): readonly {
    readonly state: CourseState;
    readonly icon: 'visibility' | 'visibility-off' | 'archive';
    readonly label: string;
  }[] {
    const all = [
      { state: 'published', icon: 'visibility', label: 'teach.builder.publishCourse' },
      { state: 'draft', icon: 'visibility-off', label: 'teach.course.withdraw' },
      { state: 'archived', icon: 'archive', label: 'teach.course.archive' },
    ] as const;
    return all.filter((one) => one.state !== state);
  }
}
