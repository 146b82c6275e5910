import {
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { type FileInfo, type FilePurpose, maxFileBytes } from '@classy-book/contracts/files';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { Icon } from '../components/icon/icon';
import { FileSizePipe } from '../texts/file-size-pipe';
import { acceptedTypes } from './accepted-types';
import type { UploadTarget } from './upload-client';
import { UploadRow } from './upload-row';
import { type UploadItem, UploadStore } from './upload-store';
import { UploadTexts } from './upload-texts';

/**
 * A field that takes files: by a button, dropped on it, or pasted into it. Shows each with its progress; what failed can be
 * tried again, what runs can be cancelled. Large files can be paused, wait for a lost connection, and are gone on with after a
 * reload once they are chosen again. `uploaded` tells of each file that the server has taken; one that nothing refers
 * to afterwards is the caller's to remove.
 */
@Component({
  selector: 'app-upload',
  imports: [FileSizePipe, Icon, TranslocoDirective, UploadRow],
  providers: [provideTranslocoScope('files'), UploadStore, UploadTexts],
  templateUrl: './upload.html',
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
  protected readonly words = inject(UploadTexts);
  private readonly injector = inject(Injector);
  private readonly chooser = viewChild<ElementRef<HTMLInputElement>>('chooser');
  private readonly opener = viewChild<ElementRef<HTMLButtonElement>>('opener');
  protected readonly over = signal(false);
  protected readonly accept = computed(() => acceptedTypes[this.purpose()]);
  protected readonly limit = computed(() => maxFileBytes[this.purpose()]);
  private readonly target = computed((): UploadTarget => ({ purpose: this.purpose(), courseId: this.courseId() }));

  /** What is read out: what has changed last. */
  protected readonly news = computed(() => {
    const item = this.store.news();
    return item === null ? '' : this.words.spoken(item, this.purpose());
  });

  constructor() {
    effect(() => {
      const target = this.target();
      untracked(() => {
        this.store.aim(target);
      });
    });
  }

  /** Takes up a file that the page has made. */
  add(file: File): void {
    this.take([file]);
  }

  protected choose(): void {
    const element = this.chooser()?.nativeElement;
    if (!element) return;
    this.take([...(element.files ?? [])]);
    // the same file again would be no change
    element.value = '';
    this.keepFocus();
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

  /** Of one that has arrived nothing is missing but somebody who takes it; another one needs its file. */
  protected goOn({ id, arrived }: UploadItem): void {
    if (!arrived) this.chooser()?.nativeElement.click();
    else {
      this.store.finish(id, this.target(), this.arrived);
      this.keepFocus();
    }
  }

  protected remove(id: string): void {
    this.store.remove(id);
    // the button that was pressed is gone
    this.opener()?.nativeElement.focus();
  }

  protected hold(event: BeforeUnloadEvent): void {
    if (this.store.holdsPage()) event.preventDefault();
  }

  private readonly arrived = (file: FileInfo) => {
    this.uploaded.emit(file);
  };

  private take(files: readonly File[]): void {
    if (this.disabled()) return;
    this.store.add(this.multiple() ? files : files.slice(0, 1), this.target(), this.arrived);
  }

  /** The row of an unfinished upload goes when somebody goes on with it, and its button with the focus. */
  private keepFocus(): void {
    const stay = () => {
      if (document.activeElement === document.body) this.opener()?.nativeElement.focus();
    };
    afterNextRender({ read: stay }, { injector: this.injector });
  }
}
