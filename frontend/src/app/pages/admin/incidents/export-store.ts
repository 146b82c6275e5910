import { DOCUMENT, Service, inject, signal, untracked } from '@angular/core';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { WebsocketService } from '../../../core/services/websocket';
import { filterToQuery } from './incident-filter';
import { IncidentsClient, type ExportFormat } from './incidents-client';
import { IncidentsFilterStore } from './incidents-list-store';

/** Saves the incidents under the filter as a file. */
@Service({ autoProvided: false })
export class IncidentsExportStore {
  private readonly client = inject(IncidentsClient);
  private readonly document = inject(DOCUMENT);
  private readonly filters = inject(IncidentsFilterStore);
  private readonly socket = inject(WebsocketService);
  private readonly toasts = inject(ToastService);
  private readonly working = signal(false);

  readonly busy = this.working.asReadonly();

  async run(format: ExportFormat): Promise<void> {
    if (this.busy()) return;
    this.working.set(true);
    const now = this.socket.serverNow();
    try {
      const file = await this.client.exportAs(format, filterToQuery(untracked(this.filters.filter), now));
      this.save(file, `incidents-${new Date(now).toISOString().slice(0, 16).replace(/[T:]/g, '-')}.${format}`);
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    } finally {
      this.working.set(false);
    }
  }

  private save(file: Blob, name: string): void {
    const link = this.document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    // The browser reads the file after the click: it must not be taken away at once.
    setTimeout(() => {
      URL.revokeObjectURL(link.href);
    }, 60_000);
  }
}
