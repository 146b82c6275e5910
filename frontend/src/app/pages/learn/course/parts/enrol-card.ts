import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CatalogueCourse } from '@classy-book/contracts/catalogue';
import type { EnrolmentStanding } from '@classy-book/contracts/enrolments';
import { TranslocoDirective } from '@jsverse/transloco';
import { CourseCover } from '../../../../shared/course/course-cover';
import { LanguageNamePipe, MinutesPipe, PricePipe } from '../../../../shared/course/course-texts';
import { Icon } from '../../../../shared/components/icon/icon';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** The way into a course: its price, what comes with it, and the one thing that its reader can do next. */
@Component({
  selector: 'app-enrol-card',
  imports: [CourseCover, Icon, LanguageNamePipe, MinutesPipe, PluralPipe, PricePipe, RouterLink, TranslocoDirective],
  templateUrl: './enrol-card.html',
  styleUrl: './enrol-card.css',
})
export class EnrolCard {
  readonly course = input.required<CatalogueCourse>();
  /** Null for who is not signed in, or while it is not known. */
  readonly standing = input.required<EnrolmentStanding | null>();
  readonly signedIn = input.required<boolean>();
  readonly busy = input.required<boolean>();
  readonly enrolled = output();
  readonly left = output();
}
