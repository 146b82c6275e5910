import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { SubmittedFiles } from '../../../../shared/assignment/parts/submitted-files';
import { LessonText } from '../../../../shared/lesson/lesson-text';
import { CountPipe, FullTimePipe } from '../../../../shared/texts/format-pipes';
import { pointsOf, type GradedPart, type GradedWork, type Mark } from '../graded-work';

/** What the teacher wants done with the marks. */
export interface GradingRequest {
  readonly marks: ReadonlyMap<string, Mark>;
  readonly giveBack: boolean;
  /** Go on with the next piece afterwards. */
  readonly next: boolean;
}

/** A piece of work with the fields for its points and comments. Ctrl+Enter saves and goes on. */
@Component({
  selector: 'app-grading-form',
  imports: [CountPipe, FullTimePipe, LessonText, SubmittedFiles, TranslocoPipe],
  templateUrl: './grading-form.html',
  styleUrl: './grading-form.css',
})
export class GradingForm {
  readonly work = input.required<GradedWork>();
  readonly saving = input(false);
  readonly submitted = output<GradingRequest>();

  protected readonly marks = linkedSignal<ReadonlyMap<string, Mark>>(
    () =>
      new Map(
        this.work().parts.map(({ id, points, comment }) => [
          id,
          { points: points === null ? '' : String(points), comment },
        ]),
      ),
  );
  /** Saving was tried with points that are none. */
  protected readonly tried = signal(false);
  protected readonly wrong = computed(
    () => new Set(this.work().parts.flatMap((part) => (this.isWrong(part) ? [part.id] : []))),
  );

  protected point(id: string, event: Event): void {
    this.change(id, { points: (event.target as HTMLInputElement).value });
  }

  protected comment(id: string, event: Event): void {
    this.change(id, { comment: (event.target as HTMLTextAreaElement).value });
  }

  protected save(next: boolean, giveBack = false): void {
    if (this.saving()) return;
    const complete = giveBack || this.wrong().size === 0;
    this.tried.set(!complete);
    if (complete) this.submitted.emit({ marks: this.marks(), giveBack, next });
  }

  protected key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.save(true);
  }

  private isWrong({ id, maxPoints }: GradedPart): boolean {
    return pointsOf(this.marks().get(id)?.points ?? '', maxPoints) === null;
  }

  private change(id: string, change: Partial<Mark>): void {
    const mark = { points: '', comment: '', ...this.marks().get(id), ...change };
    this.marks.update((marks) => new Map(marks).set(id, mark));
  }
}
