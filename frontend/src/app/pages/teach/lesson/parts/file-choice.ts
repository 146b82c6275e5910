import { Component, input, linkedSignal, output } from '@angular/core';
import type { FileInfo, FilePurpose } from '@classy-book/contracts/files';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { FileSizePipe } from '../../../../shared/texts/file-size-pipe';
import { Upload } from '../../../../shared/upload/upload';

/** The file of a block: chosen, or replaced by another. */
@Component({
  selector: 'app-file-choice',
  imports: [FileSizePipe, Icon, TranslocoPipe, Upload],
  template: `
    @if (file(); as file) {
      <p class="file">
        <app-icon name="attach" /><bdi>{{ file.name }}</bdi>
        <span>{{ file.size | fileSize }}</span>
        <button type="button" class="btn" [attr.aria-expanded]="open()" (click)="open.set(!open())">
          {{ 'teach.block.replace' | transloco }}
        </button>
      </p>
    }
    @if (file() === null || open()) {
      <app-upload [purpose]="purpose()" [courseId]="courseId()" (uploaded)="chosen.emit($event)" />
    }
  `,
  styleUrl: './block-form.css',
})
export class FileChoice {
  readonly purpose = input.required<FilePurpose>();
  readonly file = input.required<FileInfo | null>();
  readonly courseId = input.required<string>();
  readonly chosen = output<FileInfo>();
  /** Another file is being chosen. */
  protected readonly open = linkedSignal({ source: () => this.file()?.id, computation: () => false });
}
