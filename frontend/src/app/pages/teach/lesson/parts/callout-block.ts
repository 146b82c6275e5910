import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Segmented } from '../../../../shared/components/segmented/segmented';
import type { BlockOf } from '../../../../shared/lesson/block-template';
import { RichText } from '../../../../shared/teach/rich-text';
import { Texts } from '../../../../shared/texts/texts';

/** Something that stands out of the text: information, a tip, a warning. */
@Component({
  selector: 'app-callout-editor',
  imports: [RichText, Segmented, TranslocoPipe],
  template: `
    <app-segmented
      [name]="'tone-' + block().id"
      [label]="'teach.block.callout.tone' | transloco"
      [options]="tones()"
      [value]="block().tone"
      (chosen)="changed.emit({ tone: $event })"
    />
    <app-rich-text
      [html]="block().html"
      [lang]="lang()"
      [label]="'teach.block.callout.text' | transloco: { number: number() }"
      (changed)="changed.emit({ html: $event })"
    />
  `,
  styleUrl: './block-form.css',
})
export class CalloutEditor {
  private readonly texts = inject(Texts);
  readonly block = input.required<BlockOf<'callout'>>();
  readonly number = input.required<number>();
  readonly lang = input<string | null>(null);
  readonly changed = output<Partial<BlockOf<'callout'>>>();
  protected readonly tones = computed(() => {
    const tones = ['info', 'tip', 'warning'] as const;
    return tones.map((value) => ({ value, label: this.texts.of(`teach.block.callout.${value}`) }));
  });
}
