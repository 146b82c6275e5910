import { Component, input, output } from '@angular/core';
import type { Question, QuestionDetail } from '@classy-book/contracts/community';
import { TranslocoPipe } from '@jsverse/transloco';
import { When } from '../../account/when';
import { Avatar } from '../../components/avatar/avatar';
import { Icon } from '../../components/icon/icon';
import { PluralPipe } from '../../texts/plural-pipe';
import { QuestionThread } from '../question-thread';

/** Questions as a list; the one that is open shows its answers under it. Texts: scope `community`. */
@Component({
  selector: 'app-question-list',
  imports: [Avatar, Icon, PluralPipe, QuestionThread, TranslocoPipe, When],
  template: `
    <ul [attr.aria-label]="label()">
      @for (question of questions(); track question.id) {
        <li>
          <h3>
            <button
              type="button"
              [attr.aria-expanded]="question.id === opened()"
              [attr.aria-controls]="question.id === opened() ? 'thread-' + question.id : null"
              (click)="toggled.emit(question.id)"
            >
              <app-avatar [url]="question.author.avatarUrl" [name]="question.author.name ?? ''" [size]="36" />
              <span class="words">
                <span class="title"
                  ><bdi>{{ question.title }}</bdi></span
                >
                <span class="facts">
                  <bdi>{{ question.author.name ?? ('community.deletedAccount' | transloco) }}</bdi> ·
                  <app-when [at]="question.at" />
                  @if (withLesson()) {
                    · <bdi>{{ question.lessonTitle ?? ('community.lessonGone' | transloco) }}</bdi>
                  }
                </span>
              </span>
              <span class="tags">
                @if (question.hidden) {
                  <span class="tag warn">{{ 'community.hiddenTag' | transloco }}</span>
                }
                @if (question.acceptedAnswerId !== null) {
                  <span class="tag ok">{{ 'community.solved' | transloco }}</span>
                } @else if (question.answers === 0) {
                  <span class="tag neutral">{{ 'community.unanswered' | transloco }}</span>
                }
                <span class="num">{{ question.answers | plural: 'community.answers' }}</span>
                <app-icon name="keyboard-arrow-down" />
              </span>
            </button>
          </h3>
          @if (question.id === opened()) {
            <app-question-thread
              [id]="'thread-' + question.id"
              [questionId]="question.id"
              (changed)="changed.emit($event)"
              (removed)="removed.emit($event)"
            />
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-2);
    }
    li {
      border: 1px solid var(--line);
      border-radius: var(--radius-md);
      background: var(--surface);
    }
    h3 {
      font: inherit;
      color: inherit;
    }
    button {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-4);
      inline-size: 100%;
      min-block-size: 44px;
      padding: var(--space-3) var(--space-4);
      border: 0;
      border-radius: inherit;
      background: none;
      text-align: start;
    }
    button:hover .title {
      text-decoration: underline;
    }
    button:focus-visible {
      outline-offset: -2px;
    }
    .words {
      display: grid;
      flex: 1;
      gap: 2px;
      min-inline-size: min(240px, 100%);
    }
    .title {
      font-weight: var(--weight-semi);
    }
    .facts,
    .tags {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    .tags {
      display: flex;
      align-items: center;
      gap: var(--space-2);
    }
    [aria-expanded='true'] app-icon {
      transform: rotate(180deg);
    }
  `,
})
export class QuestionList {
  readonly questions = input.required<readonly Question[]>();
  readonly label = input.required<string>();
  /** The id of the question whose answers are shown. */
  readonly opened = input.required<string | null>();
  /** Says under which lesson each was asked. */
  readonly withLesson = input(false);
  readonly toggled = output<string>();
  readonly changed = output<QuestionDetail>();
  readonly removed = output<string>();
}
