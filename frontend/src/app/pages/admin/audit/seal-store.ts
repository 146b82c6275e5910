import { DestroyRef, Service, computed, inject, signal } from '@angular/core';
import type { AuditProgress } from '@classy-book/contracts/audit';
import type { Subscription } from 'rxjs';
import { toApiFailure } from '../../../core/services/api';
import { AuditClient } from './audit-client';

/** The seal, and a verification that is on its way. */
@Service({ autoProvided: false })
export class SealStore {
  private readonly client = inject(AuditClient);
  private readonly resource = this.client.seal();
  private readonly progressing = signal<AuditProgress | null>(null);
  private readonly wentWrong = signal<'busy' | 'stopped' | null>(null);
  private run: Subscription | null = null;

  readonly seal = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  readonly failed = computed(() => this.resource.error() !== undefined && !this.resource.isLoading());
  /** How far the verification has come; null where none is on its way. */
  readonly progress = this.progressing.asReadonly();
  readonly problem = this.wentWrong.asReadonly();

  constructor() {
    // who leaves the page does not wait for it any more
    inject(DestroyRef).onDestroy(() => this.run?.unsubscribe());
  }

  reload(): void {
    this.resource.reload();
  }

  verify(): void {
    if (this.progressing() !== null) return;
    this.wentWrong.set(null);
    this.progressing.set({ checked: 0, total: 0 });
    let ended = false;
    this.run = this.client.verify().subscribe({
      next: (line) => {
        if (line?.type === 'progress') this.progressing.set({ checked: line.checked, total: line.total });
        ended ||= line?.type === 'result';
      },
      error: (error: unknown) => {
        this.end(toApiFailure(error).code === 'RATE_LIMITED' ? 'busy' : 'stopped');
      },
      complete: () => {
        this.end(ended ? null : 'stopped');
      },
    });
  }

  cancel(): void {
    this.run?.unsubscribe();
    this.end(null);
  }

  private end(problem: 'busy' | 'stopped' | null): void {
    this.run = null;
    this.progressing.set(null);
    this.wentWrong.set(problem);
    this.resource.reload();
  }
}
