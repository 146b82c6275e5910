import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { IconName } from '../../../../shared/components/icon/icons';
import { MessagePage } from '../../../../shared/components/message-page/message-page';
import type { CourseProblem } from '../course-store';

/** Stands in for a course that cannot be worked through: why, and what can be done about it. */
@Component({
  selector: 'app-course-problem',
  imports: [MessagePage, RouterLink, TranslocoPipe],
  template: `
    <app-message-page
      [icon]="icon()"
      [heading]="'learn.problem.' + name() + '.heading' | transloco"
      [text]="name() === 'failed' ? reason() : ('learn.problem.' + name() + '.text' | transloco)"
    >
      @if (problem().kind === 'enrolment') {
        <a class="btn primary" [routerLink]="['/courses', slug()]">{{ 'learn.problem.toCourse' | transloco }}</a>
      }
      @if (problem().kind === 'failed') {
        <button type="button" class="btn primary" (click)="retried.emit()">{{ 'learn.retry' | transloco }}</button>
      }
      <a class="btn" routerLink="/learn">{{ 'learn.problem.toMine' | transloco }}</a>
    </app-message-page>
  `,
})
export class CourseProblemPage {
  readonly slug = input.required<string>();
  readonly problem = input.required<CourseProblem>();
  /** What went wrong, ready to show. */
  readonly reason = input('');
  readonly retried = output();

  protected readonly name = computed(() => {
    const problem = this.problem();
    if (problem.kind !== 'enrolment') return problem.kind;
    return problem.status === 'pending' || problem.status === 'expired' ? problem.status : 'none';
  });
  protected readonly icon = computed<IconName>(() => {
    const name = this.name();
    if (name === 'gone') return 'search';
    if (name === 'failed') return 'wifi-off';
    return name === 'expired' || name === 'pending' ? 'timer' : 'lock';
  });
}
