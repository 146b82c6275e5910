import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RealtimeState } from '../../../../core/services/websocket';
import { Icon } from '../../../../shared/components/icon/icon';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** One thin line about the live stream where there is something to say: paused, lost, caught up, behind, or forbidden. */
@Component({
  selector: 'app-stream-notice',
  imports: [Icon, PluralPipe, TranslocoPipe],
  template: `
    @if (state() === 'refused') {
      <p class="danger">
        <app-icon name="error" />{{
          (permissionLost() ? 'monitoring.stream.permissionLost' : 'monitoring.stream.refused') | transloco
        }}
      </p>
    } @else if (state() === 'reconnecting') {
      <p class="warn"><app-icon name="wifi-off" />{{ 'monitoring.stream.reconnecting' | transloco }}</p>
    } @else if (caughtUp() !== null) {
      <p class="ok">
        <app-icon name="check-circle" />{{ caughtUp()! | plural: 'monitoring.stream.caughtUp' }}
        <button type="button" [attr.aria-label]="'monitoring.stream.dismiss' | transloco" (click)="dismissed.emit()">
          <app-icon name="close" />
        </button>
      </p>
    } @else if (state() === 'paused') {
      <p class="warn">
        <app-icon name="pause" />{{ 'monitoring.stream.paused' | transloco }}
        <button type="button" class="text" (click)="resumed.emit()">
          {{ 'monitoring.stream.resume' | transloco }}
        </button>
      </p>
    } @else if (behind() > 0) {
      <p class="warn"><app-icon name="warning" />{{ behind() | plural: 'monitoring.stream.behind' }}</p>
    }
  `,
  host: { role: 'status' },
  styles: `
    :host:empty {
      display: none;
    }
    p {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: 34px;
      padding: 4px 12px;
      border-radius: var(--radius-sm);
      background: var(--tint);
      color: var(--tone);
      font-size: var(--text-sm);
      font-weight: var(--weight-medium);
    }
    .ok {
      --tone: var(--ok);
      --tint: var(--ok-tint);
    }
    .warn {
      --tone: var(--warn);
      --tint: var(--warn-tint);
    }
    .danger {
      --tone: var(--danger);
      --tint: var(--danger-tint);
    }
    button {
      display: inline-grid;
      place-items: center;
      min-inline-size: 26px;
      min-block-size: 26px;
      margin-inline-start: auto;
      padding: 0;
      border: 0;
      border-radius: var(--radius-xs);
      background: none;
    }
    .text {
      padding-inline: 8px;
      font-weight: var(--weight-semi);
      text-decoration: underline;
    }
  `,
})
export class StreamNotice {
  readonly state = input.required<RealtimeState>();
  readonly caughtUp = input.required<number | null>();
  readonly behind = input.required<number>();
  readonly permissionLost = input.required<boolean>();
  readonly dismissed = output();
  readonly resumed = output();
}
