import { Component, input, output } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import { TranslocoPipe } from '@jsverse/transloco';
import type { BlockOf } from '../../../../shared/lesson/block-template';
import { FileChoice } from './file-choice';
import { TextInput } from './text-input';

/** A file to download. */
@Component({
  selector: 'app-file-editor',
  imports: [FileChoice, TextInput, TranslocoPipe],
  template: `
    <app-file-choice purpose="document" [file]="file()" [courseId]="courseId()" (chosen)="take($event)" />
    <app-text-input
      [id]="'title-' + block().id"
      [label]="'teach.fields.title' | transloco"
      [hint]="'teach.block.file.titleHint' | transloco"
      [value]="block().title"
      (typed)="changed.emit({ title: $event })"
    />
  `,
  styleUrl: './block-form.css',
})
export class FileEditor {
  readonly block = input.required<BlockOf<'file'>>();
  readonly file = input.required<FileInfo | null>();
  readonly courseId = input.required<string>();
  readonly changed = output<Partial<BlockOf<'file'>>>();
  readonly uploaded = output<FileInfo>();

  protected take(file: FileInfo): void {
    this.uploaded.emit(file);
    this.changed.emit({ fileId: file.id });
  }
}
