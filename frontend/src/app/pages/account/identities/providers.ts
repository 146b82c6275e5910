import type { Identity } from '@classy-book/contracts/oauth';

/** A provider with the account there, null where none is linked. `offered` is false for one that is no longer set up. */
export interface ProviderRow {
  readonly id: string;
  readonly name: string;
  readonly identity: Identity | null;
  readonly offered: boolean;
}

/** Every provider that is set up, then what is linked at others. */
export function providerRows(
  providers: readonly { readonly id: string; readonly name: string }[],
  identities: readonly Identity[],
): readonly ProviderRow[] {
  const offered = providers.map(({ id, name }) => ({
    id,
    name,
    identity: identities.find(({ provider }) => provider === id) ?? null,
    offered: true,
  }));
  const gone = identities
    .filter(({ provider }) => providers.every(({ id }) => id !== provider))
    .map((identity) => ({ id: identity.provider, name: identity.providerName, identity, offered: false }));
  return [...offered, ...gone];
}
