import { Component, input } from '@angular/core';
import { Icon } from '../../../../shared/components/icon/icon';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import type { StoryLine } from '../story-lines';

/** What happened with an incident, line by line. */
@Component({
  selector: 'app-story-list',
  imports: [Icon, TimeAgo],
  template: `
    <ol [attr.aria-label]="label()">
      @for (line of lines(); track line.id) {
        <li>
          <span [class]="'sign ' + line.tone" aria-hidden="true"><app-icon [name]="line.icon" /></span>
          <div>
            <p class="line">
              <bdi>{{ line.sentence }}</bdi><app-time-ago [at]="line.at" [now]="now()" />
            </p>
            @if (line.facts) {
              <p class="facts">{{ line.facts }}</p>
            }
            @if (line.note !== null) {
              <p class="note" dir="auto">{{ line.note }}</p>
            }
          </div>
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      display: grid;
    }
    li {
      position: relative;
      display: flex;
      gap: var(--space-3);
      padding-block-end: var(--space-4);
    }
    li:not(:last-child)::before {
      content: '';
      position: absolute;
      inset-block: 26px 0;
      inset-inline-start: 12px;
      border-inline-start: 1px solid var(--line-2);
    }
    li:last-child {
      padding-block-end: 0;
    }
    .sign {
      display: grid;
      place-items: center;
      inline-size: 25px;
      block-size: 25px;
      flex: none;
      border-radius: 50%;
      background: var(--surface-3);
      color: var(--ink-2);
      font-size: 14px;
    }
    .danger {
      background: var(--danger-tint);
      color: var(--danger);
    }
    .warn {
      background: var(--warn-tint);
      color: var(--warn);
    }
    .ok {
      background: var(--ok-tint);
      color: var(--ok);
    }
    .info {
      background: var(--accent-tint);
      color: var(--accent);
    }
    li > div {
      flex: 1;
      display: grid;
      gap: 2px;
      min-inline-size: 0;
      padding-block-start: 3px;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: 0 10px;
      font-size: var(--text-sm);
      overflow-wrap: anywhere;
    }
    app-time-ago,
    .facts {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    app-time-ago {
      margin-inline-start: auto;
    }
    .note {
      margin-block-start: 4px;
      padding: 8px 12px;
      border-radius: var(--radius-sm);
      background: var(--surface-2);
      font-size: var(--text-sm);
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }
  `,
})
export class StoryList {
  readonly lines = input.required<readonly StoryLine[]>();
  readonly label = input.required<string>();
  readonly now = input.required<number>();
}
