import { Component, ElementRef, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../components/banner/banner';
import { EmptyState } from '../components/empty-state/empty-state';
import { Skeleton } from '../components/skeleton/skeleton';
import { focusCatcher } from './catch-focus';
import { lessonQuestions } from './discussion-client';
import { PostForm, type WrittenPost } from './parts/post-form';
import { QuestionList } from './parts/question-list';
import { postErrors } from './post-errors';
import { QuestionsStore } from './questions-store';

/** The questions under a lesson, for learners and teachers alike. Brings its own texts (scope `community`). */
@Component({
  selector: 'app-lesson-questions',
  imports: [Banner, EmptyState, PostForm, QuestionList, Skeleton, TranslocoPipe],
  providers: [provideTranslocoScope('community', 'desk', 'account'), QuestionsStore],
  template: `
    @if (asking()) {
      <app-post-form
        class="ask"
        name="ask"
        [titled]="true"
        [label]="'community.form.question' | transloco"
        [submitLabel]="'community.form.ask' | transloco"
        [errors]="errors()"
        [busy]="store.busy()"
        [cancellable]="true"
        (written)="ask($event)"
        (cancelled)="close()"
      />
    } @else {
      <button type="button" class="btn" (click)="asking.set(true)">{{ 'community.askHere' | transloco }}</button>
    }
    @switch (store.list.state()) {
      @case ('loading') {
        <app-skeleton height="56px" />
      }
      @case ('failed') {
        <app-banner kind="warn" [heading]="store.problem() ?? ''">
          <p>
            <button type="button" class="btn" (click)="store.list.reload()">{{ 'desk.retry' | transloco }}</button>
          </p>
        </app-banner>
      }
      @default {
        @if (store.list.shown().length === 0) {
          <app-empty-state
            icon="forum"
            [heading]="'community.none.heading' | transloco"
            [text]="'community.none.text' | transloco"
          />
        } @else {
          <app-question-list
            [label]="'community.questions' | transloco"
            [questions]="store.list.shown()"
            [opened]="store.opened()"
            (toggled)="store.toggle($event)"
            (changed)="store.take($event)"
            (removed)="remove($event)"
          />
          @if (store.list.canLoadMore()) {
            <button
              type="button"
              class="btn"
              [attr.aria-disabled]="store.list.loadingMore()"
              (click)="store.list.loadMore()"
            >
              {{ 'community.more' | transloco }}
            </button>
          }
        }
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-4);
    }
    :host > :not(.btn) {
      justify-self: stretch;
    }
    .ask {
      padding: var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius-md);
      background: var(--surface);
    }
  `,
})
export class LessonQuestions {
  private readonly catchFocus = focusCatcher();
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly store = inject(QuestionsStore);
  protected readonly errors = postErrors();
  private readonly form = viewChild(PostForm);

  /** The slug or id of the course. */
  readonly course = input.required<string>();
  readonly lessonId = input.required<string>();
  protected readonly asking = signal(false);
  private readonly path = computed(() => lessonQuestions(this.course(), this.lessonId()));

  constructor() {
    effect(() => {
      const path = this.path();
      untracked(() => {
        this.store.show({ path, query: {} });
        this.asking.set(false);
      });
    });
    effect(() => {
      if (this.asking()) this.form()?.focus();
    });
  }

  protected async ask(written: WrittenPost): Promise<void> {
    if (await this.store.ask(written)) this.close();
  }

  protected close(): void {
    this.asking.set(false);
    this.catchFocus(() => this.element.nativeElement, 'button');
  }

  protected remove(id: string): void {
    this.store.remove(id);
    this.catchFocus(() => this.element.nativeElement, 'button');
  }
}
