import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { I18nService } from '../../services/i18n';
import { WebsocketService } from '../../services/websocket';

/** The state of the live stream; pressing it holds the stream still or lets it run on. */
@Component({
  selector: 'app-live-state',
  imports: [TranslocoPipe],
  template: `
    @if (socket.state() !== 'idle') {
      <button
        type="button"
        [class]="socket.state()"
        [disabled]="!pausable()"
        [attr.aria-pressed]="socket.paused()"
        [title]="hint()"
        (click)="socket.togglePaused()"
      >
        <i aria-hidden="true"></i>
        <strong>{{ 'live.' + socket.state() | transloco }}</strong>
        @if (pausable()) {
          <span class="figures num">{{ figures() }}</span>
          <span class="visually-hidden">{{ hint() }}</span>
        }
      </button>
    }
  `,
  styles: `
    :host {
      min-inline-size: 0;
    }
    button {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      max-inline-size: 100%;
      min-block-size: var(--control);
      padding: 4px 10px;
      border: 0;
      border-radius: var(--radius-sm);
      background: transparent;
      color: var(--ink-2);
      font-size: var(--text-sm);
      white-space: nowrap;
      --tone: var(--ok);
      --tint: var(--ok-tint);
    }
    button:hover:not(:disabled) {
      background: var(--surface-2);
    }
    button:disabled {
      cursor: default;
    }
    .paused,
    .connecting,
    .reconnecting {
      --tone: var(--warn);
      --tint: var(--warn-tint);
    }
    .refused {
      --tone: var(--danger);
      --tint: var(--danger-tint);
    }
    i {
      inline-size: 8px;
      block-size: 8px;
      flex: none;
      margin: 4px;
      border-radius: 50%;
      background: var(--tone);
      box-shadow: 0 0 0 4px var(--tint);
    }
    .paused i {
      border-radius: 1px;
    }
    strong {
      color: var(--tone);
      font-weight: var(--weight-semi);
    }
    .figures {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    @media (max-width: 1099.98px) {
      .figures {
        display: none;
      }
    }
    @media (max-width: 479.98px) {
      button {
        padding-inline: 4px;
      }
      strong {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
  `,
})
export class LiveState {
  private readonly i18n = inject(I18nService);
  protected readonly socket = inject(WebsocketService);

  protected readonly pausable = computed(() => ['live', 'paused'].includes(this.socket.state()));
  /** What a press does; empty while it does nothing. */
  protected readonly hint = computed(() =>
    this.pausable() ? this.i18n.text(this.socket.paused() ? 'live.resumeHint' : 'live.pauseHint') : '',
  );
  protected readonly figures = computed(() => {
    const rate = this.i18n.text('live.rate', { rate: this.i18n.number(this.socket.eventsPerSecond()) });
    const delay = this.socket.delayMs();
    if (delay === null) return rate;
    const seconds = this.i18n.number(Math.max(0, delay) / 1_000, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    return `${rate} · ${this.i18n.text('live.behind', { seconds })}`;
  });
}
