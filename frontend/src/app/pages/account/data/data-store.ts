import { HttpEventType, type HttpEvent } from '@angular/common/http';
import { DOCUMENT, Service, computed, inject, signal } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import { lastValueFrom, tap } from 'rxjs';
import * as z from 'zod';
import { AuthService } from '../../../core/services/auth';
import { I18nService } from '../../../core/services/i18n';
import { ServerClock } from '../../../core/services/server-clock';
import { AccountActions } from '../../../shared/account/account-actions';
import { saveFile } from '../../../shared/account/save-file';
import { DataClient } from './data-client';

/** Taking one's data along, and having it deleted. Provided by the page. */
@Service({ autoProvided: false })
export class DataStore {
  private readonly actions = inject(AccountActions);
  private readonly auth = inject(AuthService);
  private readonly client = inject(DataClient);
  private readonly clock = inject(ServerClock);
  private readonly document = inject(DOCUMENT);
  private readonly i18n = inject(I18nService);
  private readonly received = signal<number | null>(null);
  private readonly asking = signal(false);

  readonly email = computed(() => this.auth.user()?.email ?? '');
  /** Bytes that have arrived; null while nothing is being saved. The whole size is not known beforehand. */
  readonly bytes = this.received.asReadonly();
  readonly deleting = this.asking.asReadonly();
  /** When the account goes, ready to show; null while it stays. */
  readonly goesOn = computed(() => {
    const moment = this.auth.user()?.deleteAfter ?? null;
    return moment === null ? null : this.i18n.dateTime(moment);
  });

  async export(): Promise<void> {
    if (this.received() !== null) return;
    this.received.set(0);
    const outcome = await this.actions.attempt(() => this.fetch());
    this.received.set(null);
    if (!outcome.ok) return;
    const day = new Date(this.clock.now()).toISOString().slice(0, 10);
    saveFile(this.document, new Blob([outcome.value], { type: 'application/json' }), `classy-book-${day}.json`);
    this.actions.tell('account.export.done');
  }

  async delete(email: string): Promise<void> {
    this.asking.set(true);
    const outcome = await this.actions.attempt(() => this.client.delete(email));
    if (outcome.ok) {
      this.auth.userChanged({ deleteAfter: outcome.value });
      this.actions.tell('account.deletion.asked', { moment: this.i18n.dateTime(outcome.value) });
    }
    this.asking.set(false);
  }

  private async fetch(): Promise<string> {
    const progress = tap((event: HttpEvent<string>) => {
      if (event.type === HttpEventType.DownloadProgress) this.received.set(event.loaded);
    });
    const answer = await lastValueFrom(this.client.export().pipe(progress));
    return answer.type === HttpEventType.Response ? contentOf(answer.body ?? '') : '';
  }
}

/** What an answer carries, without its envelope, in lines that a person can read. */
function contentOf(answer: string): string {
  const { data } = successOf(z.unknown()).parse(JSON.parse(answer));
  return JSON.stringify(data, null, 2);
}
