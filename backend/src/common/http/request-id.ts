import { randomUUID } from 'node:crypto';

const ACCEPTED = /^[\w-]{8,64}$/;

/** The id of a request: the client's own where it is a harmless text of 8 to 64 characters, else a new one. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && ACCEPTED.test(header) ? header : randomUUID();
}
