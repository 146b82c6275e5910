import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Actor, Origin } from '../../common/events/actor.js';
import { Coalescer } from '../../common/events/coalescer.js';
import type { ApiKeyRefused } from '../../common/events/desk-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import { countedNetwork } from '../../common/network/addresses.js';
import { ApiKeyRepository } from './api-key.repository.js';
import type { KnownKey } from './known-api-keys.js';

type Reason = ApiKeyRefused['reason'];

/** A refused use of a key: what is known of the key, and why it was refused. */
export interface Refusal {
  readonly found: KnownKey | null;
  readonly reason: Reason;
  readonly origin: Origin & { readonly ipAddress: string };
}

/** What was refused of one key, from one network, for one reason. */
type Gathered = Omit<ApiKeyRefused, 'name' | 'count'> & { readonly name?: string | null; count: number };

const SYSTEM: Actor = { kind: 'system' };

/** Tells of keys that were refused: of each key, network and reason together (`api-key.refused`). */
@Injectable()
export class ApiKeyRefusalsService implements OnModuleInit, OnModuleDestroy {
  private readonly gathered: Coalescer<Gathered>;

  constructor(
    private readonly events: EventBus,
    private readonly keys: ApiKeyRepository,
  ) {
    this.gathered = new Coalescer<Gathered>({
      isWorthTelling: () => true,
      tell: async (refused) => {
        await this.tell(refused);
      },
    });
  }

  onModuleInit(): void {
    // the guard of permissions knows nothing of keys
    this.events.observe('access.refused', ({ actor, permission, origin }) => {
      if (actor.kind !== 'user' || actor.apiKeyId === undefined) return;
      const { userId, email, apiKeyId: keyId } = actor;
      this.add({ keyId, userId, email, reason: 'not_permitted', permission, actor, origin, count: 0 });
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.gathered.end();
  }

  /** Notes that a key was refused before anybody was found behind it, or that it came from a wrong address. */
  note({ found, reason, origin }: Refusal): void {
    const key = {
      keyId: found?.key._id.toHexString() ?? null,
      name: found?.key.name ?? null,
      userId: found?.owner.id ?? null,
      email: found?.owner.email ?? null,
    };
    this.add({ ...key, reason, permission: null, actor: SYSTEM, origin, count: 0 });
  }

  private add(refused: Gathered): void {
    const { keyId, reason, origin } = refused;
    const network = countedNetwork(origin.ipAddress ?? '');
    this.gathered.add(`${keyId ?? ''} ${reason} ${network}`, (before) => {
      const sum = before ?? refused;
      sum.count += 1;
      return sum;
    });
  }

  private async tell({ name, ...refused }: Gathered): Promise<void> {
    const known = name === undefined && refused.keyId !== null ? await this.keys.nameOf(refused.keyId) : name;
    await this.events.publish('api-key.refused', { ...refused, name: known ?? null });
  }
}
