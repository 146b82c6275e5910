import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LockReason } from '@classy-book/contracts/learn';
import { TranslocoPipe } from '@jsverse/transloco';
import { MessagePage } from '../../../../shared/components/message-page/message-page';

/** Stands in for a lesson that is not open yet: why, and the way to what opens it. */
@Component({
  selector: 'app-lesson-lock',
  imports: [MessagePage, RouterLink, TranslocoPipe],
  template: `
    <app-message-page
      icon="lock"
      [heading]="title()"
      [text]="'learn.lock.' + lock().kind | transloco: { title: lock().title }"
    >
      @if (opener(); as opener) {
        <a class="btn primary large" [routerLink]="['/learn', slug(), opener.id]">
          {{ 'learn.lock.go' | transloco: { title: opener.title } }}
        </a>
      }
    </app-message-page>
  `,
})
export class LessonLock {
  readonly slug = input.required<string>();
  readonly title = input.required<string>();
  readonly lock = input.required<LockReason>();
  /** The lesson to go on with. */
  readonly opener = input.required<{ readonly id: string; readonly title: string } | null>();
}
