import { Component, input, linkedSignal, output } from '@angular/core';
import { embedHosts, embedUrlSchema } from '@classy-book/contracts/lesson-blocks';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';
import type { BlockOf } from '../../../../shared/lesson/block-template';
import { TextInput } from './text-input';

/** Pages of these are rewritten to their players by the server. */
const watched = [
  ...['youtube.com', 'www.youtube.com', 'm.youtube.com', 'youtu.be'],
  ...['vimeo.com', 'www.vimeo.com', 'geogebra.org'],
];

/** Whether a page may stand in a lesson, as far as its host tells; the server decides. */
function mayEmbed(url: string): boolean {
  return embedUrlSchema.safeParse(url).success && [...embedHosts, ...watched].includes(new URL(url).hostname);
}

/** A page of another site, shown in a frame of its own. Only known sites are let in. */
@Component({
  selector: 'app-embed-editor',
  imports: [Field, TextInput, TranslocoPipe],
  template: `
    <app-field
      [for]="'url-' + block().id"
      [label]="'teach.block.embed.url' | transloco"
      [hint]="'teach.block.embed.hint' | transloco"
      [error]="wrong() ? ('teach.block.embed.wrong' | transloco) : null"
    >
      <input
        #url
        class="input"
        type="url"
        inputmode="url"
        dir="ltr"
        autocomplete="off"
        maxlength="1000"
        [id]="'url-' + block().id"
        [attr.aria-describedby]="'url-' + block().id + '-note'"
        [attr.aria-invalid]="wrong()"
        [value]="block().url"
        (change)="take(url.value)"
      />
    </app-field>
    <p class="note">
      {{ 'teach.block.embed.allowed' | transloco }} <bdi dir="ltr">{{ sites }}</bdi>
    </p>
    <app-text-input
      [id]="'title-' + block().id"
      [label]="'teach.fields.title' | transloco"
      [hint]="'teach.block.embed.titleHint' | transloco"
      [value]="block().title"
      (typed)="changed.emit({ title: $event })"
    />
  `,
  styleUrl: './block-form.css',
})
export class EmbedEditor {
  readonly block = input.required<BlockOf<'embed'>>();
  readonly changed = output<Partial<BlockOf<'embed'>>>();
  protected readonly sites = 'YouTube, Vimeo, GeoGebra, PhET, CodePen, archive.org, Wikimedia, OpenStreetMap';
  protected readonly wrong = linkedSignal({ source: () => this.block().url, computation: () => false });

  /** What cannot be embedded never reaches the draft, which could not be saved with it. */
  protected take(typed: string): void {
    const url = typed.trim();
    this.wrong.set(url !== '' && !mayEmbed(url));
    if (!this.wrong() && url !== this.block().url) this.changed.emit({ url });
  }
}
