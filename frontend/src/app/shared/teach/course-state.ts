import { Component, input } from '@angular/core';
import type { CourseState } from '@classy-book/contracts/courses';
import { TranslocoPipe } from '@jsverse/transloco';

const tones = { draft: 'neutral', published: 'ok', archived: 'warn' } as const satisfies Record<CourseState, string>;

/** Draft, published or archived, as a tag. Texts: scope `teach`. */
@Component({
  selector: 'app-course-state',
  imports: [TranslocoPipe],
  template: `<span [class]="'tag ' + tones[state()]">{{ 'teach.state.' + state() | transloco }}</span>`,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
})
export class CourseStateTag {
  readonly state = input.required<CourseState>();
  protected readonly tones = tones;
}
