import type { ApiKey } from '@classy-book/contracts/api-keys';
import type { ApiKeyDocument } from './api-key.schema.js';

/** A key as its owner sees it. */
export function toApiKey(document: ApiKeyDocument): ApiKey {
  return {
    id: document._id.toHexString(),
    name: document.name,
    prefix: document.prefix,
    scopes: [...document.scopes],
    requestsPerMinute: document.requestsPerMinute,
    allowedRanges: [...document.allowedRanges],
    createdAt: document.createdAt.toISOString(),
    expiresAt: document.expiresAt.toISOString(),
    lastUsedAt: document.lastUsedAt?.toISOString() ?? null,
    lastUsedFrom: document.lastUsedFrom,
    revokedAt: document.revokedAt?.toISOString() ?? null,
  };
}
