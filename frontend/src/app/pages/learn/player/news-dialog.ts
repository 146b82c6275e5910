import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import type { Announcement } from '@classy-book/contracts/community';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../shared/components/dialog/dialog-frame';
import { AnnouncementList } from '../../../shared/discussion/parts/announcement-list';

/** What the dialog shows. */
export interface News {
  readonly announcements: readonly Announcement[];
  /** The ids of those that are new to the reader. */
  readonly unread: ReadonlySet<string>;
}

/** The announcements of a course. Opened with `News` as data. */
@Component({
  selector: 'app-news-dialog',
  imports: [AnnouncementList, DialogFrame, TranslocoPipe],
  providers: [provideTranslocoScope('community', 'desk')],
  template: `
    <app-dialog-frame
      [heading]="'community.announcements.title' | transloco"
      [closeLabel]="'desk.close' | transloco"
      (dismissed)="dialog.close()"
    >
      <app-announcement-list [announcements]="news.announcements" [unread]="news.unread" />
    </app-dialog-frame>
  `,
})
export class NewsDialog {
  protected readonly news = inject<News>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef>(DialogRef);
}
