import { Component, computed, input } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../components/icon/icon';
import type { BlockOf } from '../block-template';
import { FileSizePipe } from './file-size-pipe';
import { MissingFile } from './missing-file';

/** A file to download, with what it is and how large. Texts: scope `learn`. */
@Component({
  selector: 'app-file-block',
  imports: [FileSizePipe, Icon, MissingFile, TranslocoPipe],
  template: `
    @if (file(); as file) {
      <a [href]="file.url" [attr.download]="file.name">
        <app-icon name="description" />
        <span class="names">
          <bdi class="title">{{ block().title || file.name }}</bdi>
          <span class="facts">
            <bdi>{{ kind() }}</bdi> · <bdi class="num">{{ file.size | fileSize }}</bdi>
          </span>
        </span>
        <span class="btn"><app-icon name="download" />{{ 'learn.download' | transloco }}</span>
      </a>
    } @else {
      <app-missing-file />
    }
  `,
  styles: `
    a {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3);
      padding: var(--space-3) var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius-md);
      background: var(--surface);
      color: var(--ink);
      font-size: var(--text-md);
      line-height: var(--leading);
      text-decoration: none;
      box-shadow: var(--shadow-1);
    }
    a:hover .title {
      text-decoration: underline;
    }
    a > app-icon {
      color: var(--accent);
      font-size: 1.5rem;
    }
    .names {
      display: grid;
      flex: 1;
      min-inline-size: 160px;
    }
    .title {
      font-weight: var(--weight-semi);
    }
    .facts {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
  `,
})
export class FileBlock {
  readonly block = input.required<BlockOf<'file'>>();
  readonly file = input.required<FileInfo | null>();
  /** What people call it: the ending of its name, else its type. */
  protected readonly kind = computed(() => {
    const file = this.file();
    return /\.([A-Za-z0-9]{1,5})$/.exec(file?.name ?? '')?.[1]?.toUpperCase() ?? file?.type ?? '';
  });
}
