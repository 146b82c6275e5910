import { Component, computed, inject, input, output } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import type { CaptionTrack } from '@classy-book/contracts/lesson-blocks';
import { TranslocoPipe } from '@jsverse/transloco';
import { I18nService } from '../../../../core/services/i18n';
import { Field } from '../../../../shared/components/field/field';
import { clockText } from '../../../../shared/components/time-ago/relative-time';
import type { BlockOf } from '../../../../shared/lesson/block-template';
import { commonLanguages, languageName } from '../../../../shared/teach/languages';
import { Upload } from '../../../../shared/upload/upload';
import { FileChoice } from './file-choice';
import { TextInput } from './text-input';

/** A video with its captions, the picture before it begins, and its words. The browser reads how long it is. */
@Component({
  selector: 'app-video-editor',
  imports: [Field, FileChoice, TextInput, TranslocoPipe, Upload],
  templateUrl: './video-block.html',
  styleUrl: './block-form.css',
})
export class VideoEditor {
  private readonly i18n = inject(I18nService);
  readonly block = input.required<BlockOf<'video'>>();
  readonly file = input.required<FileInfo | null>();
  readonly poster = input.required<FileInfo | null>();
  readonly courseId = input.required<string>();
  /** The language of the lesson: that of new captions. */
  readonly lang = input.required<string>();
  readonly changed = output<Partial<BlockOf<'video'>>>();
  readonly uploaded = output<FileInfo>();
  protected readonly length = computed(() => clockText(this.block().seconds * 1_000).clock);
  protected readonly languages = computed(() => {
    const used = this.block().captions.map(({ language }) => language);
    const tags = new Set<string>([this.lang(), ...commonLanguages, ...used]);
    return [...tags].map((tag) => ({ tag, name: languageName(tag, this.i18n.locale()) }));
  });

  protected take(file: FileInfo): void {
    this.uploaded.emit(file);
    this.changed.emit({ fileId: file.id, seconds: 0 });
  }

  protected measure({ duration }: HTMLVideoElement): void {
    if (!Number.isFinite(duration) || duration <= 0) return;
    const seconds = Math.min(86_400, Math.round(duration * 100) / 100);
    if (seconds !== this.block().seconds) this.changed.emit({ seconds });
  }

  protected addCaptions(file: FileInfo): void {
    const taken = new Set(this.block().captions.map(({ language }) => language));
    const language = this.languages().find(({ tag }) => !taken.has(tag))?.tag ?? this.lang();
    this.uploaded.emit(file);
    const track: CaptionTrack = { fileId: file.id, language, label: languageName(language, language) };
    this.changed.emit({ captions: [...this.block().captions, track] });
  }

  protected speak(index: number, language: string): void {
    this.setCaptions(index, { language, label: languageName(language, language) });
  }

  protected label(index: number, label: string): void {
    if (label.trim() !== '') this.setCaptions(index, { label: label.trim() });
  }

  protected dropCaptions(index: number): void {
    this.changed.emit({ captions: this.block().captions.filter((_, at) => at !== index) });
  }

  protected setPoster(file: FileInfo): void {
    this.uploaded.emit(file);
    this.changed.emit({ posterFileId: file.id });
  }

  private setCaptions(index: number, changes: Partial<CaptionTrack>): void {
    const captions = this.block().captions.map((track, at) => (at === index ? { ...track, ...changes } : track));
    this.changed.emit({ captions });
  }
}
