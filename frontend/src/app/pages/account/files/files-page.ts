import { Component, computed, inject, viewChild } from '@angular/core';
import { fileSorts, type OwnFile } from '@classy-book/contracts/file-desk';
import { filePurposes, type FilePurpose } from '@classy-book/contracts/files';
import type { UploadStatus } from '@classy-book/contracts/file-uploads';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { FailureText } from '../../../core/services/failure-text';
import { AccountActions } from '../../../shared/account/account-actions';
import { LoadState } from '../../../shared/account/load-state';
import { Panel } from '../../../shared/account/panel';
import { SectionPage } from '../../../shared/account/section-page';
import { Banner } from '../../../shared/components/banner/banner';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { ChoiceFilter } from '../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../shared/components/filter-chip/choice-list';
import { ALMOST_FULL, RoomBar } from '../../../shared/files/room-bar';
import { PluralPipe } from '../../../shared/texts/plural-pipe';
import { Texts } from '../../../shared/texts/texts';
import type { FileSort } from './files-filter';
import { OwnFilesFilterStore, OwnFilesStore } from './files-store';
import { FileRow } from './parts/file-row';
import { UnfinishedRow } from './parts/upload-row';

const orders: Readonly<Record<FileSort, string>> = {
  '-createdAt': 'newest',
  '-size': 'largest',
  size: 'smallest',
  createdAt: 'oldest',
};

/** What somebody has uploaded, how much room it takes, and the way to make room. */
@Component({
  selector: 'app-own-files-page',
  imports: [
    Banner,
    ChoiceFilter,
    EmptyState,
    FileRow,
    LoadState,
    Panel,
    PluralPipe,
    RoomBar,
    SectionPage,
    TranslocoDirective,
    UnfinishedRow,
  ],
  providers: [provideTranslocoScope('desk', 'account', 'storage'), OwnFilesFilterStore, OwnFilesStore],
  templateUrl: './files-page.html',
  styleUrl: './files-page.css',
})
export default class OwnFilesPage {
  private readonly actions = inject(AccountActions);
  private readonly auth = inject(AuthService);
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  protected readonly filters = inject(OwnFilesFilterStore);
  protected readonly store = inject(OwnFilesStore);
  private readonly files = viewChild<Panel>('files');
  private readonly uploads = viewChild<Panel>('unfinished');

  protected readonly purposes = filePurposes.map((value): Choice<FilePurpose> => ({
    value,
    label: `storage.purpose.${value}`,
  }));
  protected readonly uses = (['used', 'unused'] as const).map((value): Choice<'used' | 'unused'> => ({
    value,
    label: `storage.filter.${value}`,
  }));
  protected readonly orders = (Object.keys(orders) as FileSort[]).map((value): Choice<FileSort> => ({
    value,
    label: `storage.own.${orders[value]}`,
  }));
  protected readonly linked = computed(() => this.auth.has('courses:teach'));
  protected readonly use = computed(() => {
    const { use } = this.filters.filter();
    return use === null ? [] : [use];
  });
  /** How near the end of the room is; null where it is far. */
  protected readonly warning = computed(() => {
    const usage = this.store.usage.value();
    if (usage === null || usage.bytes < usage.quota * ALMOST_FULL) return null;
    return usage.bytes >= usage.quota ? 'noRoom' : 'almostFull';
  });
  protected readonly texted = computed(() => {
    const { purposes, use, sort } = this.filters.filter();
    return {
      purpose: this.chip(
        'filter.purpose',
        purposes.map((one) => `purpose.${one}`),
      ),
      use: this.chip('filter.use', use === null ? [] : [`filter.${use}`]),
      order: this.chip('own.order', [`own.${orders[sort]}`]),
    };
  });
  protected readonly problem = computed(() => {
    const failure = this.store.list.failure();
    return failure && this.failureText.of(failure);
  });

  protected order([sort]: readonly FileSort[]): void {
    this.filters.change({ sort: sort ?? fileSorts[0] });
  }

  protected async delete(file: OwnFile): Promise<void> {
    await this.store.delete(file);
    this.files()?.catchFocus();
  }

  protected async discard(upload: UploadStatus): Promise<void> {
    const sure = await this.actions.confirm({
      heading: this.texts.of('storage.own.discardHeading'),
      points: [this.texts.of('storage.own.discardEffect', { name: upload.name })],
      confirm: this.texts.of('storage.own.discard'),
      danger: true,
    });
    if (!sure) return;
    await this.store.discard(upload);
    (this.uploads() ?? this.files())?.catchFocus();
  }

  private chip(name: string, values: readonly string[]): string {
    const texts = values.map((value) => this.texts.of(`storage.${value}`));
    return this.texts.of('storage.filter.chip', {
      name: this.texts.of(`storage.${name}`),
      value: texts.length === 0 ? this.texts.of('storage.filter.any') : texts.join(this.texts.of('desk.and')),
    });
  }
}
