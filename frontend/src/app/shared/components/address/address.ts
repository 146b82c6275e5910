import { CdkCopyToClipboard } from '@angular/cdk/clipboard';
import { Component, DestroyRef, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { shownRange } from './cidr';

const DONE_MS = 1_500;

/** An IP address or range that can be copied, always left to right, with its country and whether it is blocked. Texts: scope `desk`. */
@Component({
  selector: 'app-address',
  imports: [CdkCopyToClipboard, Icon, TranslocoPipe],
  template: `
    <bdi class="mono" dir="ltr" [title]="shown()">{{ shown() }}</bdi>
    @if (country()) {
      <span class="mark">{{ country() }}</span>
    }
    @if (blocked()) {
      <span class="blocked" [title]="'desk.blockedNow' | transloco">
        <app-icon name="block" /><span class="visually-hidden">{{ 'desk.blockedNow' | transloco }}</span>
      </span>
    }
    <button
      type="button"
      class="copy"
      [tabindex]="tabbable() ? 0 : -1"
      [cdkCopyToClipboard]="shown()"
      [attr.aria-label]="(copied() ? 'desk.copied' : 'desk.copy') | transloco: { text: shown() }"
      (cdkCopyToClipboardCopied)="done($event)"
    >
      <app-icon [name]="copied() ? 'check' : 'content-copy'" />
    </button>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-inline-size: 0;
      max-inline-size: 100%;
    }
    bdi {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .mark {
      padding: 1px 4px;
      border: 1px solid var(--line-2);
      border-radius: var(--radius-xs);
      color: var(--ink-2);
      font: var(--weight-semi) 10px var(--font-sans);
    }
    .blocked {
      display: inline-flex;
      color: var(--info);
    }
    .copy {
      position: relative;
      z-index: 1;
      display: inline-grid;
      place-items: center;
      inline-size: 24px;
      block-size: 24px;
      margin-block: -4px;
      padding: 0;
      border: 0;
      border-radius: var(--radius-xs);
      background: none;
      color: var(--ink-3);
      font-size: 12px;
    }
    .copy:hover {
      background: var(--surface-3);
      color: var(--ink);
    }
  `,
})
export class AddressView {
  readonly value = input.required<string>();
  readonly country = input<string | null>(null);
  readonly blocked = input(false);
  /** False where the copy button would be one tab stop too many, as in the rows of a long table. */
  readonly tabbable = input(true);
  protected readonly shown = computed(() => shownRange(this.value()));
  protected readonly copied = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
    });
  }

  protected done(copied: boolean): void {
    this.copied.set(copied);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.copied.set(false);
    }, DONE_MS);
  }
}
