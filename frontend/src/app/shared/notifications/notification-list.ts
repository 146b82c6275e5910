import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Notification } from '@classy-book/contracts/notifications';
import { TranslocoPipe } from '@jsverse/transloco';
import { TimeAgo } from '../components/time-ago/time-ago';
import { SeverityTag } from '../desk/incident-tags';
import type { NotificationLine } from './notification-texts';

/** The newest notifications, each a link to what it is about. */
@Component({
  selector: 'app-notification-list',
  imports: [RouterLink, SeverityTag, TimeAgo, TranslocoPipe],
  template: `
    <ul [attr.aria-label]="'notifications.title' | transloco">
      @for (line of lines(); track line.notification.id) {
        <li [class.unread]="line.notification.readAt === null">
          <a [routerLink]="line.link" (click)="followed.emit(line.notification)">
            @if (line.notification.readAt === null) {
              <span class="visually-hidden">{{ 'notifications.unread' | transloco }}:</span>
            }
            <bdi>{{ line.sentence }}</bdi>
          </a>
          <small>
            @if (line.severe) {
              <app-severity-tag [severity]="line.notification.severity" />
            }
            @if (line.about) {
              <bdi dir="ltr">{{ line.about }}</bdi>
            }
            <app-time-ago [at]="line.notification.at" [now]="now()" />
          </small>
        </li>
      }
    </ul>
  `,
  styles: `
    li {
      position: relative;
      display: grid;
      gap: 4px;
      padding: 10px 16px 10px 26px;
      padding-inline: 26px 16px;
      border-block-end: 1px solid var(--line);
    }
    li:hover {
      background: var(--surface-2);
    }
    .unread::before {
      content: '';
      position: absolute;
      inset-block-start: 17px;
      inset-inline-start: 11px;
      inline-size: 7px;
      block-size: 7px;
      border-radius: 50%;
      background: var(--accent);
    }
    a {
      color: var(--ink);
      font-size: var(--text-sm);
      text-decoration: none;
    }
    .unread a {
      font-weight: var(--weight-semi);
    }
    a::after {
      content: '';
      position: absolute;
      inset: 0;
    }
    a:focus-visible {
      outline: none;
    }
    a:focus-visible::after {
      outline: 2px solid var(--accent);
      outline-offset: -3px;
    }
    small {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 10px;
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    app-time-ago {
      margin-inline-start: auto;
    }
  `,
})
export class NotificationList {
  readonly lines = input.required<readonly NotificationLine[]>();
  readonly now = input.required<number>();
  readonly followed = output<Notification>();
}
