import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DeskFile, FileUsage } from '@classy-book/contracts/file-desk';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { CopiedText } from '../../../../shared/desk/copied-text';
import { SidePanel } from '../../../../shared/desk/side-panel';
import { clockOf, ownerName } from '../../../../shared/files/file-kind';
import { RoomBar } from '../../../../shared/files/room-bar';
import { UsesList } from '../../../../shared/files/uses-list';
import { FileSizePipe } from '../../../../shared/texts/file-size-pipe';
import { CountPipe, FullTimePipe } from '../../../../shared/texts/format-pipes';
import type { FilesFilter } from '../files-filter';

/**
 * One file whole: what it is, whose it is, what uses it, and how much room its owner has. It lies over the table; on a phone
 * (`modal`) it covers the page and holds the focus.
 */
@Component({
  selector: 'app-file-panel',
  imports: [
    CdkTrapFocus,
    CopiedText,
    CountPipe,
    FileSizePipe,
    FullTimePipe,
    Icon,
    RoomBar,
    RouterLink,
    Skeleton,
    TranslocoPipe,
    UsesList,
  ],
  templateUrl: './file-panel.html',
  styleUrls: ['../../../../shared/desk/side-sheet.css', '../../../../shared/desk/panel-facts.css', './file-panel.css'],
})
export class FilePanel extends SidePanel {
  readonly file = input.required<DeskFile>();
  /** Of the owner; null while it is loaded, or where that failed. */
  readonly room = input.required<FileUsage | null>();
  readonly roomProblem = input<string | null>(null);
  /** Whether the pages of courses and people may be linked to. */
  readonly links = input<{ readonly courses: boolean; readonly people: boolean }>({ courses: false, people: false });
  readonly busy = input(false);
  readonly deleteWanted = output();
  readonly quotaWanted = output<{ readonly id: string; readonly name: string }>();
  readonly filterWanted = output<Partial<FilesFilter>>();

  protected readonly clockOf = clockOf;
  protected readonly nameOf = ownerName;
  protected readonly picture = computed(() => {
    const { type, url, widths } = this.file();
    if (url === null || !type.startsWith('image/')) return null;
    return { url, srcset: widths.map((width) => `${url}?width=${String(width)} ${String(width)}w`).join(', ') };
  });
}
