import { Injectable, Logger } from '@nestjs/common';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { CountriesService } from '../../common/network/countries.service.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { type KeyPlace, keyNetwork, newIn, withPlace } from './key-places.js';
import type { KnownKey } from './known-api-keys.js';

const NOTED_EVERY_MS = 60_000;

/** Notes when and from where keys are used, and tells of a place that a key was not seen with (`api-key.unfamiliar`). */
@Injectable()
export class ApiKeyUsesService {
  private readonly logger = new Logger(ApiKeyUsesService.name);

  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly countries: CountriesService,
    private readonly events: EventBus,
  ) {}

  /** Notes a use, at most once a minute, and at once from a new place. Nobody waits for it. */
  note(found: KnownKey, now: Date, origin: Origin & { readonly ipAddress: string }): void {
    const { ipAddress } = origin;
    const isDue = now.getTime() - found.useNotedAt >= NOTED_EVERY_MS;
    if (!isDue && found.seenFrom === ipAddress) return;
    const place = { network: keyNetwork(ipAddress), country: this.countries.find(ipAddress) };
    const isNew = newIn(found.places, place);
    found.seenFrom = ipAddress;
    if (!isDue && !isNew.network && !isNew.country) return;
    found.useNotedAt = now.getTime();
    this.store(found, now, place, origin).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'could not note the use of an API key');
    });
  }

  private async store(found: KnownKey, now: Date, place: KeyPlace, origin: Origin): Promise<void> {
    const { _id: id, name } = found.key;
    const isNew = newIn(found.places, place);
    const use = { at: now, from: origin.ipAddress ?? '' };
    if (!isNew.network && !isNew.country) {
      await this.keys.noteUse(id, use, new Date(now.getTime() - NOTED_EVERY_MS));
      return;
    }
    const kept = {
      ...(isNew.network ? { networks: place.network } : {}),
      ...(isNew.country && place.country !== null ? { countries: place.country } : {}),
    };
    const before = await this.keys.notePlace(id, use, kept);
    // another process was faster
    if (before === null) return;
    found.places = withPlace(before, place);
    // the first use of a key, or the first since places are kept, has nothing to differ from
    const { networks = [], countries = [] } = before;
    const unfamiliar = newIn(before, place);
    const newCountry = countries.length > 0 && unfamiliar.country;
    if (networks.length === 0 || (!unfamiliar.network && !newCountry)) return;
    const { id: userId, email } = found.owner;
    await this.events.publish('api-key.unfamiliar', {
      ...{ keyId: id.toHexString(), name, userId, email, country: place.country },
      newCountry,
      actor: { kind: 'user', userId, email, apiKeyId: id.toHexString() },
      origin,
    });
  }
}
