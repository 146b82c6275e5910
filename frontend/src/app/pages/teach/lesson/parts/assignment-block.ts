import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';
import type { BlockOf } from '../../../../shared/lesson/block-template';
import { RichText } from '../../../../shared/teach/rich-text';
import { Texts } from '../../../../shared/texts/texts';
import { TextInput } from './text-input';

/** Something to hand in, which a teacher grades. */
@Component({
  selector: 'app-assignment-editor',
  imports: [Field, RichText, TextInput, TranslocoPipe],
  template: `
    <app-text-input
      [id]="'title-' + block().id"
      [label]="'teach.fields.title' | transloco"
      [value]="block().title"
      (typed)="changed.emit({ title: $event })"
    />
    <app-rich-text
      [html]="block().html"
      [lang]="lang()"
      [label]="'teach.block.assignment.task' | transloco: { number: number() }"
      (changed)="changed.emit({ html: $event })"
    />
    <div class="row">
      <app-field [for]="'points-' + block().id" [label]="'teach.block.assignment.points' | transloco">
        <input
          #points
          class="input"
          type="number"
          inputmode="numeric"
          min="1"
          max="1000"
          [id]="'points-' + block().id"
          [value]="block().points"
          (change)="score(points)"
        />
      </app-field>
      <app-field [for]="'accepts-' + block().id" [label]="'teach.block.assignment.accepts' | transloco">
        <select #accepts class="input" [id]="'accepts-' + block().id" (change)="accept(accepts.value)">
          @for (way of ways(); track way.value) {
            <option [value]="way.value" [selected]="way.value === block().accepts">{{ way.label }}</option>
          }
        </select>
      </app-field>
    </div>
  `,
  styleUrl: './block-form.css',
})
export class AssignmentEditor {
  private readonly texts = inject(Texts);
  readonly block = input.required<BlockOf<'assignment'>>();
  readonly number = input.required<number>();
  readonly lang = input<string | null>(null);
  readonly changed = output<Partial<BlockOf<'assignment'>>>();
  protected readonly ways = computed(() => {
    const ways = ['both', 'text', 'files'] as const;
    return ways.map((value) => ({ value, label: this.texts.of(`teach.block.assignment.${value}`) }));
  });

  protected score(field: HTMLInputElement): void {
    const points = Math.min(1_000, Math.max(1, Math.round(field.valueAsNumber || this.block().points)));
    field.valueAsNumber = points;
    if (points !== this.block().points) this.changed.emit({ points });
  }

  protected accept(value: string): void {
    const accepts = this.ways().find((way) => way.value === value)?.value;
    if (accepts) this.changed.emit({ accepts });
  }
}
