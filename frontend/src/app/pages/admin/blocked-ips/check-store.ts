import { Service, inject, signal } from '@angular/core';
import type { AddressCheck } from '@classy-book/contracts/blocking';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import { DeskClient } from '../../../shared/desk/desk-client';

/** What the server says about the address that was asked for last. */
@Service({ autoProvided: false })
export class CheckStore {
  private readonly client = inject(DeskClient);
  private readonly answer = signal<AddressCheck | null>(null);
  private readonly failedWith = signal<ApiFailure | null>(null);
  private readonly asking = signal(false);

  readonly result = this.answer.asReadonly();
  readonly failure = this.failedWith.asReadonly();
  readonly busy = this.asking.asReadonly();

  async ask(address: string): Promise<void> {
    if (this.busy()) return;
    this.asking.set(true);
    this.failedWith.set(null);
    try {
      this.answer.set(await this.client.checkAddress(address));
    } catch (error) {
      this.answer.set(null);
      this.failedWith.set(toApiFailure(error));
    } finally {
      this.asking.set(false);
    }
  }
}
