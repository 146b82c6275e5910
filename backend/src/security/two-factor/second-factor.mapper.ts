import type { Authenticator, FactorMethod } from '@classy-book/contracts/second-factor';
import type { AuthenticatorRecord, SecondFactorDocument } from './second-factor.schema.js';

/** An authenticator as its owner and administrators see it. */
export function toAuthenticator(record: AuthenticatorRecord): Authenticator {
  return {
    id: record.id,
    kind: record.kind,
    name: record.name,
    createdAt: record.createdAt.toISOString(),
    lastUsedAt: record.lastUsedAt?.toISOString() ?? null,
    synced: record.kind === 'passkey' ? record.synced : null,
  };
}

/** The ways in which the owner of these factors can prove one. */
export function toMethods({ authenticators, backupCodes }: SecondFactorDocument): FactorMethod[] {
  const kinds = new Set(authenticators.map(({ kind }) => kind));
  return [
    ...(kinds.has('totp') ? (['totp'] as const) : []),
    ...(kinds.has('passkey') ? (['passkey'] as const) : []),
    ...(backupCodes.hashes.length > 0 ? (['backup_code'] as const) : []),
  ];
}
