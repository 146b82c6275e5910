import { Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { clockText } from '../../../core/services/duration';
import { Icon } from '../../components/icon/icon';
import { Menu, MenuItem } from '../../components/menu/menu';
import type { PlayerCommand } from './player-keys';

/** How fast a video can play, 1 is as it was taken. */
const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** The bar under a video: play, line of time, captions, speed, volume, full screen. Texts: scope `learn`. */
@Component({
  selector: 'app-video-controls',
  imports: [Icon, Menu, MenuItem, TranslocoPipe],
  templateUrl: './video-controls.html',
  styleUrl: './video-controls.css',
})
export class VideoControls {
  readonly playing = input.required<boolean>();
  /** Seconds. */
  readonly position = input.required<number>();
  readonly duration = input.required<number>();
  /** 0 to 1; 0 where it is muted. */
  readonly volume = input.required<number>();
  readonly speed = input.required<number>();
  readonly tracks = input.required<readonly { readonly language: string; readonly label: string }[]>();
  readonly caption = input.required<string | null>();
  readonly fullscreen = input.required<boolean>();
  readonly commanded = output<PlayerCommand>();
  readonly sought = output<number>();
  readonly volumeChosen = output<number>();
  readonly speedChosen = output<number>();
  readonly captionChosen = output<string | null>();

  protected readonly speeds = speeds;
  protected readonly end = computed(() => Math.max(1, Math.floor(this.duration())));
  protected readonly second = computed(() => Math.min(this.end(), Math.floor(this.position())));
  protected readonly times = computed(() => ({ at: clockText(this.second()), length: clockText(this.duration()) }));
  protected readonly part = computed(() => `${String((this.second() / this.end()) * 100)}%`);

  protected valueOf(event: Event): number {
    return Number((event.target as HTMLInputElement).value);
  }
}
