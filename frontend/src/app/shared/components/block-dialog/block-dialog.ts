import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, resource, signal } from '@angular/core';
import { FormField, FormRoot, form } from '@angular/forms/signals';
import type { AddressCheck, BlockIpRequestInput } from '@classy-book/contracts/blocking';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { CountPipe } from '../../texts/format-pipes';
import { formatRange, holds, parseRange, shownRange, sizeOf, widenings } from '../address/cidr';
import { Banner } from '../banner/banner';
import { DialogFrame } from '../dialog/dialog-frame';
import { Field } from '../field/field';
import { blockRules, firstError, meantRange } from './block-rules';
import { DurationChoice } from './duration-choice';
import { BlockFacts } from './block-facts';
import { blockMinutes, type Length, lengthFields } from './durations';
import { ReasonField } from './reason-field';

export interface BlockDialogData {
  /** The address to block; null lets it be typed. */
  readonly address: string | null;
  /** The range that is chosen at first; null is the address alone. */
  readonly range: string | null;
  readonly reason: string;
  /** The address under which the server sees this administrator; null where it is not known. */
  readonly ownAddress: string | null;
  /** Asks the server what blocking a range would mean; null where it does not say. */
  readonly check: (range: string) => Promise<AddressCheck | null>;
}

/** Typing faster than this asks once. */
const PAUSE_MS = 250;

/**
 * Asks what to block, how widely, for how long and why; closes with the request. It warns where the block would hit the
 * administrator's own address, and then wants that to be said twice.
 */
@Component({
  selector: 'app-block-dialog',
  imports: [
    Banner,
    BlockFacts,
    CountPipe,
    DialogFrame,
    DurationChoice,
    Field,
    FormField,
    FormRoot,
    ReasonField,
    TranslocoPipe,
  ],
  providers: [provideTranslocoScope('desk')],
  templateUrl: './block-dialog.html',
  styleUrls: ['../dialog/dialog-fields.css', './block-dialog.css'],
})
export class BlockDialog {
  private readonly data = inject<BlockDialogData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<BlockIpRequestInput>>(DialogRef);
  private readonly model = signal({ address: this.data.address ?? '', reason: this.data.reason });

  protected readonly typed = this.data.address === null;
  protected readonly ownAddress = this.data.ownAddress;
  protected readonly durations = blockMinutes;
  protected readonly minutes = signal<Length>(1_440);
  protected readonly knows = signal(false);
  protected readonly form = form(this.model, blockRules, {
    submission: {
      action: () => {
        this.send();
        return Promise.resolve(undefined);
      },
      onInvalid: () => {
        const { address, reason } = this.form;
        (address().invalid() ? address : reason)().focusBoundControl();
      },
    },
  });
  protected readonly addressError = computed(() => firstError(this.form.address()));
  /** What was meant where the typed range is off its boundary. */
  protected readonly meant = computed(() => meantRange(this.model().address));

  private readonly widths = computed(() =>
    widenings(this.model().address.trim()).map((range) => ({ range: formatRange(range), size: Number(sizeOf(range)) })),
  );
  protected readonly offered = computed(() => (this.widths().length > 1 ? this.widths() : []));
  private readonly picked = signal(this.data.range);
  /** What would be blocked, in canonical form; null while nothing that can be blocked is typed. */
  protected readonly range = computed(() => {
    const picked = this.picked();
    const offered = this.widths().map((width) => width.range);
    if (picked !== null && offered.includes(picked)) return picked;
    const typed = parseRange(this.model().address.trim());
    return typed && formatRange(typed);
  });
  protected readonly shown = computed(() => shownRange(this.range() ?? ''));
  protected readonly hitsSelf = computed(() => {
    const range = parseRange(this.range() ?? '');
    return range !== null && this.ownAddress !== null && holds(range, this.ownAddress);
  });
  private readonly checked = resource({
    params: () => this.range() ?? undefined,
    loader: async ({ params, abortSignal }) => {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      return abortSignal.aborted ? null : this.data.check(params);
    },
  });
  /** What the server says about the range; null until it does. */
  protected readonly facts = computed(() => {
    const facts = this.checked.hasValue() ? this.checked.value() : null;
    return facts?.range === this.range() ? facts : null;
  });
  protected readonly held = computed(() => this.hitsSelf() && !this.knows());

  protected pick(range: string): void {
    this.picked.set(range);
  }

  protected shownOf(range: string): string {
    return shownRange(range);
  }

  private send(): void {
    const [address, minutes] = [this.range(), this.minutes()];
    if (address === null || this.held()) return;
    this.dialog.close({
      address,
      reason: this.model().reason.trim(),
      ...lengthFields(minutes),
      confirmSelf: this.hitsSelf(),
    });
  }
}
