import type { Identity } from '@classy-book/contracts/oauth';
import type { OauthIdentityDocument } from './oauth-identity.schema.js';

/** An identity as its owner sees it. `providerName` is the name that people know the provider by. */
export function toIdentity(document: OauthIdentityDocument, providerName: string): Identity {
  return {
    id: document._id.toHexString(),
    provider: document.provider,
    providerName,
    email: document.email,
    linkedAt: document.linkedAt.toISOString(),
    lastUsedAt: document.lastUsedAt?.toISOString() ?? null,
  };
}
