import { Component, input, output } from '@angular/core';
import type { Announcement } from '@classy-book/contracts/community';
import { TranslocoPipe } from '@jsverse/transloco';
import { When } from '../../account/when';
import { Avatar } from '../../components/avatar/avatar';
import { Icon } from '../../components/icon/icon';
import { LessonText } from '../../lesson/lesson-text';

/** What teachers told everybody in a course, newest first. Texts: scope `community`. */
@Component({
  selector: 'app-announcement-list',
  imports: [Avatar, Icon, LessonText, TranslocoPipe, When],
  template: `
    <ul>
      @for (announcement of announcements(); track announcement.id) {
        <li>
          <header>
            <h3>
              <bdi>{{ announcement.title }}</bdi>
            </h3>
            @if (unread().has(announcement.id)) {
              <span class="tag info">{{ 'community.announcements.new' | transloco }}</span>
            }
            @if (removable()) {
              <button
                type="button"
                class="icon-btn bare"
                [attr.aria-label]="'community.announcements.deleteNamed' | transloco: { title: announcement.title }"
                (click)="removalAsked.emit(announcement)"
              >
                <app-icon name="delete" />
              </button>
            }
          </header>
          <p class="facts">
            <app-avatar [url]="announcement.avatarUrl" [name]="announcement.author" [size]="24" />
            <bdi>{{ announcement.author }}</bdi> · <app-when [at]="announcement.at" />
          </p>
          <app-lesson-text [html]="announcement.html" />
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-4);
    }
    li {
      display: grid;
      gap: var(--space-1);
      padding: var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius-md);
      background: var(--surface);
      color: var(--ink);
    }
    header {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--control);
    }
    h3 {
      flex: 1;
      color: var(--ink);
      font-size: var(--text-md);
    }
    .facts {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px;
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
  `,
})
export class AnnouncementList {
  readonly announcements = input.required<readonly Announcement[]>();
  /** The ids of those that are new to the reader. */
  readonly unread = input<ReadonlySet<string>>(new Set());
  readonly removable = input(false);
  readonly removalAsked = output<Announcement>();
}
