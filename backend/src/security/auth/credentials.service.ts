import { Injectable, Logger } from '@nestjs/common';
import { PendingRegistrationsService } from '../registrations/pending-registrations.service.js';
import { type Account, type AccountWithHash, UsersService } from '../users/users.service.js';
import { PasswordHasher } from './password-hasher.js';

/** What an email and a password came to. */
export type CheckedCredentials =
  | { readonly kind: 'right'; readonly account: Account }
  | { readonly kind: 'wrong'; readonly account: Account | null }
  /** They are those of a registration whose address was not verified yet, whether or not the address has an account. */
  | { readonly kind: 'unverified'; readonly account: Account | null };

/** Checks emails and passwords, with the same work whether there is an account or not. */
@Injectable()
export class CredentialsService {
  private readonly logger = new Logger(CredentialsService.name);

  constructor(
    private readonly users: UsersService,
    private readonly hasher: PasswordHasher,
    private readonly registrations: PendingRegistrationsService,
  ) {}

  async check(email: string, password: string): Promise<CheckedCredentials> {
    const account = await this.users.findForSignIn(email);
    const matches = await this.hasher.verify(account?.passwordHash ?? null, password);
    if (matches && account !== null) {
      if (!account.emailVerified) return { kind: 'unverified', account };
      this.upgradeHash(account, password);
      return { kind: 'right', account };
    }
    const pending = await this.registrations.newestOf(email);
    const isPending = pending !== null && (await this.hasher.verify(pending.passwordHash, password));
    return { kind: isPending ? 'unverified' : 'wrong', account };
  }

  private upgradeHash({ id, passwordHash }: AccountWithHash, password: string): void {
    if (passwordHash === null || !this.hasher.needsUpgrade(passwordHash)) return;
    this.hasher
      .hash(password)
      .then(async (upgraded) => {
        await this.users.upgradeHash(id, passwordHash, upgraded);
      })
      .catch((error: unknown) => {
        this.logger.warn({ err: error, userId: id }, 'could not upgrade a password hash');
      });
  }
}
