import { Component, type ElementRef, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { type FileInfo, type FilePurpose, maxFileBytes } from '@classy-book/contracts/files';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../core/services/failure-text';
import { Icon } from '../components/icon/icon';
import { FileSizePipe } from '../texts/file-size-pipe';
import { Texts } from '../texts/texts';
import { acceptedTypes } from './accepted-types';
import { UploadRow } from './upload-row';
import { type UploadItem, UploadStore } from './upload-store';

/**
 * A field that takes files: by a button, dropped on it, or pasted into it. Shows each with its progress; what failed can be
 * tried again, what runs can be cancelled. `uploaded` tells of each file that the server has taken; one that nothing refers
 * to afterwards is the caller's to remove.
 */
@Component({
  selector: 'app-upload',
  imports: [FileSizePipe, Icon, TranslocoDirective, UploadRow],
  providers: [provideTranslocoScope('files'), UploadStore],
  template: `
    <ng-container *transloco="let t">
      <div
        class="zone"
        [class.over]="over()"
        (dragenter)="drag($event, true)"
        (dragover)="drag($event, true)"
        (dragleave)="drag($event, false)"
        (drop)="drop($event)"
        (paste)="paste($event)"
      >
        <input
          #chooser
          type="file"
          class="visually-hidden"
          tabindex="-1"
          aria-hidden="true"
          [accept]="accept()"
          [multiple]="multiple()"
          (change)="choose()"
        />
        <button type="button" class="btn" [disabled]="disabled()" (click)="chooser.click()">
          <app-icon name="upload" />
          {{ label() || t(multiple() ? 'files.chooseSeveral' : 'files.choose') }}
        </button>
        <p>
          {{ t('files.dropHint') }}
          <span class="limits"
            >{{ t('files.kinds.' + purpose()) }} · {{ t('files.upTo') }} {{ limit() | fileSize }}</span
          >
        </p>
      </div>
      @if (store.items().length > 0) {
        <ul>
          @for (item of store.items(); track item.id) {
            <li>
              <app-upload-row
                [item]="item"
                [problem]="problemOf(item)"
                (retry)="store.retry(item.id)"
                (removed)="remove(item.id)"
              />
            </li>
          }
        </ul>
      }
      <p class="visually-hidden" role="status">{{ news() }}</p>
    </ng-container>
  `,
  styleUrl: './upload.css',
  host: { '(window:beforeunload)': 'hold($event)' },
})
export class Upload {
  readonly purpose = input.required<FilePurpose>();
  readonly courseId = input<string | null>(null);
  /** Several files may be chosen at once. */
  readonly multiple = input(false);
  readonly disabled = input(false);
  /** The words of the button; "Choose a file" where they are left out. */
  readonly label = input('');
  readonly uploaded = output<FileInfo>();

  protected readonly store = inject(UploadStore);
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  private readonly chooser = viewChild<ElementRef<HTMLInputElement>>('chooser');
  protected readonly over = signal(false);
  protected readonly accept = computed(() => acceptedTypes[this.purpose()]);
  protected readonly limit = computed(() => maxFileBytes[this.purpose()]);
  private readonly sizes = new FileSizePipe();

  /** What is read out: how the last one that ended ended. */
  protected readonly news = computed(() => {
    const last = this.store.items().findLast(({ state }) => state === 'done' || state === 'failed');
    if (last === undefined) return '';
    return last.state === 'done'
      ? `${last.name}: ${this.texts.of('files.done')}`
      : `${last.name}: ${this.problemOf(last)}`;
  });

  protected problemOf({ problem }: UploadItem): string {
    if (problem === null) return '';
    if (problem === 'empty') return this.texts.of('files.empty');
    if (problem === 'too_large') return this.texts.of('files.tooLarge', { limit: this.sizes.transform(this.limit()) });
    // the server says which files it takes, and what is wrong with this one
    if (problem.code === 'FILE_REFUSED') return this.texts.of('files.refused', { kinds: this.kinds() });
    return problem.unreachable ? this.texts.of('files.cutOff') : this.failureText.of(problem);
  }

  protected choose(): void {
    const element = this.chooser()?.nativeElement;
    if (!element) return;
    this.take([...(element.files ?? [])]);
    // the same file again would be no change
    element.value = '';
  }

  protected drag(event: DragEvent, over: boolean): void {
    if (this.disabled() || event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    this.over.set(over);
  }

  protected drop(event: DragEvent): void {
    const files = [...(event.dataTransfer?.files ?? [])];
    this.over.set(false);
    if (files.length === 0) return;
    event.preventDefault();
    this.take(files);
  }

  protected paste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.take(files);
  }

  protected remove(id: number): void {
    this.store.remove(id);
    // the button that was pressed is gone
    this.chooser()?.nativeElement.parentElement?.querySelector('button')?.focus();
  }

  protected hold(event: BeforeUnloadEvent): void {
    if (this.store.busy()) event.preventDefault();
  }

  private take(files: readonly File[]): void {
    if (this.disabled()) return;
    const target = { purpose: this.purpose(), courseId: this.courseId() };
    this.store.add(this.multiple() ? files : files.slice(0, 1), target, (file) => {
      this.uploaded.emit(file);
    });
  }

  private kinds(): string {
    return this.texts.of(`files.kinds.${this.purpose()}`);
  }
}
