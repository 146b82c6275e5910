import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { RouterLink, RouterOutlet } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogService } from '../../../core/services/dialogs';
import { FailureText } from '../../../core/services/failure-text';
import { Viewport } from '../../../core/services/viewport';
import { Banner } from '../../../shared/components/banner/banner';
import { Icon } from '../../../shared/components/icon/icon';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { CourseStore } from './course-store';
import { FactQueue } from './fact-queue';
import { FinishedDialog } from './finished-dialog';
import { LessonStore } from './lesson-store';
import { NewsDialog, type News } from './news-dialog';
import { NewsStore } from './news-store';
import { NoteStore } from './note-store';
import { CourseOutline } from './parts/course-outline';
import { CourseProblemPage } from './parts/course-problem';

/** The frame in which a course is worked through: the outline (a drawer on narrow screens), and the lesson. */
@Component({
  selector: 'app-player-page',
  imports: [
    Banner,
    CdkTrapFocus,
    CourseOutline,
    CourseProblemPage,
    Icon,
    RouterLink,
    RouterOutlet,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [
    provideTranslocoScope('learn', 'teach', 'desk'),
    CourseStore,
    FactQueue,
    LessonStore,
    NewsStore,
    NoteStore,
  ],
  templateUrl: './player-page.html',
  styleUrl: './player-page.css',
  host: { '(keydown.escape)': 'drawer.set(false)' },
})
export default class PlayerPage {
  private readonly dialogs = inject(DialogService);
  private readonly failureText = inject(FailureText);
  protected readonly viewport = inject(Viewport);
  protected readonly courses = inject(CourseStore);
  protected readonly lessons = inject(LessonStore);
  protected readonly news = inject(NewsStore);
  protected readonly queue = inject(FactQueue);
  /** True while the outline of a narrow screen is open. */
  protected readonly drawer = signal(false);
  protected readonly current = computed(() => this.lessons.place()?.id ?? null);
  protected readonly reason = computed(() => {
    const problem = this.courses.problem();
    return problem?.kind === 'failed' ? this.failureText.of(problem.failure) : '';
  });

  constructor() {
    effect(() => {
      if (!this.viewport.narrow()) this.drawer.set(false);
    });
    effect(() => {
      if (this.courses.finished())
        untracked(() => {
          this.celebrate();
        });
    });
  }

  protected showNews(): void {
    this.drawer.set(false);
    const data: News = { announcements: this.news.announcements(), unread: this.news.unread() };
    this.dialogs.open(NewsDialog, { data, width: '640px' });
    this.news.read();
  }

  private celebrate(): void {
    this.courses.celebrated();
    this.dialogs.open(FinishedDialog, { data: this.courses.course()?.title ?? '' });
  }
}
