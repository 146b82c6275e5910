import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LearnCourse, LearnOutlineLesson } from '@classy-book/contracts/learn';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import type { IconName } from '../../../../shared/components/icon/icons';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { Texts } from '../../../../shared/texts/texts';
import { I18nService } from '../../../../core/services/i18n';

/** The outline of a course: how far one is, the sections, and each lesson with its tick, its length or what locks it. */
@Component({
  selector: 'app-course-outline',
  imports: [CountPipe, Icon, PluralPipe, RouterLink, TranslocoPipe],
  templateUrl: './course-outline.html',
  styleUrl: './course-outline.css',
})
export class CourseOutline {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);

  readonly course = input.required<LearnCourse>();
  /** The id of the lesson that is open. */
  readonly current = input<string | null>(null);
  /** How many announcements the reader has not seen; null where there are none at all. */
  readonly unread = input<number | null>(null);
  readonly followed = output();
  readonly newsAsked = output();

  /** "46%", "6 of 13 lessons", "about 2 h 10 min left". */
  protected readonly standing = computed(() => {
    const { percent, done, total, minutesLeft } = this.course().progress;
    const parts = [
      this.i18n.percent(percent / 100),
      this.texts.of('learn.outline.done', { done: this.i18n.number(done), total: this.i18n.number(total) }),
    ];
    if (minutesLeft > 0) parts.push(this.timeLeft(minutesLeft));
    return parts;
  });

  protected iconOf(lesson: LearnOutlineLesson): IconName {
    if (lesson.state === 'complete') return 'check';
    if (lesson.state === 'locked') return 'lock';
    const kinds = lesson.blockTypes;
    if (kinds.includes('quiz')) return 'quiz';
    if (kinds.includes('assignment')) return 'assignment';
    return kinds.includes('video') ? 'smart-display' : 'article';
  }

  private timeLeft(minutes: number): string {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    const kind = hours === 0 ? 'minutes' : rest === 0 ? 'hours' : 'both';
    return this.texts.of(`learn.outline.left.${kind}`, {
      hours: this.i18n.number(hours),
      minutes: this.i18n.number(rest),
    });
  }
}
