import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { SearchBox } from '../../../../shared/components/search-box/search-box';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import type { Found } from '../files-client';

/** Somebody or something to filter by: found by its words, then picked. */
@Component({
  selector: 'app-find-panel',
  imports: [PluralPipe, SearchBox, TranslocoPipe],
  template: `
    <app-search-box [label]="label()" [placeholder]="label()" value="" (searched)="searched.emit($event)" />
    <p class="visually-hidden" role="status">
      {{ busy() ? ('storage.filter.finding' | transloco) : (found().length | plural: 'storage.filter.found') }}
    </p>
    <ul>
      @for (one of found(); track one.id) {
        <li>
          <button type="button" [attr.aria-current]="one.id === chosen() ? 'true' : null" (click)="picked.emit(one)">
            <bdi>{{ one.name }}</bdi>
            @if (one.detail && one.detail !== one.name) {
              <small
                ><bdi dir="ltr">{{ one.detail }}</bdi></small
              >
            }
          </button>
        </li>
      } @empty {
        <li class="none" aria-hidden="true">{{ 'storage.filter.nothingFound' | transloco }}</li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      inline-size: 280px;
      max-inline-size: 100%;
    }
    button {
      display: grid;
      inline-size: 100%;
      min-block-size: 36px;
      align-content: center;
      padding: 4px 8px;
      border: 0;
      border-radius: var(--radius-sm);
      background: none;
      color: var(--ink);
      font-size: var(--text-sm);
      text-align: start;
      overflow-wrap: anywhere;
    }
    button:hover {
      background: var(--surface-2);
    }
    button[aria-current] {
      background: var(--accent-tint);
    }
    small,
    .none {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    .none {
      padding: 8px;
    }
  `,
})
export class FindPanel {
  readonly label = input.required<string>();
  readonly found = input.required<readonly Found[]>();
  readonly chosen = input.required<string | null>();
  readonly busy = input(false);
  readonly searched = output<string>();
  readonly picked = output<Found>();
}
