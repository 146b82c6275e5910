import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { localText, momentOf } from '../../texts/local-time';
import { Field } from '../field/field';
import { ChoiceList, type Choice } from './choice-list';

/** From one moment to another, both ISO 8601. */
interface TimeSpan {
  readonly from: string;
  readonly to: string;
}

let nextId = 0;

/**
 * The time to filter by: one of some ranges that follow the clock, or from one moment to another. Null is ever. Its
 * texts stand under the translation key `texts`: each range by its name, and `from`, `to` and `wrong`.
 */
@Component({
  selector: 'app-time-panel',
  imports: [ChoiceList, Field, TranslocoPipe],
  template: `
    <app-choice-list
      [legend]="legend()"
      [choices]="choices()"
      [chosen]="chosen()"
      [single]="true"
      (picked)="pick($event)"
    />
    <form novalidate (submit)="apply($event)">
      <app-field [for]="id + '-from'" [label]="texts() + '.from' | transloco">
        <input
          class="input compact"
          type="datetime-local"
          step="1"
          [id]="id + '-from'"
          [attr.aria-describedby]="id + '-from-note'"
          [value]="from()"
          (input)="from.set(textOf($event))"
        />
      </app-field>
      <app-field
        [for]="id + '-to'"
        [label]="texts() + '.to' | transloco"
        [error]="wrong() ? (texts() + '.wrong' | transloco) : null"
      >
        <input
          class="input compact"
          type="datetime-local"
          step="1"
          [id]="id + '-to'"
          [attr.aria-describedby]="id + '-to-note'"
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
export class TimePanel<Range extends string> {
  readonly legend = input.required<string>();
  readonly texts = input.required<string>();
  readonly ranges = input.required<readonly Range[]>();
  readonly time = input.required<Range | TimeSpan | null>();
  readonly changed = output<Range | TimeSpan>();
  protected readonly id = `time-panel-${String(nextId++)}`;
  protected readonly choices = computed(() =>
    this.ranges().map((value): Choice<Range> => ({ value, label: `${this.texts()}.${value}` })),
  );
  protected readonly chosen = computed(() => {
    const time = this.time();
    return typeof time === 'string' ? [time] : [];
  });
  private readonly given = computed(() => {
    const time = this.time();
    return time === null || typeof time === 'string' ? null : time;
  });
  protected readonly from = linkedSignal(() => shown(this.given()?.from));
  protected readonly to = linkedSignal(() => shown(this.given()?.to));
  private readonly tried = signal(false);
  private readonly typed = computed(() => {
    const [from, to] = [momentOf(this.from()), momentOf(this.to())];
    return from !== null && to !== null && from < to ? { from, to } : null;
  });
  protected readonly wrong = computed(() => this.tried() && this.typed() === null);

  protected pick(values: readonly Range[]): void {
    if (values[0] !== undefined) this.changed.emit(values[0]);
  }

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

function shown(moment: string | undefined): string {
  return moment === undefined ? '' : localText(moment);
}
