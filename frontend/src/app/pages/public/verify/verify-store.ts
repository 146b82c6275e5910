import { Service, computed, inject, signal } from '@angular/core';
import { apiUrl, toApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import { VerifyClient } from './verify-client';

/** The certificate that a page is about. */
@Service({ autoProvided: false })
export class VerifyStore {
  private readonly failureText = inject(FailureText);
  private readonly code = signal('');
  private readonly resource = inject(VerifyClient).certificate(this.code);

  readonly certificate = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  readonly state = computed(() => {
    if (this.code() === '') return 'idle';
    if (this.resource.isLoading()) return 'loading';
    const error = this.resource.error();
    if (!error) return 'found';
    return toApiFailure(error).code === 'NOT_FOUND' ? 'unknown' : 'failed';
  });
  readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? this.failureText.of(toApiFailure(error)) : '';
  });
  /** Where its badge is; null for a revoked one. */
  readonly badgeUrl = computed(() => {
    const certificate = this.certificate();
    if (certificate === null || certificate.status === 'revoked') return null;
    return apiUrl(`/verify/${certificate.code}/badge`);
  });

  /** Looks for another code; none where it is empty. */
  look(code: string): void {
    this.code.set(code.trim().slice(0, 60));
  }

  again(): void {
    this.resource.reload();
  }
}
