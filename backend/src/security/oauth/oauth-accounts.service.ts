import { Inject, Injectable } from '@nestjs/common';
import { personNameSchema } from '@classy-book/contracts/account';
import { Clock } from '../../common/clock/clock.js';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig, type OauthProviderConfig } from '../../config/app-config.js';
import { type Account, UsersService } from '../users/users.service.js';
import { emailNotVouchedFor, linkFromAccount, registrationClosed } from './oauth.errors.js';
import { OauthIdentitiesService } from './oauth-identities.service.js';
import type { ProviderWord } from './oauth-providers.service.js';

/** Somebody whom a provider vouches for, on their way in. */
export interface Newcomer {
  readonly word: ProviderWord;
  readonly provider: OauthProviderConfig;
  readonly origin: Origin;
}

/** Finds the account here of somebody at a provider, or makes one. */
@Injectable()
export class OauthAccountsService {
  constructor(
    private readonly identities: OauthIdentitiesService,
    private readonly users: UsersService,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * The account that somebody's identity is linked to. Where it is linked to none, it is linked to the account of its
   * email, if the provider vouches for the email, the account verified it too and has no second factor to get round; or a
   * new account is made, if that is open to everybody.
   * @throws AppError EMAIL_UNVERIFIED, REGISTRATION_CLOSED, PROVIDER_REFUSED where the person must link it themselves,
   * IDENTITY_TAKEN, CONFLICT where another identity of the issuer is linked
   */
  async accountOf(newcomer: Newcomer): Promise<Account> {
    const { word, provider } = newcomer;
    const linked = await this.linkedAccount(word);
    if (linked !== null) return linked;
    const { email } = word;
    if (email === null || !word.emailVerified) throw emailNotVouchedFor(provider.name);
    const account = (await this.users.findByEmail(email)) ?? (await this.register(email, newcomer));
    if (account.secondFactorEnabled || !account.emailVerified) throw linkFromAccount(provider.name);
    await this.link(account, newcomer);
    return account;
  }

  private async linkedAccount(word: ProviderWord): Promise<Account | null> {
    const userId = await this.identities.use(word);
    if (userId === null) return null;
    const account = await this.users.findById(userId);
    // what an account left behind that is gone
    if (account === null) await this.identities.forget(userId);
    return account;
  }

  private async link({ id: userId, email }: Account, { word, provider, origin }: Newcomer): Promise<void> {
    const { issuer, subject } = word;
    const { isNew } = await this.identities.link({
      userId,
      provider: provider.id,
      issuer,
      subject,
      email: word.email,
      isUsed: true,
    });
    if (!isNew) return;
    const actor = { kind: 'user' as const, userId, email };
    const facts = { change: 'linked' as const, userId, email, provider: provider.id };
    await this.events.publish('identity.changed', { ...facts, actor, origin });
  }

  private async register(email: string, { word, provider, origin }: Newcomer): Promise<Account> {
    if (this.config.accounts.registration !== 'open') throw registrationClosed();
    const account = await this.create(email, word);
    if (account === null) {
      // somebody else was quicker: the same person in another tab
      const other = await this.users.findByEmail(email);
      if (other === null) throw linkFromAccount(provider.name);
      return other;
    }
    const actor = { kind: 'user' as const, userId: account.id, email };
    await this.events.publish('account.changed', {
      change: 'registered',
      userId: account.id,
      email,
      facts: { provider: provider.id },
      actor,
      origin,
    });
    return account;
  }

  private async create(email: string, word: ProviderWord): Promise<Account | null> {
    try {
      return await this.users.create({
        email,
        ...namesOf(word, email),
        passwordHash: null,
        role: 'user',
        isPrimaryAdmin: false,
        emailVerifiedAt: this.clock.now(),
      });
    } catch (error) {
      if (error instanceof AppError && error.code === 'CONFLICT') return null;
      throw error;
    }
  }
}

/** Names as the provider knows them, cleaned; what is left of the email where it knows none. */
function namesOf(
  { givenName, familyName, fullName }: Pick<ProviderWord, 'givenName' | 'familyName' | 'fullName'>,
  email: string,
): { firstName: string; lastName: string } {
  const words = (fullName ?? '').trim().split(/\s+/u);
  const last = words.length > 1 ? words.pop() : undefined;
  return {
    firstName: cleaned(givenName ?? words.join(' ')) ?? cleaned(email.split('@', 1)[0] ?? '') ?? '-',
    lastName: cleaned(familyName ?? last ?? '') ?? '-',
  };
}

function cleaned(name: string): string | null {
  const bare = name.replaceAll(/[\p{Cc}<>{}$\u202a-\u202e\u2066-\u2069]/gu, '');
  const checked = personNameSchema.safeParse(bare.slice(0, 80));
  return checked.success ? checked.data : null;
}
