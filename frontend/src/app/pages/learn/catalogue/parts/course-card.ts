import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CatalogueCard } from '@classy-book/contracts/catalogue';
import { TranslocoPipe } from '@jsverse/transloco';
import { CourseCover } from '../../../../shared/course/course-cover';
import { MinutesPipe, PricePipe } from '../../../../shared/course/course-texts';
import { StarRating } from '../../../../shared/course/star-rating';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** A course in the catalogue: the whole card leads to its page. */
@Component({
  selector: 'app-course-card',
  imports: [CourseCover, MinutesPipe, PluralPipe, PricePipe, RouterLink, StarRating, TranslocoPipe],
  template: `
    @let one = course();
    <app-course-cover [url]="one.coverUrl" [seed]="one.id" />
    <div class="words">
      <p class="kind">
        {{ 'catalogue.category.' + one.category | transloco }} · {{ 'catalogue.level.' + one.level | transloco }}
      </p>
      <h2 dir="auto" [attr.lang]="one.language">
        <a [routerLink]="['/courses', one.slug]">{{ one.title }}</a>
      </h2>
      <p class="summary" dir="auto" [attr.lang]="one.language">{{ one.summary }}</p>
      <p class="by">
        <bdi>{{ one.teachers.join(', ') }}</bdi>
      </p>
      <div class="facts">
        <span>{{ one.lessons | plural: 'catalogue.lessonCount' }} · {{ one.minutes | minutes }}</span>
        @if (one.rating.average; as average) {
          <app-star-rating [stars]="average" [count]="one.rating.count" />
        }
        <strong>{{ one.price | price }}</strong>
      </div>
    </div>
  `,
  styleUrl: './course-card.css',
})
export class CourseCard {
  readonly course = input.required<CatalogueCard>();
}
