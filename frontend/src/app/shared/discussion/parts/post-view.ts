import { Component, input, output } from '@angular/core';
import type { Answer, Question } from '@classy-book/contracts/community';
import { TranslocoPipe } from '@jsverse/transloco';
import { When } from '../../account/when';
import { Avatar } from '../../components/avatar/avatar';
import { Icon } from '../../components/icon/icon';

/** What somebody wrote: who and when, the text, and what the reader may do with it. Texts: scope `community`. */
@Component({
  selector: 'app-post-view',
  imports: [Avatar, Icon, TranslocoPipe, When],
  template: `
    <header>
      <app-avatar [url]="post().author.avatarUrl" [name]="post().author.name ?? ''" [size]="28" />
      <bdi class="name">{{ post().author.name ?? ('community.deletedAccount' | transloco) }}</bdi>
      @if (post().author.teacher) {
        <span class="tag info">{{ 'community.teacher' | transloco }}</span>
      }
      @if (post().author.you) {
        <span class="tag neutral">{{ 'community.you' | transloco }}</span>
      }
      @if (accepted()) {
        <span class="tag ok">{{ 'community.acceptedAnswer' | transloco }}</span>
      }
      <app-when [at]="post().at" />
      @if (post().editedAt !== null) {
        <span>{{ 'community.edited' | transloco }}</span>
      }
    </header>
    @if (post().hidden; as hidden) {
      <p class="hidden">
        <app-icon name="visibility-off" />
        <span
          >{{ 'community.isHidden' | transloco }} <bdi>{{ hidden.reason }}</bdi></span
        >
      </p>
    }
    <p class="text" dir="auto">{{ post().text }}</p>
    <div class="actions">
      @if (acceptable()) {
        <button type="button" class="btn quiet" [attr.aria-disabled]="busy()" (click)="acceptAsked.emit()">
          <app-icon name="check" />
          {{ (accepted() ? 'community.unaccept' : 'community.accept') | transloco }}
        </button>
      }
      @if (post().may.edit) {
        <button type="button" class="btn quiet" (click)="editAsked.emit()">{{ 'community.edit' | transloco }}</button>
      }
      @if (post().may.moderate) {
        <button type="button" class="btn quiet" [attr.aria-disabled]="busy()" (click)="moderationAsked.emit()">
          {{ (post().hidden ? 'community.show' : 'community.hideIt') | transloco }}
        </button>
      }
      @if (post().may.delete) {
        <button type="button" class="btn quiet" [attr.aria-disabled]="busy()" (click)="removalAsked.emit()">
          {{ 'community.deleteIt' | transloco }}
        </button>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px var(--space-2);
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    .name {
      color: var(--ink);
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
    }
    .text {
      font-size: var(--text-md);
      line-height: 1.6;
      white-space: pre-line;
    }
    .hidden {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius-sm);
      background: var(--warn-tint);
      color: var(--warn);
      font-size: var(--text-sm);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1);
      margin-inline-start: -14px;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class PostView {
  readonly post = input.required<Question | Answer>();
  readonly accepted = input(false);
  /** The reader may accept it, or take that back. */
  readonly acceptable = input(false);
  readonly busy = input(false);
  readonly acceptAsked = output();
  readonly editAsked = output();
  readonly moderationAsked = output();
  readonly removalAsked = output();
}
