import { Service, computed, inject, linkedSignal } from '@angular/core';
import { toApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import { MailboxClient } from './mailbox-client';

/** The local mailbox and the mail that is open in it. Provided by the page. */
@Service({ autoProvided: false })
export class MailboxStore {
  private readonly failureText = inject(FailureText);
  private readonly resource = inject(MailboxClient).mails();

  readonly mails = computed(() => (this.resource.hasValue() ? this.resource.value() : []));
  readonly loading = computed(() => this.resource.isLoading() && !this.resource.hasValue());
  private readonly failure = computed(() => {
    const error = this.resource.error();
    return error ? toApiFailure(error) : null;
  });
  /** True where this server has no mailbox. */
  readonly absent = computed(() => this.failure()?.status === 404);
  /** What went wrong, ready to show; empty where nothing did. */
  readonly error = computed(() => {
    const failure = this.failure();
    return failure && !this.absent() ? this.failureText.of(failure) : '';
  });
  private readonly openId = linkedSignal<string | null>(() => this.mails()[0]?.id ?? null);
  readonly open = computed(() => this.mails().find((mail) => mail.id === this.openId()) ?? null);

  choose(id: string): void {
    this.openId.set(id);
  }

  reload(): void {
    this.resource.reload();
  }
}
