import { randomBytes } from 'node:crypto';

/** A new name for a question or a part of one: it tells nothing of its place or of what is right. */
export function newPartId(): string {
  return randomBytes(9).toString('base64url');
}
