import { Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { FileSizePipe } from '../texts/file-size-pipe';

/** From here on a bar says that little is left. */
export const ALMOST_FULL = 0.9;

/** How much of a quota is used, in words and as a bar, which adds nothing to the words. Both in bytes. Texts: scope `storage`. */
@Component({
  selector: 'app-room-bar',
  imports: [FileSizePipe, TranslocoPipe],
  template: `
    <p>
      <span>{{ 'storage.room.used' | transloco: { used: (used() | fileSize), quota: (quota() | fileSize) } }}</span>
      <small>{{
        left() > 0
          ? ('storage.room.left' | transloco: { left: (left() | fileSize) })
          : ('storage.room.full' | transloco)
      }}</small>
    </p>
    <div class="bar" aria-hidden="true"><div [style.inline-size.%]="share() * 100"></div></div>
  `,
  host: { '[class.almost]': 'share() >= most', '[class.full]': 'left() <= 0' },
  styles: `
    :host {
      --tone: var(--accent);
      display: grid;
      gap: 6px;
      min-inline-size: 0;
    }
    :host(.almost) {
      --tone: var(--warn);
    }
    :host(.full) {
      --tone: var(--danger);
    }
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: 0 var(--space-3);
      font-variant-numeric: tabular-nums;
    }
    small {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    .bar {
      block-size: 6px;
      overflow: hidden;
      border-radius: var(--radius-pill);
      background: var(--surface-3);
    }
    .bar div {
      block-size: 100%;
      border-radius: inherit;
      background: var(--tone);
    }
  `,
})
export class RoomBar {
  readonly used = input.required<number>();
  readonly quota = input.required<number>();
  protected readonly most = ALMOST_FULL;
  protected readonly left = computed(() => this.quota() - this.used());
  protected readonly share = computed(() => (this.quota() <= 0 ? 1 : Math.min(1, this.used() / this.quota())));
}
