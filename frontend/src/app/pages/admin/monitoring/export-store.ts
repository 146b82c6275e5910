import { HttpEventType, type HttpEvent } from '@angular/common/http';
import { DOCUMENT, Service, inject, signal, untracked } from '@angular/core';
import { lastValueFrom, tap } from 'rxjs';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { WebsocketService } from '../../../core/services/websocket';
import { filterToQuery } from './attempt-filter';
import { FilterStore } from './filter-store';
import { MonitoringClient } from './monitoring-client';

/** Saves the attempts under the filter as a CSV file. */
@Service({ autoProvided: false })
export class ExportStore {
  private readonly client = inject(MonitoringClient);
  private readonly document = inject(DOCUMENT);
  private readonly filters = inject(FilterStore);
  private readonly socket = inject(WebsocketService);
  private readonly toasts = inject(ToastService);
  private readonly received = signal<number | null>(null);

  /** The bytes that have arrived; null while nothing is being saved. The whole size is not known beforehand. */
  readonly bytes = this.received.asReadonly();

  async run(): Promise<void> {
    if (this.received() !== null) return;
    const now = this.socket.serverNow();
    const query = filterToQuery(untracked(this.filters.filter), now);
    this.received.set(0);
    try {
      const progress = tap((event: HttpEvent<Blob>) => {
        if (event.type === HttpEventType.DownloadProgress) this.received.set(event.loaded);
      });
      const answer = await lastValueFrom(this.client.exportCsv(query).pipe(progress));
      if (answer.type === HttpEventType.Response && answer.body) this.save(answer.body, now);
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    } finally {
      this.received.set(null);
    }
  }

  private save(file: Blob, now: number): void {
    const link = this.document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `sign-in-attempts-${new Date(now).toISOString().slice(0, 16).replace(/[T:]/g, '-')}.csv`;
    link.click();
    // The browser reads the file after the click: it must not be taken away at once.
    setTimeout(() => {
      URL.revokeObjectURL(link.href);
    }, 60_000);
  }
}
