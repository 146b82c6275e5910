import { Injectable } from '@nestjs/common';
import {
  type ApiKey,
  type CreateApiKeyRequest,
  type CreatedApiKey,
  MAX_API_KEYS,
} from '@classy-book/contracts/api-keys';
import { type Permission, personalPermissions } from '@classy-book/contracts/permissions';
import { Types } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { tokenHash } from '../../common/crypto/keys.js';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import { makeApiKey, shownPrefix } from './api-key-format.js';
import { toApiKey } from './api-key.mapper.js';
import { ApiKeyRepository } from './api-key.repository.js';
import type { ApiKeyDocument } from './api-key.schema.js';
import { refusedKey, tooManyKeys, unknownKey } from './api-keys.errors.js';
import { readKeyRanges } from './key-ranges.js';
import { KnownApiKeys } from './known-api-keys.js';

const DAY_MS = 86_400_000;
// how long a dead key is still listed
const AFTERLIFE_MS = 30 * DAY_MS;

/** Whose keys are meant. */
export interface KeyOwner {
  readonly userId: string;
  readonly email: string;
}

/** The API keys of people: made, listed and revoked by their owners. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly known: KnownApiKeys,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** A person's keys, newest first, with those that died in the last 30 days; at most 100. */
  async list(userId: string): Promise<ApiKey[]> {
    return (await this.keys.findOfUser(userId)).map(toApiKey);
  }

  /**
   * Makes a key and tells it, this once.
   * @throws AppError VALIDATION_FAILED for scopes that the owner does not hold and for broken ranges, LIMIT_REACHED
   */
  async create(request: CreateApiKeyRequest, { principal, actor, origin }: SessionCaller): Promise<CreatedApiKey> {
    const scopes = readScopes(request.scopes, principal.permissions);
    const allowedRanges = readKeyRanges(request.allowedRanges);
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + request.expiresInDays * DAY_MS);
    const key = makeApiKey();
    const document = await this.insert({
      _id: ApiKeyRepository.newId(),
      userId: new Types.ObjectId(principal.userId),
      name: request.name,
      keyHash: tokenHash(key),
      prefix: shownPrefix(key),
      scopes,
      requestsPerMinute: request.requestsPerMinute,
      allowedRanges,
      createdAt: now,
      expiresAt,
      lastUsedAt: null,
      lastUsedFrom: null,
      revokedAt: null,
      holdsPlace: true,
      purgeAt: new Date(expiresAt.getTime() + AFTERLIFE_MS),
    });
    const { userId, email } = principal;
    const keyId = document._id.toHexString();
    await this.events.publish('api-key.changed', {
      change: 'created',
      userId,
      email,
      keyId,
      name: document.name,
      scopes,
      actor,
      origin,
    });
    return { apiKey: toApiKey(document), key };
  }

  /**
   * Revokes a key of the caller: it opens nothing any more when this resolves.
   * @throws AppError NOT_FOUND
   */
  async revoke(id: string, { principal, actor, origin }: SessionCaller): Promise<void> {
    if (!(await this.revokeOne(id, principal, { actor, origin }))) throw unknownKey();
  }

  /** Revokes every living key of a person, where somebody else may have made or read them. */
  async revokeAll(owner: KeyOwner, by: Acting): Promise<void> {
    const living = (await this.list(owner.userId)).filter(({ revokedAt }) => revokedAt === null);
    for (const { id } of living) await this.revokeOne(id, owner, by);
  }

  /** Revokes one key of a person; whether the caller may is asked elsewhere. @returns false where it is not living */
  async revokeOf(owner: KeyOwner, id: string, by: Acting): Promise<boolean> {
    return await this.revokeOne(id, owner, by);
  }

  /** Removes all keys of an account that goes. */
  async forget(userId: string): Promise<void> {
    await this.keys.removeAll(userId);
    await this.known.forgetEverywhere();
  }

  private async revokeOne(id: string, { userId, email }: KeyOwner, { actor, origin }: Acting): Promise<boolean> {
    const now = this.clock.now();
    const revoked = await this.keys.revoke(id, userId, now, new Date(now.getTime() + AFTERLIFE_MS));
    if (revoked === null) return false;
    const { name, scopes } = revoked;
    const what = { change: 'revoked' as const, userId, email, keyId: id, name, scopes };
    await this.events.publish('api-key.changed', { ...what, actor, origin });
    return true;
  }

  /** Puts a key into a free place. Who makes many at once may meet on one; the unique index lets one have it. */
  private async insert(key: Omit<ApiKeyDocument, 'place'>): Promise<ApiKeyDocument> {
    for (let attempt = 0; attempt <= MAX_API_KEYS; attempt += 1) {
      const taken = new Set(await this.keys.takenPlaces(key.userId.toHexString(), key.createdAt));
      const free = Array.from({ length: MAX_API_KEYS }, (_, place) => place).filter((place) => !taken.has(place));
      const place = free[Math.floor(Math.random() * free.length)];
      if (place === undefined) break;
      try {
        const document = { ...key, place };
        await this.keys.insert(document);
        return document;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
    throw tooManyKeys(MAX_API_KEYS);
  }
}

function readScopes(wanted: readonly Permission[], held: readonly Permission[]): Permission[] {
  const details = wanted.flatMap((scope, index) => {
    if (personalPermissions.includes(scope))
      return [{ path: `scopes.${String(index)}`, message: 'is for people only: a key cannot carry it' }];
    return held.includes(scope) ? [] : [{ path: `scopes.${String(index)}`, message: 'is not yours to give' }];
  });
  if (details.length > 0) throw refusedKey(details);
  return [...new Set(wanted)];
}
