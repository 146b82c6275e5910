import type { ElementRef } from '@angular/core';
import { Component, DestroyRef, inject, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { addressOrRangeSchema } from '@classy-book/contracts/primitives';
import { Icon } from '../../../shared/components/icon/icon';
import { ShortcutService } from '../../services/shortcuts';

/** What to look for: an address or a range, else an account. Null where nothing was typed. */
export function searchQuery(typed: string): { address: string } | { email: string } | null {
  const text = typed.trim();
  if (text === '') return null;
  // "face" is a word and "::1" an address: without a separator it cannot be one.
  const address = /[.:]/.test(text) && addressOrRangeSchema.safeParse(text).success;
  return address ? { address: text } : { email: text.toLowerCase() };
}

/** Looks up an account or an address on the monitoring page. `/` goes to the field from anywhere on the desk. */
@Component({
  selector: 'app-search-field',
  imports: [Icon, TranslocoPipe],
  template: `
    <form role="search" (submit)="search($event)">
      <app-icon name="search" />
      <input
        #field
        type="search"
        name="q"
        maxlength="254"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        enterkeyhint="search"
        [attr.aria-label]="'search.label' | transloco"
        [placeholder]="'search.placeholder' | transloco"
        aria-keyshortcuts="/"
        (keydown.escape)="field.blur()"
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  `,
  styles: `
    :host {
      flex: 0 1 340px;
      min-inline-size: 0;
    }
    form {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--control);
      padding-inline: 10px;
      border: 1px solid var(--line);
      border-radius: var(--radius-sm);
      background: var(--surface-2);
      color: var(--ink-3);
      font-size: var(--text-sm);
    }
    form:focus-within {
      border-color: var(--accent);
      box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 28%, transparent);
      background: var(--surface);
    }
    input {
      flex: 1;
      min-inline-size: 0;
      padding: 4px 0;
      border: 0;
      background: transparent;
      color: var(--ink);
    }
    input::placeholder {
      color: var(--ink-3);
      opacity: 1;
      text-overflow: ellipsis;
    }
    input:focus {
      outline: none;
    }
    @media (pointer: coarse) {
      input {
        font-size: 1rem;
      }
      kbd {
        display: none;
      }
    }
    @media (max-width: 599.98px) {
      kbd {
        display: none;
      }
    }
  `,
})
export class SearchField {
  private readonly router = inject(Router);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  constructor() {
    const unregister = inject(ShortcutService).register('/', 'shortcuts.search', () => {
      this.field().nativeElement.focus();
      this.field().nativeElement.select();
    });
    inject(DestroyRef).onDestroy(unregister);
  }

  protected search(event: Event): void {
    event.preventDefault();
    const query = searchQuery(this.field().nativeElement.value);
    if (query) void this.router.navigate(['/admin/monitoring'], { queryParams: query });
  }
}
