import { Component, ElementRef, effect, inject, input, untracked, viewChild } from '@angular/core';
import type { AnnounceRequest, Announcement } from '@classy-book/contracts/community';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../../../shared/components/banner/banner';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { focusCatcher } from '../../../shared/discussion/catch-focus';
import { AnnouncementList } from '../../../shared/discussion/parts/announcement-list';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { AnnouncementsStore } from './announcements-store';
import { AnnouncementForm } from './parts/announcement-form';

/** What teachers tell everybody in a course. */
@Component({
  selector: 'app-announcements-page',
  imports: [AnnouncementForm, AnnouncementList, Banner, CourseTabs, EmptyState, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'teach', 'community', 'account'), AnnouncementsStore],
  templateUrl: './announcements-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css'],
})
export default class AnnouncementsPage {
  private readonly catchFocus = focusCatcher();
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly form = viewChild(AnnouncementForm);
  protected readonly store = inject(AnnouncementsStore);

  /** The id of the course, out of the address. */
  readonly course = input.required<string>();

  constructor() {
    effect(() => {
      const course = this.course();
      untracked(() => {
        this.store.open(course);
      });
    });
  }

  protected async announce(request: AnnounceRequest): Promise<void> {
    if (await this.store.announce(request)) this.form()?.clear();
  }

  protected async remove(announcement: Announcement): Promise<void> {
    await this.store.remove(announcement);
    this.catchFocus(() => this.element.nativeElement, 'h1');
  }
}
