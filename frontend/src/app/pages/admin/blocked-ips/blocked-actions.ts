import { DOCUMENT, Service, inject, signal, untracked } from '@angular/core';
import type { AllowedIp, AllowIpRequest, BlockManyRequestInput, BlockRecord } from '@classy-book/contracts/blocking';
import { saveFile } from '../../../shared/account/save-file';
import { shownRange } from '../../../shared/components/address/cidr';
import { PeopleTasks } from '../../../shared/people/people-tasks';
import { Texts } from '../../../shared/texts/texts';
import { BlockedClient } from './blocked-client';
import { filterToQuery } from './blocked-filter';
import { BlockedFilterStore, BlockedStore } from './blocked-store';
import { AllowDialog } from './parts/allow-dialog';
import { BulkDialog, type BulkDialogData } from './parts/bulk-dialog';
import { HistoryDialog, type HistoryData } from './parts/history-dialog';
import { BlockSelectionStore } from './selection-store';

export const exportFormats = ['csv', 'jsonl', 'txt'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What is done on this page besides blocking and lifting one: many at once, the allow list, the history, files. */
@Service({ autoProvided: false })
export class BlockedActions {
  private readonly client = inject(BlockedClient);
  private readonly document = inject(DOCUMENT);
  private readonly filters = inject(BlockedFilterStore);
  private readonly selection = inject(BlockSelectionStore);
  private readonly store = inject(BlockedStore);
  private readonly tasks = inject(PeopleTasks);
  private readonly texts = inject(Texts);
  private readonly allowChanges = signal(0);
  private readonly working = signal(false);

  readonly busy = this.working.asReadonly();
  readonly allowed = this.client.allowed(this.allowChanges);

  async addMany(): Promise<void> {
    const data: BulkDialogData = { preview: (request) => this.client.blockMany({ ...request, dryRun: true }) };
    const request = await this.tasks.ask<BlockManyRequestInput>(BulkDialog, data, '720px');
    if (request === undefined) return;
    await this.whileBusy(() =>
      this.tasks.run(
        () => this.client.blockMany(request),
        ({ counts, lines }) => {
          this.store.list.reload();
          const ranges = lines.filter(({ outcome }) => outcome === 'blocked').map(({ range }) => range);
          const run = () => void this.lift(ranges);
          const message = this.texts.plural('blocked.bulk.done', counts.blocked);
          return ranges.length === 0 ? { message } : { message, action: { label: this.texts.of('desk.undo'), run } };
        },
      ),
    );
  }

  async unblockChosen(): Promise<void> {
    const ranges = this.selection.blocks().map(({ range }) => range);
    const sure = await this.tasks.confirm({
      heading: this.texts.plural('blocked.lift.heading', ranges.length),
      points: [this.texts.of('blocked.lift.effect')],
      confirm: this.texts.of('desk.unblock.submit'),
      danger: false,
    });
    if (sure && (await this.lift(ranges))) this.selection.clear();
  }

  async showHistory(block: BlockRecord): Promise<void> {
    const query = { state: 'all', address: block.range, match: 'overlaps' } as const;
    const data: HistoryData = { range: block.range, load: () => this.client.history(query) };
    await this.tasks.ask(HistoryDialog, data, '640px');
  }

  async allow(): Promise<void> {
    const request = await this.tasks.ask<AllowIpRequest>(AllowDialog, null);
    if (request !== undefined) await this.sendAllow(request);
  }

  async removeAllowed(entry: AllowedIp): Promise<void> {
    const range = shownRange(entry.range);
    const sure = await this.tasks.confirm({
      heading: this.texts.of('blocked.allow.removeHeading', { range }),
      points: [this.texts.of('blocked.allow.removeEffect')],
      confirm: this.texts.of('blocked.allow.remove'),
      danger: true,
    });
    if (!sure) return;
    const { note, until } = entry;
    const again: AllowIpRequest = { address: entry.range, note, ...(until === null ? {} : { until }) };
    const run = () => void this.sendAllow(again);
    await this.tasks.run(
      () => this.client.removeAllowed(entry.id),
      () => ({
        message: this.texts.of('blocked.allow.removed', { range }),
        action: { label: this.texts.of('desk.undo'), run },
      }),
    );
    this.reloadAllowed();
  }

  async save(format: ExportFormat): Promise<void> {
    const query = filterToQuery(untracked(this.filters.filter), false);
    await this.whileBusy(() =>
      this.tasks.run(
        () => this.client.exportAs(format, query),
        (file) => {
          saveFile(this.document, file, `blocked-addresses-${new Date().toISOString().slice(0, 10)}.${format}`);
          return null;
        },
      ),
    );
  }

  private async sendAllow(request: AllowIpRequest): Promise<void> {
    await this.tasks.run(
      () => this.client.allow(request),
      ({ range }) => ({ message: this.texts.of('blocked.allow.added', { range: shownRange(range) }) }),
    );
    this.reloadAllowed();
  }

  private reloadAllowed(): void {
    this.allowChanges.update((count) => count + 1);
  }

  private async lift(ranges: readonly string[]): Promise<boolean> {
    return this.whileBusy(() =>
      this.tasks.run(
        () => this.client.unblockMany(ranges),
        ({ unblocked, lines }) => {
          this.store.list.reload();
          const covered = lines.filter(({ outcome }) => outcome === 'covered').length;
          const done = this.texts.plural('blocked.lift.done', unblocked);
          return { message: covered === 0 ? done : `${done} ${this.texts.plural('blocked.lift.covered', covered)}` };
        },
      ),
    );
  }

  private async whileBusy(work: () => Promise<boolean>): Promise<boolean> {
    if (this.busy()) return false;
    this.working.set(true);
    try {
      return await work();
    } finally {
      this.working.set(false);
    }
  }
}
