/** What a value in the details of an audit record can be: JSON, so that it comes back from the database as it went in. */
export type PlainValue =
  string | number | boolean | null | readonly PlainValue[] | { readonly [key: string]: PlainValue };

export type PlainDetails = Readonly<Record<string, PlainValue>>;

/** Who acted. `name` is what the log is searched by: an email, `command line`, `system` or `anonymous`. */
export interface AuditActor {
  readonly kind: 'user' | 'cli' | 'system' | 'anonymous';
  readonly name: string;
  readonly userId: string | null;
}

/** What is to be recorded, before it has a place in the chain. */
export interface AuditDraft {
  readonly action: string;
  readonly actor: AuditActor;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly details: PlainDetails;
  readonly ipAddress: string | null;
  readonly requestId: string;
}

/**
 * The place of a record in the chain of its writer, which is one process from its start to its end. `seq` counts from 1
 * without gaps; `prevHash` is the hash of the record before it, and `hash` is keyed and covers everything else.
 */
export interface ChainLink {
  readonly writer: string;
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** A record of the log. `id` sorts by time, and an attempt to sign in has the same id here and in the attempts. */
export interface AuditRecord extends AuditDraft {
  readonly id: string;
  readonly timestamp: Date;
  readonly chain: ChainLink;
}

/** The last record of a chain. */
export interface ChainHead {
  readonly writer: string;
  readonly seq: number;
  readonly hash: string;
}

/** The action of the first record of every chain: it names the heads of the chains before it. */
export const CHAIN_STARTED = 'audit.chain-started';
/** The `prevHash` of the first record of a chain. */
export const NO_HASH = '0'.repeat(64);
