import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import type { ContainRequestInput, ContainmentAction, ContainmentPlan } from '@classy-book/contracts/containment';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { shownRange } from '../../../shared/components/address/cidr';
import { Banner } from '../../../shared/components/banner/banner';
import { DurationChoice } from '../../../shared/components/block-dialog/duration-choice';
import type { Minutes } from '../../../shared/components/block-dialog/durations';
import { DialogFrame } from '../../../shared/components/dialog/dialog-frame';
import { PluralPipe } from '../../../shared/texts/plural-pipe';
import { canBeAsked, groupsOf } from './containment-views';

export interface ContainDialogData {
  readonly plan: ContainmentPlan;
}

/** Lists what will be done, the recommended ones chosen, and closes with the request. */
@Component({
  selector: 'app-contain-dialog',
  imports: [Banner, DialogFrame, DurationChoice, PluralPipe, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'incidents')],
  templateUrl: './contain-dialog.html',
  styleUrl: './contain-dialog.css',
})
export class ContainDialog {
  private readonly plan = inject<ContainDialogData>(DIALOG_DATA).plan;
  protected readonly dialog = inject<DialogRef<ContainRequestInput>>(DialogRef);
  protected readonly groups = groupsOf(this.plan.actions);
  protected readonly durations = [60, 1_440, 10_080, 43_200] as const;
  protected readonly minutes = signal<Minutes>(1_440);
  protected readonly knows = signal(false);
  protected readonly chosen = signal<ReadonlySet<string>>(
    new Set(this.plan.actions.filter((action) => action.recommended && action.obstacle === null).map(({ id }) => id)),
  );
  protected readonly count = computed(() => this.chosen().size);
  protected readonly hitsSelf = computed(() =>
    this.plan.actions.some(({ id, obstacle }) => obstacle === 'own_address' && this.chosen().has(id)),
  );
  protected readonly held = computed(() => this.count() === 0 || (this.hitsSelf() && !this.knows()));
  protected readonly shown = shownRange;
  protected readonly canBeAsked = canBeAsked;

  protected toggle({ id }: ContainmentAction): void {
    const chosen = new Set(this.chosen());
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen.set(chosen);
  }

  /** Chooses all of a group that can be asked for without a second word, or none where they all are chosen. */
  protected toggleAll(items: readonly ContainmentAction[]): void {
    const free = items.filter(({ obstacle }) => obstacle === null);
    const chosen = new Set(this.chosen());
    const all = this.allOf(items);
    for (const { id } of free) {
      if (all) chosen.delete(id);
      else chosen.add(id);
    }
    this.chosen.set(chosen);
  }

  protected allOf(items: readonly ContainmentAction[]): boolean {
    const free = items.filter(({ obstacle }) => obstacle === null);
    return free.length > 0 && free.every(({ id }) => this.chosen().has(id));
  }

  protected send(): void {
    if (this.held()) return;
    this.dialog.close({
      version: this.plan.version,
      actions: this.plan.actions.flatMap(({ id }) => (this.chosen().has(id) ? [id] : [])),
      minutes: this.minutes() ?? 1_440,
      confirmSelf: this.hitsSelf(),
    });
  }
}
