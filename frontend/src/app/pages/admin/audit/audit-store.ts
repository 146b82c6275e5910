import { DOCUMENT, Service, computed, inject, signal, untracked } from '@angular/core';
import type { AuditEntry } from '@classy-book/contracts/audit';
import type { ExportFormat } from '@classy-book/contracts/primitives';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { WebsocketService } from '../../../core/services/websocket';
import { saveFile } from '../../../shared/account/save-file';
import { CursorList } from '../../../shared/lists/cursor-list';
import { UrlFilter } from '../../../shared/lists/url-filter';
import { AuditClient } from './audit-client';
import { filterFromUrl, filterToQuery, filterToUrl, noFilter, type AuditLogFilter } from './audit-filter';

/** The filter, the order, and the record that is open. */
@Service({ autoProvided: false })
export class AuditFilterStore extends UrlFilter<AuditLogFilter> {
  constructor() {
    super(filterFromUrl, filterToUrl);
  }

  /** Shows everything again, in the order of the moment. */
  clear(): void {
    this.change({ ...noFilter, sort: this.filter().sort });
  }
}

/** The records under the filter, as far as they were loaded, and the one that is open. */
@Service({ autoProvided: false })
export class AuditStore {
  private readonly client = inject(AuditClient);
  private readonly document = inject(DOCUMENT);
  private readonly filters = inject(AuditFilterStore);
  private readonly socket = inject(WebsocketService);
  private readonly toasts = inject(ToastService);
  private readonly exporting = signal(false);
  // opening a record asks for no other list
  private readonly wanted = computed(() => ({ ...this.filters.filter(), record: null }), {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });

  readonly list = new CursorList<AuditEntry>(
    this.client,
    ({ id }) => id,
    () => ({ ...this.query(), sort: this.wanted().sort }),
  );
  private readonly opened = this.client.record(() => this.filters.filter().record);
  private readonly known = this.client.actions();

  readonly openId = computed(() => this.filters.filter().record);
  readonly record = computed(() => (this.opened.hasValue() ? this.opened.value() : null));
  readonly recordFailure = computed(() => {
    const error = this.opened.error();
    return error === undefined ? null : toApiFailure(error);
  });
  readonly actions = computed(() => (this.known.hasValue() ? this.known.value() : []));
  readonly exportBusy = this.exporting.asReadonly();

  open(id: string): void {
    this.filters.change({ record: id }, untracked(this.openId) !== null);
  }

  close(): void {
    this.filters.change({ record: null });
  }

  reloadRecord(): void {
    this.opened.reload();
  }

  /** Saves the records under the filter as a file. */
  async export(format: ExportFormat): Promise<void> {
    if (this.exporting()) return;
    this.exporting.set(true);
    try {
      const file = await this.client.exportAs(
        format,
        untracked(() => this.query()),
      );
      const day = new Date(this.socket.serverNow()).toISOString().slice(0, 16).replace(/[T:]/g, '-');
      saveFile(this.document, file, `audit-log-${day}.${format}`);
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    } finally {
      this.exporting.set(false);
    }
  }

  private query(): Readonly<Record<string, string>> {
    return filterToQuery(
      this.wanted(),
      untracked(() => this.socket.serverNow()),
    );
  }
}
