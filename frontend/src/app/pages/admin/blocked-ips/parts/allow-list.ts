import { Component, input, output } from '@angular/core';
import type { AllowedIp } from '@classy-book/contracts/blocking';
import { TranslocoPipe } from '@jsverse/transloco';
import { AddressView } from '../../../../shared/components/address/address';
import { shownRange } from '../../../../shared/components/address/cidr';
import { Icon } from '../../../../shared/components/icon/icon';
import { Countdown } from '../../../../shared/components/time-ago/countdown';

/** The addresses that are let in whatever is blocked. Injects nothing. */
@Component({
  selector: 'app-allow-list',
  imports: [AddressView, Countdown, Icon, TranslocoPipe],
  template: `
    <header>
      <h2 id="allow-list">{{ 'blocked.allow.title' | transloco }}</h2>
      @if (mayChange()) {
        <button type="button" class="btn" (click)="added.emit()">
          <app-icon name="add" />{{ 'blocked.allow.add' | transloco }}
        </button>
      }
    </header>
    @if (failed()) {
      <p>{{ 'blocked.allow.failed' | transloco }}</p>
    } @else if (entries().length === 0) {
      <p>{{ 'blocked.allow.none' | transloco }}</p>
    } @else {
      <ul aria-labelledby="allow-list">
        @for (entry of entries(); track entry.id) {
          <li>
            <app-address [value]="entry.range" />
            <span class="note"
              ><bdi>{{ entry.note }}</bdi> · <bdi>{{ entry.createdBy }}</bdi>
              @if (entry.until; as until) {
                · {{ 'blocked.allow.ends' | transloco }} <app-countdown [until]="until" [now]="now()" />
              }
            </span>
            @if (mayChange()) {
              <button
                type="button"
                class="btn quiet"
                [attr.aria-label]="'blocked.allow.removeNamed' | transloco: { range: shownRange(entry.range) }"
                (click)="removed.emit(entry)"
              >
                {{ 'blocked.allow.remove' | transloco }}
              </button>
            }
          </li>
        }
      </ul>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      align-content: start;
      padding: var(--space-4);
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2);
    }
    h2 {
      font-size: var(--text-md);
      font-weight: var(--weight-semi);
    }
    p,
    .note {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    ul {
      max-block-size: 220px;
      margin: 0;
      padding: 0;
      overflow: auto;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 12px;
      padding-block: 4px;
      font-size: var(--text-sm);
    }
    li + li {
      border-block-start: 1px solid var(--line);
    }
    .note {
      flex: 1 1 160px;
      overflow-wrap: anywhere;
    }
  `,
})
export class AllowList {
  readonly entries = input.required<readonly AllowedIp[]>();
  readonly failed = input(false);
  readonly now = input.required<number>();
  readonly mayChange = input(false);
  readonly added = output();
  readonly removed = output<AllowedIp>();
  protected readonly shownRange = shownRange;
}
