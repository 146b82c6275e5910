import { Component, computed, input } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import { pictureSet } from '../../media/picture-set';
import type { BlockOf } from '../block-template';
import { MissingFile } from './missing-file';

/** The widest column that lessons are read in, in pixels. */
const COLUMN = 800;

/** A picture with its caption. Its size is known before it is there: nothing moves when it comes. */
@Component({
  selector: 'app-image-block',
  imports: [MissingFile],
  template: `
    @if (file(); as file) {
      <figure>
        <img
          decoding="async"
          loading="lazy"
          [attr.srcset]="srcset()"
          [attr.sizes]="sizes()"
          [src]="file.url"
          [alt]="block().decorative ? '' : block().alt"
          [attr.width]="file.width"
          [attr.height]="file.height"
        />
        @if (block().caption) {
          <figcaption dir="auto">{{ block().caption }}</figcaption>
        }
      </figure>
    } @else {
      <app-missing-file />
    }
  `,
  styles: `
    img {
      display: block;
      max-inline-size: 100%;
      max-block-size: 80dvh;
      inline-size: auto;
      block-size: auto;
      margin-inline: auto;
      border-radius: var(--radius-lg);
    }
    figcaption {
      margin-block-start: var(--space-2);
      color: var(--ink-2);
      font-size: var(--text-sm);
      text-align: center;
    }
  `,
})
export class ImageBlock {
  readonly block = input.required<BlockOf<'image'>>();
  readonly file = input.required<FileInfo | null>();
  protected readonly srcset = computed(() => {
    const file = this.file();
    return file === null ? null : pictureSet(file);
  });
  /** As wide as the column at most, and never wider than it is. */
  protected readonly sizes = computed(() => {
    const width = this.file()?.width ?? null;
    return width === null || this.srcset() === null ? null : `min(100vw, ${String(Math.min(width, COLUMN))}px)`;
  });
}
