/** A sign-in that did not succeed. */
export interface FailedSignIn {
  readonly at: Date;
  /** Canonical. */
  readonly ipAddress: string;
  /** As it was typed. */
  readonly email: string;
  readonly reason: string;
}

const MAX_USER = 254;

/**
 * The line by which fail2ban finds an address. What somebody typed is percent-encoded but for letters, digits and `@._+-`,
 * so it can neither end its quotes nor the line, nor look like an address or a reason of its own.
 */
export function authLogLine({ at, ipAddress, email, reason }: FailedSignIn): string {
  const user = email
    .slice(0, MAX_USER)
    .toWellFormed()
    .replace(/[^A-Za-z0-9@._+-]/gu, percentEncoded);
  return `${at.toISOString()} classy-book: authentication failure; rhost=${ipAddress} user="${user}" reason=${reason}\n`;
}

function percentEncoded(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
