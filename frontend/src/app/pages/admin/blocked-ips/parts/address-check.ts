import { Component, computed, input, output, signal } from '@angular/core';
import type { AddressCheck } from '@classy-book/contracts/blocking';
import { TranslocoPipe } from '@jsverse/transloco';
import { parseRange, shownRange } from '../../../../shared/components/address/cidr';
import { BlockReason } from '../../../../shared/components/block-reason/block-reason';
import { Field } from '../../../../shared/components/field/field';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** Asks whether an address would be let in, and shows the answer with its reasons. Injects nothing. */
@Component({
  selector: 'app-address-check',
  imports: [BlockReason, Field, FullTimePipe, PluralPipe, TranslocoPipe],
  template: `
    <h2>{{ 'blocked.check.title' | transloco }}</h2>
    <form novalidate (submit)="ask($event, address.value)">
      <app-field
        for="check-address"
        [label]="'desk.block.address' | transloco"
        [error]="error() && (error()! | transloco)"
      >
        <input
          #address
          id="check-address"
          class="input mono"
          dir="ltr"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          maxlength="64"
          aria-describedby="check-address-note"
          [attr.aria-invalid]="error() !== null"
        />
      </app-field>
      <button type="submit" class="btn" [disabled]="busy()">{{ 'blocked.check.submit' | transloco }}</button>
    </form>
    <div role="status">
      @if (problem(); as sentence) {
        <p class="nobody">{{ sentence }}</p>
      } @else if (result(); as check) {
        <p [class]="check.verdict">
          {{ 'blocked.check.' + check.verdict | transloco: { range: shownRange(check.range) } }}
        </p>
        @if (check.allowedBy; as entry) {
          <p>
            {{ 'blocked.check.allowedBy' | transloco: { range: shownRange(entry.range) } }} <bdi>{{ entry.note }}</bdi>
          </p>
        }
        @for (block of check.blocks; track block.id) {
          <p>
            <bdi class="mono" dir="ltr">{{ shownRange(block.range) }}</bdi>
            · <app-block-reason [block]="block" /> · {{ 'desk.source.' + block.source | transloco }} ·
            @if (block.blockedUntil; as until) {
              {{ 'blocked.history.until' | transloco }} {{ until | fullTime }}
            } @else {
              {{ 'desk.forGood' | transloco }}
            }
          </p>
        }
        @if (check.relations.covers.count; as count) {
          <p>{{ count | plural: 'desk.block.covers' }}</p>
        }
        @if (check.pastBlocks > 0) {
          <p>{{ check.pastBlocks | plural: 'desk.block.past' }}</p>
        }
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      align-content: start;
      padding: var(--space-4);
    }
    h2 {
      font-size: var(--text-md);
      font-weight: var(--weight-semi);
    }
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      gap: var(--space-2);
    }
    /* beside the field, under its label */
    form .btn {
      min-block-size: var(--control-lg);
      margin-block-start: calc(var(--text-sm) * var(--leading) + 6px);
    }
    app-field {
      flex: 1 1 200px;
    }
    div {
      display: grid;
      gap: 4px;
      color: var(--ink-2);
      font-size: var(--text-sm);
      overflow-wrap: anywhere;
    }
    .open,
    .allowed,
    .signed_in,
    .nobody {
      font-weight: var(--weight-semi);
    }
    .open,
    .allowed {
      color: var(--ok);
    }
    .signed_in {
      color: var(--warn);
    }
    .nobody {
      color: var(--danger);
    }
  `,
})
export class AddressCheckBox {
  readonly result = input.required<AddressCheck | null>();
  readonly problem = input<string | null>(null);
  readonly busy = input(false);
  readonly asked = output<string>();
  private readonly typed = signal<string | null>(null);
  protected readonly error = computed(() => {
    const typed = this.typed();
    if (typed === null) return null;
    if (typed === '') return 'desk.error.required';
    return parseRange(typed) === null ? 'desk.error.address' : null;
  });
  protected readonly shownRange = shownRange;

  protected ask(event: Event, text: string): void {
    event.preventDefault();
    this.typed.set(text.trim());
    if (this.error() === null) this.asked.emit(text.trim());
  }
}
