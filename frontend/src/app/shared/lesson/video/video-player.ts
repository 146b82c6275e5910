import {
  DOCUMENT,
  Component,
  afterRenderEffect,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { ElementRef, OnDestroy } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { clockText } from '../../../core/services/duration';
import { I18nService } from '../../../core/services/i18n';
import { Preferences } from '../../../core/services/preferences';
import { Icon } from '../../components/icon/icon';
import { captionAtFirst, trackIn } from './caption-choice';
import { PlayedRanges, type WatchedFacts } from './played-ranges';
import { focusOf, playerCommand, type PlayerCommand } from './player-keys';
import { VideoControls } from './video-controls';

/** Captions that a video has; `src` is the address of a WebVTT file. */
export interface VideoTrack {
  readonly src: string;
  readonly language: string;
  readonly label: string;
}

const TELL_EVERY_MS = 10_000;
/** Who stopped this close to the end begins anew. */
const NEARLY_OVER_SECONDS = 3;
const HIDE_CONTROLS_AFTER_MS = 2_500;
/** Captions stand above the controls. */
const CAPTION_LINE = -4;

/**
 * A video with its own controls, captions and keys (`player-keys.ts`), which say something only while the focus is inside.
 * It goes on where `startAt` says, and tells with `watched` what really played: about every ten seconds, when it pauses or
 * ends, when the page is left, and when it is taken away. `broken` says that the address does not work (any more); a new
 * `src` goes on at the same second. Texts: scope `learn`.
 */
@Component({
  selector: 'app-video-player',
  imports: [Icon, TranslocoPipe, VideoControls],
  templateUrl: './video-player.html',
  styleUrl: './video-player.css',
  host: {
    '(document:visibilitychange)': 'leavingPage()',
    '(window:pagehide)': 'tell()',
    '(document:fullscreenchange)': 'screenChanged()',
  },
})
export class VideoPlayer implements OnDestroy {
  private readonly document = inject(DOCUMENT);
  private readonly i18n = inject(I18nService);
  private readonly preferences = inject(Preferences);

  readonly src = input.required<string>();
  readonly title = input('');
  readonly poster = input<string | null>(null);
  readonly tracks = input<readonly VideoTrack[]>([]);
  /** The length in seconds until the browser knows it. */
  readonly seconds = input(0);
  readonly startAt = input(0);
  readonly watched = output<WatchedFacts>();
  readonly broken = output();

  private readonly frame = viewChild.required<ElementRef<HTMLElement>>('frame');
  private readonly videoRef = viewChild.required<ElementRef<HTMLVideoElement>>('video');
  private readonly played = new PlayedRanges();
  private readonly measured = signal(0);
  private idleTimer: ReturnType<typeof setTimeout> | undefined;

  protected readonly playing = signal(false);
  protected readonly started = signal(false);
  protected readonly failed = linkedSignal({ source: this.src, computation: () => false });
  /** What it starts at counts until it was played: later it stands where the reader brought it. */
  protected readonly position = linkedSignal<number, number>({
    source: this.startAt,
    computation: (startAt, before) => (before && untracked(this.started) ? before.value : startAt),
  });
  protected readonly duration = computed(() => this.measured() || this.seconds());
  protected readonly volume = signal(Number(this.preferences.read('video-volume') ?? 1));
  protected readonly muted = signal(false);
  protected readonly speed = signal(Number(this.preferences.read('video-speed') ?? 1));
  /** The language of the captions that are shown; null where none are. */
  protected readonly caption = linkedSignal(() =>
    captionAtFirst(this.tracks(), this.preferences.read('video-captions'), this.i18n.locale()),
  );
  protected readonly fullscreen = signal(false);
  protected readonly idle = signal(false);
  protected readonly clock = computed(() => clockText(this.duration()));

  constructor() {
    effect(() => {
      const video = this.videoRef().nativeElement;
      video.volume = this.volume();
      video.muted = this.muted();
      video.playbackRate = this.speed();
      // A new file falls back to it.
      video.defaultPlaybackRate = this.speed();
    });
    afterRenderEffect(() => {
      this.tracks();
      this.showCaptions();
      // browsers show captions by themselves that suit the language of their user, beside those that were chosen here
      this.videoRef().nativeElement.textTracks.onchange = this.showCaptions;
    });
  }

  /** Goes on from a second, and plays. */
  playFrom(seconds: number): void {
    this.seek(seconds);
    this.play();
  }

  ngOnDestroy(): void {
    clearTimeout(this.idleTimer);
    this.noteProgress();
    this.tell();
  }

  protected pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const command = playerCommand(event, focusOf(event.target));
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    this.wake();
    this.run(command);
  }

  protected run(command: PlayerCommand): void {
    switch (command.kind) {
      case 'toggle':
        this.toggle();
        break;
      case 'captions':
        this.switchCaptions();
        break;
      case 'fullscreen':
        this.toggleFullscreen();
        break;
      case 'mute':
        this.muted.update((muted) => !muted);
        break;
      case 'seek':
        this.seek(this.videoRef().nativeElement.currentTime + command.seconds);
        break;
      case 'volume':
        this.setVolume(this.volume() + command.share);
        break;
    }
  }

  protected toggle(): void {
    if (this.videoRef().nativeElement.paused) this.play();
    else this.videoRef().nativeElement.pause();
  }

  protected seek(seconds: number): void {
    const to = Math.min(Math.max(0, seconds), this.duration() || seconds);
    this.videoRef().nativeElement.currentTime = to;
    this.position.set(to);
  }

  protected setVolume(share: number): void {
    const volume = Math.round(Math.min(1, Math.max(0, share)) * 100) / 100;
    this.volume.set(volume);
    this.muted.set(volume === 0);
    this.preferences.write('video-volume', String(volume));
  }

  protected setSpeed(speed: number): void {
    this.speed.set(speed);
    this.preferences.write('video-speed', String(speed));
  }

  protected setCaption(language: string | null): void {
    this.caption.set(language);
    this.preferences.write('video-captions', language ?? 'off');
  }

  protected loaded(): void {
    const video = this.videoRef().nativeElement;
    if (Number.isFinite(video.duration)) this.measured.set(video.duration);
    video.playbackRate = this.speed();
    const at = this.position();
    this.played.standAt(at);
    if (at > 0) this.seek(at < this.duration() - NEARLY_OVER_SECONDS ? at : 0);
    if (this.started()) this.play();
  }

  protected advanced(): void {
    const video = this.videoRef().nativeElement;
    if (video.seeking) return;
    this.position.set(video.currentTime);
    this.noteProgress();
    if (this.played.isDue(Date.now(), TELL_EVERY_MS)) this.tell();
  }

  protected runs(): void {
    const video = this.videoRef().nativeElement;
    if (video.paused || video.seeking) return;
    this.playing.set(true);
    this.started.set(true);
    this.played.begin(video.currentTime, Date.now());
    this.wake();
  }

  protected seeks(): void {
    this.played.moveTo(this.videoRef().nativeElement.currentTime);
  }

  protected waits(): void {
    this.noteProgress();
    this.played.end();
  }

  protected stops(): void {
    this.waits();
    this.playing.set(false);
    this.tell();
  }

  protected fails(): void {
    this.stops();
    this.failed.set(true);
    this.broken.emit();
  }

  protected retry(): void {
    this.failed.set(false);
    this.videoRef().nativeElement.load();
  }

  protected tell(): void {
    const facts = this.played.take(Date.now());
    if (facts) this.watched.emit(facts);
  }

  protected leavingPage(): void {
    if (this.document.visibilityState === 'hidden') this.tell();
  }

  protected screenChanged(): void {
    this.fullscreen.set(this.document.fullscreenElement === this.frame().nativeElement);
  }

  /** Lifts the cues of a track that has just come above the controls. */
  protected lift(event: Event): void {
    const cues = (event.target as HTMLTrackElement).track.cues;
    for (const cue of cues ?? []) if ('line' in cue && cue.line === 'auto') cue.line = CAPTION_LINE;
  }

  /** The controls leave while it plays and nobody touches anything. */
  protected wake(): void {
    clearTimeout(this.idleTimer);
    this.idle.set(false);
    this.idleTimer = setTimeout(() => {
      this.idle.set(true);
    }, HIDE_CONTROLS_AFTER_MS);
  }

  private play(): void {
    // Refused where the browser wants a gesture first: then it stays paused, with its button.
    void this.videoRef()
      .nativeElement.play()
      .catch(() => undefined);
  }

  private noteProgress(): void {
    this.played.advance(this.videoRef().nativeElement.currentTime, Date.now(), this.speed());
  }

  private toggleFullscreen(): void {
    if (this.document.fullscreenElement) void this.document.exitFullscreen();
    else
      void this.frame()
        .nativeElement.requestFullscreen()
        .catch(() => undefined);
  }

  private switchCaptions(): void {
    const first = trackIn(this.tracks(), this.i18n.locale()) ?? this.tracks()[0];
    this.setCaption(this.caption() === null ? (first?.language ?? null) : null);
  }

  private readonly showCaptions = (): void => {
    const tracks = this.videoRef().nativeElement.textTracks;
    for (const track of tracks) track.mode = track.language === this.caption() ? 'showing' : 'disabled';
  };
}
