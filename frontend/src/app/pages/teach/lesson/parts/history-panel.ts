import { Component, effect, inject, input, output } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import { TranslocoPipe } from '@jsverse/transloco';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';
import { HistoryStore } from '../history-store';
import { LessonPreview } from './lesson-preview';

/** Earlier states of a lesson: looked at, and made the draft again. */
@Component({
  selector: 'app-history-panel',
  imports: [EmptyState, FullTimePipe, LessonPreview, Skeleton, TranslocoPipe],
  providers: [HistoryStore],
  template: `
    <div class="states card">
      <h2>{{ 'teach.history.heading' | transloco }}</h2>
      @if (store.list.shown().length > 0) {
        <ol>
          @for (state of store.list.shown(); track state.id; let first = $first) {
            <li>
              <button
                type="button"
                [attr.aria-current]="store.detail()?.id === state.id"
                (click)="store.look(state.id)"
              >
                <strong>{{ state.at | fullTime }}</strong>
                <span>
                  <bdi>{{ state.by }}</bdi> · {{ 'teach.history.reason.' + state.reason | transloco }}
                  @if (first) {
                    · {{ 'teach.history.now' | transloco }}
                  }
                </span>
              </button>
            </li>
          }
        </ol>
        @if (store.list.canLoadMore()) {
          <button type="button" class="btn" (click)="store.list.loadMore()">{{ 'teach.list.more' | transloco }}</button>
        }
      } @else if (store.list.state() === 'loading') {
        <app-skeleton height="120px" />
      } @else {
        <p>{{ (store.list.state() === 'failed' ? 'teach.history.failed' : 'teach.history.none') | transloco }}</p>
      }
    </div>
    <div class="state">
      @if (store.detail(); as state) {
        <p class="bar">
          <button type="button" class="btn primary" [disabled]="busy()" (click)="restored.emit(state.id)">
            {{ 'teach.history.restore' | transloco }}
          </button>
          <span>{{ 'teach.history.restoreNote' | transloco }}</span>
        </p>
        <app-lesson-preview [draft]="state.draft" [files]="files()" [lang]="lang()" />
      } @else {
        <app-empty-state class="card" icon="history" [heading]="'teach.history.choose' | transloco" />
      }
    </div>
  `,
  styleUrl: './history-panel.css',
})
export class HistoryPanel {
  protected readonly store = inject(HistoryStore);
  readonly lessonId = input.required<string>();
  /** Grows with every save: the list is read again. */
  readonly revision = input.required<number>();
  readonly files = input.required<readonly FileInfo[]>();
  readonly lang = input.required<string>();
  readonly busy = input(false);
  /** The id of the state that shall be the draft again. */
  readonly restored = output<string>();

  constructor() {
    effect(() => {
      this.store.open(this.lessonId(), this.revision());
    });
  }
}
