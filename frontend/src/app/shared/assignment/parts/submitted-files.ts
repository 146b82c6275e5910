import { Component, input, output } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../components/icon/icon';
import { FileSizePipe } from '../../texts/file-size-pipe';

/** Files of a submission to open, and to take out while it may be changed. Texts: scope `grades`. */
@Component({
  selector: 'app-submitted-files',
  imports: [FileSizePipe, Icon, TranslocoPipe],
  template: `
    <ul>
      @for (file of files(); track file.id) {
        <li>
          <app-icon name="description" />
          <a [href]="file.url" [attr.download]="file.name"
            ><bdi>{{ file.name }}</bdi></a
          >
          <bdi class="size">{{ file.size | fileSize }}</bdi>
          @if (editable()) {
            <button
              type="button"
              class="icon-btn bare"
              [attr.aria-label]="'grades.assignment.remove' | transloco: { name: file.name }"
              (click)="removed.emit(file.id)"
            >
              <app-icon name="close" />
            </button>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-1);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-inline-size: 0;
      min-block-size: 36px;
    }
    a {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    app-icon {
      flex: none;
      color: var(--ink-2);
    }
    .size {
      color: var(--ink-2);
      font-size: var(--text-sm);
      white-space: nowrap;
    }
    .icon-btn {
      margin-inline-start: auto;
    }
  `,
})
export class SubmittedFiles {
  readonly files = input.required<readonly FileInfo[]>();
  readonly editable = input(false);
  readonly removed = output<string>();
}
