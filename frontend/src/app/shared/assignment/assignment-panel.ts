import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MAX_SUBMISSION_FILES, MAX_SUBMISSION_TEXT } from '@classy-book/contracts/assignments';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../core/services/failure-text';
import { Banner } from '../components/banner/banner';
import { Skeleton } from '../components/skeleton/skeleton';
import { LessonText } from '../lesson/lesson-text';
import { CountPipe, FullTimePipe } from '../texts/format-pipes';
import { PluralPipe } from '../texts/plural-pipe';
import { Texts } from '../texts/texts';
import { Upload } from '../upload/upload';
import { AssignmentStore } from './assignment-store';
import { SubmittedFiles } from './parts/submitted-files';

/** An assignment of a lesson: the task, the learner's work, and what the teacher said to it. `changed` tells that it was handed in. */
@Component({
  selector: 'app-assignment-panel',
  imports: [Banner, CountPipe, FullTimePipe, LessonText, PluralPipe, Skeleton, SubmittedFiles, TranslocoPipe, Upload],
  providers: [provideTranslocoScope('grades'), AssignmentStore],
  templateUrl: './assignment-panel.html',
  styleUrl: './assignment-panel.css',
})
export class AssignmentPanel {
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  protected readonly store = inject(AssignmentStore);

  /** The slug or the id. */
  readonly course = input.required<string>();
  readonly lessonId = input.required<string>();
  readonly blockId = input.required<string>();
  readonly block = input.required<Extract<Block, { type: 'assignment' }>>();
  readonly changed = output();

  protected readonly most = MAX_SUBMISSION_FILES;
  protected readonly longest = MAX_SUBMISSION_TEXT;
  /** Handing in was tried with nothing in it. */
  protected readonly missing = signal(false);
  protected readonly takesText = computed(() => this.block().accepts !== 'files');
  protected readonly takesFiles = computed(() => this.block().accepts !== 'text');
  protected readonly problem = computed(() => {
    const failure = this.store.failure() ?? this.store.loadFailure();
    if (failure === null) return '';
    return failure.code === 'STALE' ? this.texts.of('grades.assignment.stale') : this.failureText.of(failure);
  });
  protected readonly news = computed(() => {
    const news = this.store.news();
    return news === null ? '' : this.texts.of(`grades.assignment.${news}`);
  });

  constructor() {
    effect(() => {
      const address = { course: this.course(), lessonId: this.lessonId(), blockId: this.blockId() };
      untracked(() => {
        this.store.open(address);
      });
    });
  }

  protected write(event: Event): void {
    this.missing.set(false);
    this.store.text.set((event.target as HTMLTextAreaElement).value);
  }

  protected async keep(): Promise<void> {
    await this.store.save(false);
  }

  protected async handIn(): Promise<void> {
    this.missing.set(this.store.blank());
    if (this.missing()) return;
    if (await this.store.save(true)) this.changed.emit();
  }

  protected hold(event: BeforeUnloadEvent): void {
    if (this.store.dirty()) event.preventDefault();
  }
}
