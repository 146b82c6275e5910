import { Component, input, output } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import { TranslocoPipe } from '@jsverse/transloco';
import type { BlockOf } from '../../../../shared/lesson/block-template';
import { pictureSet } from '../../../../shared/media/picture-set';
import { FileChoice } from './file-choice';
import { TextInput } from './text-input';

/** A picture: what it shows is said in words, unless it is only decoration. */
@Component({
  selector: 'app-image-editor',
  imports: [FileChoice, TextInput, TranslocoPipe],
  template: `
    @if (file(); as file) {
      <img
        class="picture"
        decoding="async"
        sizes="320px"
        [attr.srcset]="setOf(file)"
        [attr.width]="file.width"
        [attr.height]="file.height"
        [src]="file.url"
        [alt]="block().alt"
      />
    }
    <app-file-choice purpose="image" [file]="file()" [courseId]="courseId()" (chosen)="take($event)" />
    @if (!block().decorative) {
      <app-text-input
        [id]="'alt-' + block().id"
        [label]="'teach.block.image.alt' | transloco"
        [hint]="'teach.block.image.altHint' | transloco"
        [most]="400"
        [value]="block().alt"
        (typed)="changed.emit({ alt: $event })"
      />
    }
    <label class="check">
      <input
        #decorative
        type="checkbox"
        [checked]="block().decorative"
        (change)="changed.emit({ decorative: decorative.checked })"
      />
      {{ 'teach.block.image.decorative' | transloco }}
    </label>
    <app-text-input
      [id]="'caption-' + block().id"
      [label]="'teach.block.caption' | transloco"
      [most]="300"
      [value]="block().caption"
      (typed)="changed.emit({ caption: $event })"
    />
  `,
  styleUrl: './block-form.css',
})
export class ImageEditor {
  readonly block = input.required<BlockOf<'image'>>();
  readonly file = input.required<FileInfo | null>();
  readonly courseId = input.required<string>();
  readonly changed = output<Partial<BlockOf<'image'>>>();
  readonly uploaded = output<FileInfo>();
  protected readonly setOf = pictureSet;

  protected take(file: FileInfo): void {
    this.uploaded.emit(file);
    this.changed.emit({ fileId: file.id });
  }
}
