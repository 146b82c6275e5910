import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import { TranslocoPipe } from '@jsverse/transloco';
import type { BlockOf } from '../block-template';
import type { WatchedFacts } from '../video/played-ranges';
import { VideoPlayer, type VideoTrack } from '../video/video-player';
import { MissingFile } from './missing-file';

const RENEW_AFTER_MS = 60_000;
const POSTER_WIDTH = 1_280;

/** A video of a lesson with its title and its transcript. Texts: scope `learn`. */
@Component({
  selector: 'app-video-block',
  imports: [MissingFile, TranslocoPipe, VideoPlayer],
  template: `
    @if (kept(); as address) {
      <app-video-player
        [src]="address.url"
        [title]="block().title"
        [poster]="picture()"
        [tracks]="tracks()"
        [seconds]="block().seconds"
        [startAt]="startAt()"
        (watched)="watched.emit($event)"
        (broken)="renew(address.url)"
      />
    } @else {
      <app-missing-file />
    }
    @if (block().transcript) {
      <details>
        <summary>{{ 'learn.video.transcript' | transloco }}</summary>
        <div class="words" dir="auto">{{ block().transcript }}</div>
      </details>
    }
  `,
  styles: `
    details {
      margin-block-start: var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius-md);
      background: var(--surface);
      font-size: var(--text-md);
      line-height: var(--leading);
    }
    summary {
      padding: var(--space-2) var(--space-4);
      color: var(--ink-2);
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
      cursor: pointer;
    }
    .words {
      max-block-size: 320px;
      overflow-y: auto;
      padding: 0 var(--space-4) var(--space-4);
      white-space: pre-line;
    }
  `,
})
export class VideoBlock {
  readonly block = input.required<BlockOf<'video'>>();
  readonly file = input.required<FileInfo | null>();
  readonly poster = input.required<FileInfo | null>();
  /** Where the captions are found. */
  readonly files = input.required<readonly FileInfo[]>();
  readonly startAt = input(0);
  readonly watched = output<WatchedFacts>();
  readonly outdated = output();

  private renewedAt = 0;
  private readonly dead = signal<string | null>(null);
  /** Each reading signs the address anew: a video keeps the one that it has as long as that works. */
  protected readonly kept = linkedSignal<{ file: FileInfo | null; dead: string | null }, FileInfo | null>({
    source: () => ({ file: this.file(), dead: this.dead() }),
    computation: ({ file, dead }, before) => {
      const held = before?.value;
      return held && held.id === file?.id && held.url !== dead ? held : file;
    },
  });
  /** The picture before it begins, no wider than the column needs on a dense screen. */
  protected readonly picture = computed(() => {
    const poster = this.poster();
    return poster === null ? null : `${poster.url}?width=${String(POSTER_WIDTH)}`;
  });
  protected readonly tracks = computed<readonly VideoTrack[]>(() =>
    this.block().captions.flatMap(({ fileId, language, label }) => {
      const file = this.files().find(({ id }) => id === fileId);
      return file ? [{ src: file.url, language, label }] : [];
    }),
  );

  protected renew(dead: string): void {
    // A video that a fresh address does not help has another fault.
    if (Date.now() - this.renewedAt < RENEW_AFTER_MS) return;
    this.renewedAt = Date.now();
    this.dead.set(dead);
    this.outdated.emit();
  }
}
