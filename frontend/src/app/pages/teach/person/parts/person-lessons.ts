import { Component, input } from '@angular/core';
import type { LearnerLesson, LearnerProgress } from '@classy-book/contracts/learn';
import { TranslocoPipe } from '@jsverse/transloco';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { CountPipe } from '../../../../shared/texts/format-pipes';

const tones: Readonly<Record<LearnerLesson['state'], string>> = {
  locked: 'neutral',
  open: 'neutral',
  started: 'info',
  complete: 'ok',
};

/** The lessons of a course with what one learner did in each. */
@Component({
  selector: 'app-person-lessons',
  imports: [CountPipe, TimeAgo, TranslocoPipe],
  template: `
    <h2>{{ 'people.person.lessons' | transloco }}</h2>
    @for (section of sections(); track section.id) {
      <section class="card" [attr.aria-label]="section.title">
        <h3 dir="auto">{{ section.title }}</h3>
        <ul>
          @for (lesson of section.lessons; track lesson.id) {
            <li>
              <span class="title" dir="auto">{{ lesson.title }}</span>
              <span class="what">
                @if (lesson.rules.length > 0) {
                  <span class="num">
                    {{ 'people.person.rules' | transloco }}:
                    {{
                      'people.person.rulesOf'
                        | transloco: { met: (met(lesson) | count), all: (lesson.rules.length | count) }
                    }}
                  </span>
                }
                @if (lesson.completedAt ?? lesson.viewedAt; as at) {
                  <app-time-ago [at]="at" [now]="now()" />
                }
              </span>
              <span [class]="'tag ' + tones[lesson.state]">{{
                'people.person.lessonState.' + lesson.state | transloco
              }}</span>
            </li>
          }
        </ul>
      </section>
    } @empty {
      <p>{{ 'people.person.noLessons' | transloco }}</p>
    }
  `,
  styleUrl: './person-rows.css',
})
export class PersonLessons {
  readonly sections = input.required<LearnerProgress['sections']>();
  readonly now = input.required<number>();
  protected readonly tones = tones;

  protected met({ rules }: LearnerLesson): number {
    return rules.filter(({ met }) => met).length;
  }
}
