import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import {
  blockManyRequestSchema,
  bulkOutcomes,
  MAX_BULK_LINES,
  type BlockManyAnswer,
  type BlockManyRequestInput,
} from '@classy-book/contracts/blocking';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { toApiFailure } from '../../../../core/services/api';
import { FailureText } from '../../../../core/services/failure-text';
import { shownRange } from '../../../../shared/components/address/cidr';
import { Banner } from '../../../../shared/components/banner/banner';
import { DurationChoice } from '../../../../shared/components/block-dialog/duration-choice';
import { blockMinutes, lengthFields, type Length } from '../../../../shared/components/block-dialog/durations';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** The tag of each outcome. */
const tones = {
  blocked: 'ok',
  already: 'neutral',
  covered: 'neutral',
  own_address: 'warn',
  refused: 'danger',
} as const;

export interface BulkDialogData {
  /** Asks the server what would become of each line. */
  readonly preview: (request: BlockManyRequestInput) => Promise<BlockManyAnswer>;
}

/**
 * Takes a pasted list or a file, says for each line what would become of it, and closes with the request once that was
 * looked at. What is changed after the look has to be looked at again.
 */
@Component({
  selector: 'app-bulk-dialog',
  imports: [Banner, CountPipe, DialogFrame, DurationChoice, Field, PluralPipe, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'blocked')],
  templateUrl: './bulk-dialog.html',
  styleUrls: ['../../../../shared/components/dialog/dialog-fields.css', './bulk-dialog.css'],
})
export class BulkDialog {
  private readonly data = inject<BulkDialogData>(DIALOG_DATA);
  private readonly failureText = inject(FailureText);
  protected readonly dialog = inject<DialogRef<BlockManyRequestInput>>(DialogRef);
  protected readonly durations = blockMinutes;
  protected readonly most = MAX_BULK_LINES;
  protected readonly shownRange = shownRange;
  protected readonly tones = tones;

  protected readonly text = signal('');
  protected readonly reason = signal('');
  protected readonly length = signal<Length>(1_440);
  protected readonly knows = signal(false);
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly failed = signal<string | null>(null);
  private readonly looked = signal<{
    readonly request: BlockManyRequestInput;
    readonly answer: BlockManyAnswer;
  } | null>(null);

  protected readonly request = computed<BlockManyRequestInput>(() => ({
    text: this.text(),
    reason: this.reason().trim(),
    confirmSelf: this.knows(),
    ...lengthFields(this.length()),
  }));
  private readonly problems = computed(() => {
    const checked = blockManyRequestSchema.safeParse(this.request());
    return checked.success ? [] : checked.error.issues.map(({ path }) => String(path[0]));
  });
  protected readonly textError = computed(() => this.problemOf('text', this.text()));
  protected readonly reasonError = computed(() => this.problemOf('reason', this.reason().trim()));
  /** What would become of the lines as they stand; null while that was not looked at. */
  protected readonly answer = computed(() => {
    const looked = this.looked();
    return looked?.request === this.request() ? looked.answer : null;
  });
  protected readonly counts = computed(() => {
    const counts = this.answer()?.counts;
    return counts === undefined ? [] : bulkOutcomes.filter((outcome) => counts[outcome] > 0);
  });
  protected readonly asksForSelf = computed(() => this.knows() || (this.answer()?.counts.own_address ?? 0) > 0);

  protected async load(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    if (file !== undefined) this.text.set(await file.text());
    input.value = '';
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.tried.set(true);
    if (this.problems().length > 0 || this.busy()) return;
    const request = this.request();
    if (this.answer() !== null) {
      if ((this.answer()?.counts.blocked ?? 0) > 0) this.dialog.close(request);
      return;
    }
    this.busy.set(true);
    this.failed.set(null);
    try {
      this.looked.set({ request, answer: await this.data.preview(request) });
    } catch (error) {
      this.failed.set(this.failureText.of(toApiFailure(error)));
    } finally {
      this.busy.set(false);
    }
  }

  private problemOf(field: string, value: string): string | null {
    if (!this.tried() || !this.problems().includes(field)) return null;
    return value === '' ? 'desk.error.required' : `blocked.bulk.error.${field}`;
  }
}
