import { Service, computed, inject } from '@angular/core';
import { emailSchema } from '@classy-book/contracts/primitives';
import { DefencesStore } from '../../../shared/desk/defences-store';
import { DeskActions } from '../../../shared/desk/desk-actions';
import { Texts } from '../../../shared/texts/texts';
import { AttemptsStore } from './attempts-store';
import { MonitoringClient } from './monitoring-client';

/** What the drawer says about the selected attempt, and what can be done about it. */
@Service({ autoProvided: false })
export class DetailStore {
  private readonly actions = inject(DeskActions);
  private readonly attempts = inject(AttemptsStore);
  private readonly client = inject(MonitoringClient);
  private readonly defences = inject(DefencesStore);
  private readonly texts = inject(Texts);

  private readonly address = computed(() => this.attempts.selected()?.ipAddress);
  private readonly email = computed(() => {
    const parsed = emailSchema.safeParse(this.attempts.selected()?.email);
    return parsed.success ? parsed.data : undefined;
  });
  readonly addressDay = this.client.addressSummary(this.address);
  readonly accountDay = this.client.accountSummary(this.email);
  /** The narrowest block that holds the address; null where none does. */
  readonly block = computed(() => {
    const address = this.address();
    return address === undefined ? null : this.defences.blockOf(address);
  });
  readonly lock = computed(() => {
    const email = this.email();
    return email === undefined ? null : this.defences.lockOf(email);
  });

  /** Asks for a block of an address, or lifts the block that holds it. */
  toggleBlock(address: string): void {
    const block = this.defences.blockOf(address);
    if (block === null) this.blockAddress(address);
    else void this.actions.unblock(block);
  }

  blockAddress(address: string, range?: string): void {
    void this.actions.block({ address, reason: this.blockReason(address), ...(range === undefined ? {} : { range }) });
  }

  toggleLock(): void {
    const [email, lock] = [this.email(), this.lock()];
    if (lock !== null) void this.actions.unlock(lock);
    else if (email !== undefined) void this.actions.lock(email, this.texts.of('monitoring.drawer.lockReason'));
  }

  endSessions(): void {
    const email = this.email();
    if (email !== undefined) void this.actions.endSessions(email);
  }

  /** A first draft, so that the reason names the figures that the administrator is looking at. */
  private blockReason(address: string): string {
    const day = this.addressDay.hasValue() ? this.addressDay.value() : undefined;
    if (!day || this.address() !== address) return this.texts.of('monitoring.drawer.blockReason');
    return this.texts.plural('monitoring.drawer.blockReasonCounted', day.failed + day.blocked);
  }
}
