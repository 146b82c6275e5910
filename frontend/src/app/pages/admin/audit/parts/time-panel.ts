import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ChoiceList, type Choice } from '../../../../shared/components/filter-chip/choice-list';
import { Field } from '../../../../shared/components/field/field';
import { localText, momentOf } from '../../../../shared/texts/local-time';
import { timeRanges, type TimeFilter, type TimeRange } from '../audit-filter';

/** The time: the last hours or days, or from one moment to another. */
@Component({
  selector: 'app-audit-time',
  imports: [ChoiceList, Field, TranslocoPipe],
  template: `
    <app-choice-list
      [legend]="'audit.filter.range' | transloco"
      [choices]="ranges"
      [chosen]="chosen()"
      [single]="true"
      (picked)="changed.emit($event[0] ?? null)"
    />
    <form novalidate (submit)="apply($event)">
      <app-field for="audit-from" [label]="'audit.range.from' | transloco">
        <input
          id="audit-from"
          class="input compact"
          type="datetime-local"
          step="1"
          aria-describedby="audit-from-note"
          [value]="from()"
          (input)="from.set(textOf($event))"
        />
      </app-field>
      <app-field
        for="audit-to"
        [label]="'audit.range.to' | transloco"
        [error]="wrong() ? ('audit.range.wrong' | transloco) : null"
      >
        <input
          id="audit-to"
          class="input compact"
          type="datetime-local"
          step="1"
          aria-describedby="audit-to-note"
          [attr.aria-invalid]="wrong()"
          [value]="to()"
          (input)="to.set(textOf($event))"
        />
      </app-field>
      <button type="submit" class="btn primary">{{ 'desk.filter.apply' | transloco }}</button>
    </form>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
      inline-size: 240px;
      max-inline-size: 100%;
    }
    form {
      display: grid;
      gap: var(--space-2);
      padding-block-start: var(--space-3);
      border-block-start: 1px solid var(--line);
    }
  `,
})
export class TimePanel {
  readonly time = input.required<TimeFilter | null>();
  readonly changed = output<TimeFilter | null>();
  protected readonly ranges = (Object.keys(timeRanges) as TimeRange[]).map((value): Choice<TimeRange> => ({
    value,
    label: `audit.range.${value}`,
  }));
  protected readonly chosen = computed(() => {
    const time = this.time();
    return typeof time === 'string' ? [time] : [];
  });
  private readonly span = computed(() => {
    const time = this.time();
    return time === null || typeof time === 'string' ? { from: '', to: '' } : time;
  });
  protected readonly from = linkedSignal(() => shown(this.span().from));
  protected readonly to = linkedSignal(() => shown(this.span().to));
  private readonly tried = signal(false);
  private readonly typed = computed(() => {
    const [from, to] = [momentOf(this.from()), momentOf(this.to())];
    return from !== null && to !== null && from < to ? { from, to } : null;
  });
  protected readonly wrong = computed(() => this.tried() && this.typed() === null);

  protected textOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected apply(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    const span = this.typed();
    if (span !== null) this.changed.emit(span);
  }
}

function shown(moment: string): string {
  return moment === '' ? '' : localText(moment);
}
