import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Upload } from '../../../../shared/upload/upload';

/** Takes the archive of a course; closes with the file once the server has it. */
@Component({
  selector: 'app-import-dialog',
  imports: [DialogFrame, TranslocoPipe, Upload],
  providers: [provideTranslocoScope('desk', 'teach')],
  template: `
    <app-dialog-frame [heading]="'teach.import.heading' | transloco">
      <p>{{ 'teach.import.text' | transloco }}</p>
      <app-upload
        purpose="course_archive"
        [label]="'teach.import.choose' | transloco"
        (uploaded)="dialog.close($event)"
      />
      <button actions type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
    </app-dialog-frame>
  `,
  styles: `
    p {
      margin-block-end: var(--space-3);
    }
  `,
})
export class ImportDialog {
  protected readonly dialog = inject<DialogRef<FileInfo>>(DialogRef);
}
