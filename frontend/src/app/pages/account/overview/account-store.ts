import { Service, computed, inject } from '@angular/core';
import { toApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import { AccountClient } from './account-client';

/** The account page's state. Provided by the page. */
@Service({ autoProvided: false })
export class AccountStore {
  private readonly failureText = inject(FailureText);
  private readonly resource = inject(AccountClient).me();

  readonly me = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  readonly loading = computed(() => this.resource.isLoading() && !this.resource.hasValue());
  /** What went wrong, ready to show; null while nothing did. */
  readonly error = computed(() => {
    const error = this.resource.error();
    return error ? this.failureText.of(toApiFailure(error)) : null;
  });

  reload(): void {
    this.resource.reload();
  }
}
