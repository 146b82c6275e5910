import { Component, computed, input, output } from '@angular/core';
import type { StorageReport } from '@classy-book/contracts/file-desk';
import { TranslocoPipe } from '@jsverse/transloco';
import { ownerName } from '../../../../shared/files/file-kind';
import { RoomBar } from '../../../../shared/files/room-bar';
import { FileSizePipe } from '../../../../shared/texts/file-size-pipe';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import type { Found } from '../files-client';

interface Share {
  readonly key: string;
  readonly label: string;
  readonly files: number;
  readonly bytes: number;
  /** Of the largest one, from 0 to 1. */
  readonly part: number;
}

/** What takes up the room: by purpose, by storage, and who stores most, each with the way to their files and their quota. */
@Component({
  selector: 'app-report-breakdown',
  imports: [FileSizePipe, PluralPipe, RoomBar, TranslocoPipe],
  templateUrl: './report-breakdown.html',
  styleUrl: './report-breakdown.css',
})
export class ReportBreakdown {
  readonly report = input.required<StorageReport>();
  readonly open = input(true);
  readonly ownerWanted = output<Found>();
  readonly quotaWanted = output<{ readonly id: string; readonly name: string }>();

  protected readonly nameOf = ownerName;
  protected readonly groups = computed(() => [
    {
      name: 'byPurpose',
      shares: sharesOf(this.report().byPurpose, ({ purpose }) => [purpose, `storage.purpose.${purpose}`]),
    },
    {
      name: 'byStorage',
      shares: sharesOf(this.report().byStorage, ({ storage }) => [storage, `storage.kind.${storage}`]),
    },
  ]);
}

function sharesOf<T extends { readonly files: number; readonly bytes: number }>(
  all: readonly T[],
  name: (share: T) => readonly [key: string, label: string],
): readonly Share[] {
  const most = Math.max(1, ...all.map(({ bytes }) => bytes));
  return all
    .filter(({ files }) => files > 0)
    .map((share): Share => {
      const [key, label] = name(share);
      return { key, label, files: share.files, bytes: share.bytes, part: share.bytes / most };
    })
    .sort((one, other) => other.bytes - one.bytes);
}
