import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import type { ImportedQuestions, ImportQuestionsRequest, Question } from '@classy-book/contracts/quizzes';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../../core/services/failure-text';
import { toApiFailure } from '../../../../core/services/api';
import { Banner } from '../../../../shared/components/banner/banner';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Segmented } from '../../../../shared/components/segmented/segmented';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { plainOf } from '../quiz-draft';

type FileFormat = ImportQuestionsRequest['format'];

// as JSON in UTF-8, which is how it is sent
const MAX_BYTES = 1_000_000;

/** What the dialog needs. */
export interface ImportData {
  readonly read: (request: ImportQuestionsRequest) => Promise<ImportedQuestions>;
  /** How many more questions the quiz can have. */
  readonly room: number;
}

/**
 * Reads questions from a file or a text that is pasted, shows them with what could not be read, and closes with those that
 * were chosen.
 */
@Component({
  selector: 'app-import-dialog',
  imports: [Banner, DialogFrame, PluralPipe, Segmented, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'quiz')],
  templateUrl: './import-dialog.html',
  styleUrl: './import-dialog.css',
})
export class ImportDialog {
  private readonly data = inject<ImportData>(DIALOG_DATA);
  private readonly failureText = inject(FailureText);
  protected readonly dialog = inject<DialogRef<readonly Question[]>>(DialogRef);
  protected readonly room = this.data.room;
  protected readonly format = signal<FileFormat>('gift');
  protected readonly formats = [
    { value: 'gift', label: 'GIFT' },
    { value: 'csv', label: 'CSV' },
  ] as const;
  protected readonly text = signal('');
  protected readonly file = signal('');
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly found = signal<ImportedQuestions | null>(null);
  private readonly left = signal<ReadonlySet<string>>(new Set());
  protected readonly rows = computed(() =>
    (this.found()?.questions ?? []).map((question) => ({
      question,
      words: question.title === '' ? plainOf(question.html) : question.title,
      chosen: !this.left().has(question.id),
    })),
  );
  protected readonly chosen = computed(() => this.rows().flatMap(({ question, chosen }) => (chosen ? [question] : [])));
  protected readonly tooLong = computed(() => new TextEncoder().encode(JSON.stringify(this.text())).length > MAX_BYTES);
  protected readonly errors = computed(
    () => (this.found()?.problems ?? []).filter(({ severity }) => severity === 'error').length,
  );

  protected async take(files: FileList | null): Promise<void> {
    const file = files?.[0];
    if (!file) return;
    this.file.set(file.name);
    if (/\.(csv|tsv)$/i.test(file.name)) this.format.set('csv');
    else if (/\.(gift|txt)$/i.test(file.name)) this.format.set('gift');
    // what is far too long is not even read
    this.text.set(file.size > MAX_BYTES ? ' '.repeat(MAX_BYTES) : await file.text());
    if (!this.tooLong()) await this.read();
  }

  protected type(text: string): void {
    this.file.set('');
    this.text.set(text);
  }

  protected async read(): Promise<void> {
    if (this.busy() || this.tooLong() || this.text().trim() === '') return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      const found = await this.data.read({ format: this.format(), text: this.text() });
      // what does not fit any more is left out until something else is
      this.left.set(new Set(found.questions.slice(this.room).map(({ id }) => id)));
      this.found.set(found);
    } catch (error) {
      this.failure.set(this.failureText.of(toApiFailure(error)));
    } finally {
      this.busy.set(false);
    }
  }

  protected again(): void {
    this.found.set(null);
  }

  protected toggle(id: string): void {
    this.left.update((left) => {
      const after = new Set(left);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }

  protected toggleAll(): void {
    const { questions = [] } = this.found() ?? {};
    const none = this.chosen().length === 0;
    this.left.set(new Set((none ? questions.slice(this.room) : questions).map(({ id }) => id)));
  }

  protected finish(): void {
    if (this.chosen().length > 0 && this.chosen().length <= this.room) this.dialog.close(this.chosen());
  }
}
