import { Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon';

export type BannerKind = 'ok' | 'info' | 'warn' | 'danger';

const icons = { ok: 'check-circle', info: 'info', warn: 'warning', danger: 'error' } as const;

/** A message that stays on the page, with a heading and room for an explanation and buttons. */
@Component({
  selector: 'app-banner',
  imports: [Icon],
  template: `
    <app-icon [name]="icon()" />
    <div>
      <p class="heading">{{ heading() }}</p>
      <ng-content />
    </div>
  `,
  host: { '[class]': 'kind()' },
  styles: `
    :host {
      display: flex;
      gap: var(--space-3);
      padding: var(--space-3) var(--space-4);
      border-radius: var(--radius-sm);
      background: var(--tint);
      color: var(--ink);
      font-size: var(--text-sm);
    }
    div {
      flex: 1;
      display: grid;
      gap: var(--space-1);
      min-inline-size: 0;
    }
    app-icon,
    .heading {
      color: var(--tone);
    }
    .heading {
      font-weight: var(--weight-semi);
    }
    :host(.ok) {
      --tone: var(--ok);
      --tint: var(--ok-tint);
    }
    :host(.info) {
      --tone: var(--accent);
      --tint: var(--accent-tint);
    }
    :host(.warn) {
      --tone: var(--warn);
      --tint: var(--warn-tint);
    }
    :host(.danger) {
      --tone: var(--danger);
      --tint: var(--danger-tint);
    }
  `,
})
export class Banner {
  readonly kind = input.required<BannerKind>();
  readonly heading = input.required<string>();
  protected readonly icon = computed(() => icons[this.kind()]);
}
