/**
 * Who did something: a person, the command line on the server, or the system by its own rules. `apiKeyId` stands where a
 * machine did it with a key of that person.
 */
export type Actor =
  | { readonly kind: 'user'; readonly userId: string; readonly email: string; readonly apiKeyId?: string }
  | { readonly kind: 'cli' }
  | { readonly kind: 'system' };

/** How an actor is named in lists: an email, `command line` or `system`. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'user') return actor.email;
  return actor.kind === 'cli' ? 'command line' : 'system';
}

/** Where a request came from. `ipAddress` is canonical and comes from trusted proxies only; null off the network. */
export interface Origin {
  readonly ipAddress: string | null;
  readonly userAgent: string;
  readonly requestId: string;
}

/** Who does something, and from where. */
export interface Acting {
  readonly actor: Actor;
  readonly origin: Origin;
}

/** The origin of what did not come over the network. */
export const NO_ORIGIN: Origin = { ipAddress: null, userAgent: '', requestId: '' };
