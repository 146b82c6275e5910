import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { tokenHash } from '../../common/crypto/keys.js';
import type { DomainEventName } from '../../common/events/domain-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import { ChangeSignals } from '../../database/change-signals.js';
import { type Account, UsersService } from '../users/users.service.js';
import { ApiKeyRepository } from './api-key.repository.js';
import type { ApiKeyDocument } from './api-key.schema.js';
import type { KnownPlaces } from './key-places.js';

/** A key with its owner, as they were when they were last looked up. */
export interface KnownKey {
  readonly key: ApiKeyDocument;
  readonly owner: Account;
  /** When its use was last noted in the database, as far as this process knows; milliseconds since 1970. */
  useNotedAt: number;
  /** From which address this process saw it last. */
  seenFrom: string | null;
  places: KnownPlaces;
}

/** The topic under which processes say that keys or their owners have changed. */
const SIGNAL = 'api-keys';
const MAX_KNOWN = 10_000;
const KNOWN_MS = 30_000;

// whatever may change who an owner is, whether they may come in, and what they may do
const CHANGES: readonly DomainEventName[] = [
  'account.administered',
  'account.changed',
  'account.unlocked',
  'api-key.changed',
  'second-factor.changed',
];

/** The keys that were used lately, with their owners (bounded); what changes a key or an owner makes all be forgotten. */
@Injectable()
export class KnownApiKeys implements OnModuleInit {
  private readonly known = new LRUCache<string, KnownKey>({ max: MAX_KNOWN, ttl: KNOWN_MS });
  // raised by everything that changes access, so that a look-up which began before it is not remembered after it
  private generation = 0;

  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly users: UsersService,
    private readonly events: EventBus,
    private readonly signals: ChangeSignals,
  ) {}

  // as recorders and not observers: access must end also where the record of its end could not be written
  onModuleInit(): void {
    for (const name of CHANGES) {
      this.events.record(name, async () => {
        await this.forgetEverywhere();
      });
    }
    // an automatic lock refuses sign-ins, it does not touch machines
    this.events.record('account.locked', async ({ source }) => {
      if (source === 'manual') await this.forgetEverywhere();
    });
    this.signals.watch(SIGNAL, () => {
      this.forgetHere();
      return Promise.resolve();
    });
  }

  /** A key that exists, living or not, with its owner; null where there is none of that name. */
  async find(apiKey: string): Promise<KnownKey | null> {
    const hash = tokenHash(apiKey);
    const known = this.known.get(hash);
    if (known !== undefined) return known;
    const { generation } = this;
    const key = await this.keys.findByHash(hash);
    if (key === null) return null;
    const owner = await this.users.findById(key.userId.toHexString());
    if (owner === null) return null;
    const useNotedAt = key.lastUsedAt?.getTime() ?? 0;
    const found = { key, owner, useNotedAt, seenFrom: null, places: key };
    if (generation === this.generation) this.known.set(hash, found);
    return found;
  }

  /** Looks everything up again from now on, in every process. */
  async forgetEverywhere(): Promise<void> {
    this.forgetHere();
    await this.signals.raise(SIGNAL);
  }

  private forgetHere(): void {
    this.generation += 1;
    this.known.clear();
  }
}
