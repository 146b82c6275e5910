import { Service, inject, signal } from '@angular/core';
import type { LessonRevision, LessonRevisionDetail } from '@classy-book/contracts/lessons';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { CursorList } from '../../../shared/lists/cursor-list';
import { LessonClient } from './lesson-client';

/** The kept states of a lesson, newest first, and the one that is looked at. */
@Service({ autoProvided: false })
export class HistoryStore {
  private readonly client = inject(LessonClient);
  private readonly toasts = inject(ToastService);
  private readonly at = signal({ lesson: '', revision: 0 });
  private readonly shown = signal<LessonRevisionDetail | null>(null);
  readonly list = new CursorList<LessonRevision>(
    this.client,
    ({ id }) => id,
    () => ({ lesson: this.at().lesson }),
  );
  readonly detail = this.shown.asReadonly();

  /** The states of this lesson, read again with each revision of its draft. */
  open(lesson: string, revision: number): void {
    this.at.set({ lesson, revision });
  }

  async look(revisionId: string): Promise<void> {
    try {
      this.shown.set(await this.client.revision(this.at().lesson, revisionId));
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    }
  }
}
