import { Component, DestroyRef, inject, input, output } from '@angular/core';
import { Icon } from '../icon/icon';

/** Typing faster than this asks once. */
const PAUSE_MS = 250;

/** A field to search with while one types. */
@Component({
  selector: 'app-search-box',
  imports: [Icon],
  template: `
    <form role="search" [attr.aria-label]="label()" (submit)="apply($event, box.value)">
      <app-icon name="search" />
      <input
        #box
        type="search"
        class="input compact"
        maxlength="100"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        enterkeyhint="search"
        [attr.aria-label]="label()"
        [placeholder]="placeholder()"
        [value]="value()"
        (input)="later(box.value)"
      />
    </form>
  `,
  styles: `
    :host {
      flex: 0 1 280px;
      min-inline-size: 180px;
    }
    @media (max-width: 599.98px) {
      :host {
        flex: 1 1 100%;
      }
    }
    form {
      position: relative;
    }
    app-icon {
      position: absolute;
      inset-block: 0;
      inset-inline-start: 10px;
      align-items: center;
      color: var(--ink-3);
    }
    .input.compact {
      padding-inline-start: 34px;
      border-radius: var(--radius-pill);
    }
  `,
})
export class SearchBox {
  readonly label = input.required<string>();
  readonly placeholder = input('');
  readonly value = input.required<string>();
  /** What is searched for now, without the spaces around it. */
  readonly searched = output<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
    });
  }

  protected later(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.emit(text);
    }, PAUSE_MS);
  }

  protected apply(event: Event, text: string): void {
    event.preventDefault();
    clearTimeout(this.timer);
    this.emit(text);
  }

  private emit(text: string): void {
    const wanted = text.normalize('NFKC').trim().toLowerCase();
    if (wanted !== this.value()) this.searched.emit(wanted);
  }
}
