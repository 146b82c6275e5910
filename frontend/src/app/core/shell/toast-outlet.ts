import { Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../shared/components/icon/icon';
import type { Toast } from '../services/toasts';
import { ToastService } from '../services/toasts';

const icons = { ok: 'check-circle', info: 'info', warn: 'warning', danger: 'error' } as const;

/** Shows the toasts. The live region stands in the page from the start, or its first message would not be read out. */
@Component({
  selector: 'app-toast-outlet',
  imports: [Icon, TranslocoPipe],
  template: `
    <div role="status" aria-live="polite" aria-atomic="false" [attr.aria-label]="'toasts.region' | transloco">
      @for (toast of toasts.toasts(); track toast.id) {
        <div
          class="toast"
          [class]="toast.kind"
          (mouseenter)="toasts.hold(toast.id)"
          (mouseleave)="toasts.resume(toast.id)"
          (focusin)="toasts.hold(toast.id)"
          (focusout)="toasts.resume(toast.id)"
        >
          <app-icon [name]="icons[toast.kind]" />
          <p>{{ toast.message }}</p>
          @if (toast.action; as action) {
            <button type="button" class="btn quiet" (click)="run(toast)">{{ action.label }}</button>
          }
          <button
            type="button"
            class="icon-btn bare"
            [attr.aria-label]="'toasts.dismiss' | transloco"
            (click)="toasts.dismiss(toast.id)"
          >
            <app-icon name="close" />
          </button>
        </div>
      }
    </div>
  `,
  styles: `
    :host {
      position: fixed;
      inset-block-end: var(--space-4);
      inset-inline: 0;
      z-index: 1100;
      inline-size: min(400px, calc(100vw - 2 * var(--space-4)));
      margin-inline: auto;
      pointer-events: none;
    }
    /* In the middle below, because the desk's drawer has its buttons in the corner; on a phone, whose sheets have theirs
       at the lower edge, above. */
    @media (max-width: 699.98px) {
      :host {
        inset-block: var(--space-2) auto;
      }
    }
    [role='status'] {
      display: grid;
      gap: var(--space-2);
    }
    .toast {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      padding-block: 8px;
      padding-inline: 14px 8px;
      border: 1px solid var(--line);
      border-inline-start: 3px solid var(--tone);
      border-radius: var(--radius-md);
      background: var(--surface);
      box-shadow: var(--shadow-2);
      pointer-events: auto;
      animation: rise var(--motion);
    }
    .toast > app-icon {
      color: var(--tone);
    }
    p {
      flex: 1;
      min-inline-size: 0;
      font-size: var(--text-sm);
    }
    .ok {
      --tone: var(--ok);
    }
    .info {
      --tone: var(--accent);
    }
    .warn {
      --tone: var(--warn);
    }
    .danger {
      --tone: var(--danger);
    }
    .btn {
      color: var(--accent);
    }
    @keyframes rise {
      from {
        opacity: 0;
        translate: 0 8px;
      }
    }
  `,
})
export class ToastOutlet {
  protected readonly toasts = inject(ToastService);
  protected readonly icons = icons;

  protected run(toast: Toast): void {
    toast.action?.run();
    this.toasts.dismiss(toast.id);
  }
}
