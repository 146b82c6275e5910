import { Injectable } from '@nestjs/common';
import { SecretBox } from '../../common/crypto/secret-box.js';
import { type IssuedToken, OneTimeTokensService } from '../one-time-tokens/one-time-tokens.service.js';

/** Somebody who registered and has not shown yet that the address is theirs. */
export interface PendingRegistration {
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: 'en' | 'ar';
}

type Remembered = Omit<PendingRegistration, 'email'>;

const PURPOSE = 'verify_email';
const LIFETIME_MS = 24 * 3_600_000;

/**
 * Registrations that wait for their link to be followed. There is no account before that: nobody can occupy an address
 * that is not theirs, or prepare an account with a password of their own for somebody who verifies it later. Each
 * registration has its own link with its own password, so a stranger's does not void the owner's. They are kept for
 * addresses that have an account, too, so that nothing that can be tried with them tells whether there is one.
 */
@Injectable()
export class PendingRegistrationsService {
  constructor(
    private readonly tokens: OneTimeTokensService,
    private readonly box: SecretBox,
  ) {}

  /** Remembers a registration for a day. @returns what its link carries */
  async remember({ email, ...rest }: PendingRegistration): Promise<IssuedToken> {
    const sealed = this.box.seal(JSON.stringify(rest), contextOf(email));
    return await this.tokens.issue({ purpose: PURPOSE, subject: email, data: { sealed }, lifetimeMs: LIFETIME_MS });
  }

  /**
   * The registration of a link, which stays until `settle`; null where the link belongs to an account that waits.
   * @throws AppError TOKEN_INVALID
   */
  async open(token: string): Promise<PendingRegistration | null> {
    const { subject, data } = await this.tokens.inspect(token, PURPOSE);
    return this.unseal(subject, data);
  }

  /** The last registration of an address; null where none waits. */
  async newestOf(email: string): Promise<PendingRegistration | null> {
    const found = await this.tokens.newestOf(email, PURPOSE);
    return found === null ? null : this.unseal(found.subject, found.data);
  }

  /** Ends all registrations of an address: it has an account now. */
  async settle(email: string): Promise<void> {
    await this.tokens.void(email, PURPOSE);
  }

  private unseal(email: string, { sealed }: Readonly<Record<string, unknown>>): PendingRegistration | null {
    if (typeof sealed !== 'string') return null;
    return { email, ...(JSON.parse(this.box.open(sealed, contextOf(email))) as Remembered) };
  }
}

function contextOf(email: string): string {
  return `registration:${email}`;
}
