import {
  Component,
  type ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import type { CaptionTrack } from '@classy-book/contracts/lesson-blocks';
import { TranslocoPipe } from '@jsverse/transloco';
import { I18nService } from '../../../../core/services/i18n';
import { Field } from '../../../../shared/components/field/field';
import { Icon } from '../../../../shared/components/icon/icon';
import { clockText } from '../../../../shared/components/time-ago/relative-time';
import type { BlockOf } from '../../../../shared/lesson/block-template';
import { pictureSet } from '../../../../shared/media/picture-set';
import { commonLanguages, languageName } from '../../../../shared/teach/languages';
import { Upload } from '../../../../shared/upload/upload';
import { FileChoice } from './file-choice';
import { TextInput } from './text-input';
import { frameOf } from './video-frame';

/** Why captions cannot be shown: there is no cue in the file, or it cannot be had. */
type CaptionFault = 'empty' | 'unreadable';

/**
 * A video with its captions, the picture before it begins, and its words. How long it is the file says; where it does not, the browser
 * reads it.
 */
@Component({
  selector: 'app-video-editor',
  imports: [Field, FileChoice, Icon, TextInput, TranslocoPipe, Upload],
  templateUrl: './video-block.html',
  styleUrl: './block-form.css',
})
export class VideoEditor {
  private readonly i18n = inject(I18nService);
  readonly block = input.required<BlockOf<'video'>>();
  readonly file = input.required<FileInfo | null>();
  readonly poster = input.required<FileInfo | null>();
  /** Where the captions are found. */
  readonly files = input.required<ReadonlyMap<string, FileInfo>>();
  readonly courseId = input.required<string>();
  /** The language of the lesson: that of new captions. */
  readonly lang = input.required<string>();
  readonly changed = output<Partial<BlockOf<'video'>>>();
  readonly uploaded = output<FileInfo>();
  private readonly player = viewChild<ElementRef<HTMLVideoElement>>('player');
  private readonly pictures = viewChild.required<Upload>('pictures');
  protected readonly setOf = pictureSet;
  /** There is a moment to be seen, so that it can be drawn. */
  protected readonly drawable = linkedSignal({ source: () => this.file()?.id, computation: () => false });
  protected readonly undrawn = linkedSignal({ source: () => this.file()?.id, computation: () => false });
  protected readonly faults = signal<ReadonlyMap<string, CaptionFault>>(new Map());
  /** The captions whose files are known, for trying them out. */
  protected readonly tracks = computed(() =>
    this.block().captions.flatMap((track) => {
      const file = this.files().get(track.fileId);
      return file === undefined ? [] : [{ ...track, url: file.url }];
    }),
  );
  protected readonly length = computed(() => clockText(this.block().seconds * 1_000).clock);
  protected readonly languages = computed(() => {
    const used = this.block().captions.map(({ language }) => language);
    const tags = new Set<string>([this.lang(), ...commonLanguages, ...used]);
    return [...tags].map((tag) => ({ tag, name: languageName(tag, this.i18n.locale()) }));
  });

  constructor() {
    // A browser reads the captions that it shows; the others it reads where they are hidden, and says what is wrong with them.
    afterRenderEffect(() => {
      this.tracks();
      const tracks = [...(this.player()?.nativeElement.textTracks ?? [])];
      const shown = tracks.some(({ mode }) => mode === 'showing');
      for (const [index, track] of tracks.entries()) {
        if (track.mode === 'disabled') track.mode = index === 0 && !shown ? 'showing' : 'hidden';
      }
    });
  }

  /** The languages that other captions of the video do not have. */
  protected languagesFor({ fileId }: CaptionTrack): readonly { readonly tag: string; readonly name: string }[] {
    const others = this.block().captions.filter((track) => track.fileId !== fileId);
    const taken = new Set(others.map(({ language }) => language));
    return this.languages().filter(({ tag }) => !taken.has(tag));
  }

  protected take(file: FileInfo): void {
    this.uploaded.emit(file);
    this.changed.emit({ fileId: file.id, seconds: Math.round((file.duration ?? 0) * 100) / 100 });
  }

  protected measure({ duration }: HTMLVideoElement): void {
    // the file itself says how long it is, and the server goes by that
    if (this.file()?.duration != null || !Number.isFinite(duration) || duration <= 0) return;
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

  protected check(fileId: string, event: Event): void {
    const cues = (event.target as HTMLTrackElement).track.cues?.length ?? 0;
    this.fault(fileId, cues === 0 ? 'empty' : null);
  }

  protected fault(fileId: string, fault: CaptionFault | null): void {
    const faults = new Map(this.faults());
    if (fault === null) faults.delete(fileId);
    else faults.set(fileId, fault);
    this.faults.set(faults);
  }

  /** Uploads what the video shows at this moment. */
  protected async drawPoster(): Promise<void> {
    const video = this.player()?.nativeElement;
    const picture = video === undefined ? null : await this.drawn(video);
    this.undrawn.set(picture === null);
    if (picture !== null) this.pictures().add(picture);
  }

  protected setPoster(file: FileInfo): void {
    this.uploaded.emit(file);
    this.changed.emit({ posterFileId: file.id });
  }

  // a browser that cannot decode the video, or may not read its pixels, draws nothing
  private async drawn(video: HTMLVideoElement): Promise<File | null> {
    try {
      return await frameOf(video, `${this.block().title || 'video'}.jpg`);
    } catch {
      return null;
    }
  }

  private setCaptions(index: number, changes: Partial<CaptionTrack>): void {
    const captions = this.block().captions.map((track, at) => (at === index ? { ...track, ...changes } : track));
    this.changed.emit({ captions });
  }
}
