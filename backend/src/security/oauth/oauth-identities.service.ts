import { Inject, Injectable } from '@nestjs/common';
import type { Identity } from '@classy-book/contracts/oauth';
import { Clock } from '../../common/clock/clock.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { alreadyLinked, identityTaken, lastSignInMethod, unknownIdentity } from './oauth.errors.js';
import { toIdentity } from './oauth-identity.mapper.js';
import { type NewIdentity, OauthIdentityRepository, type Subject } from './oauth-identity.repository.js';
import type { OauthIdentityDocument } from './oauth-identity.schema.js';

// a decision takes milliseconds; a mark that is older was left behind by a process that ended
const LEAVING_MS = 30_000;

/** Which accounts at providers belong to whom here. */
@Injectable()
export class OauthIdentitiesService {
  constructor(
    private readonly identities: OauthIdentityRepository,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** A person's identities, oldest first. */
  async listFor(userId: string): Promise<Identity[]> {
    return (await this.identities.findOfUser(userId)).map((document) => this.present(document));
  }

  /** Removes all identities of an account that goes. */
  async forget(userId: string): Promise<void> {
    await this.identities.removeAll(userId);
  }

  /**
   * Says whom an account at a provider belongs to, who is signing in with it.
   * @returns the id of the person, null where it is linked to nobody
   */
  async use(subject: Subject): Promise<string | null> {
    return (await this.identities.use(subject, this.clock.now()))?.userId.toHexString() ?? null;
  }

  /**
   * Links an account at a provider. Linking it again to the same person is no error.
   * @returns the identity, and whether it is new
   * @throws AppError IDENTITY_TAKEN where it is somebody else's, CONFLICT where the person has another one of that issuer
   */
  async link(identity: NewIdentity): Promise<{ identity: Identity; isNew: boolean }> {
    try {
      return { identity: this.present(await this.identities.insert(identity, this.clock.now())), isNew: true };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const known = await this.identities.find(identity);
    if (known === null) throw alreadyLinked(this.nameOf(identity));
    if (known.userId.toHexString() !== identity.userId) throw identityTaken();
    return { identity: this.present(known), isNew: false };
  }

  /**
   * Unlinks an identity, where the person keeps another way to sign in. It is marked before the others are counted, so of
   * two that are unlinked at once one sees the other's mark, and they never both go.
   * @param hasOtherWay asked after the mark stands: a password or a passkey
   * @throws AppError NOT_FOUND, LAST_SIGN_IN_METHOD
   */
  async unlink(id: string, userId: string, hasOtherWay: () => Promise<boolean>): Promise<Identity> {
    const marked = await this.identities.markLeaving(id, userId, this.clock.now(), this.staleMark());
    if (marked === null) throw unknownIdentity();
    const isFree = (await this.identities.countStaying(userId, this.staleMark())) > 0 || (await hasOtherWay());
    if (!isFree) {
      await this.identities.unmark(marked._id);
      throw lastSignInMethod();
    }
    await this.identities.remove(marked._id);
    return this.present(marked);
  }

  /** Removes an identity that its owner did not link, whatever other way in there is. False where it is gone already. */
  async expel(id: string, userId: string): Promise<boolean> {
    return await this.identities.removeOf(id, userId);
  }

  private staleMark(): Date {
    return new Date(this.clock.now().getTime() - LEAVING_MS);
  }

  private present(document: OauthIdentityDocument): Identity {
    return toIdentity(document, this.nameOf(document));
  }

  private nameOf({ issuer, provider }: { readonly issuer: string; readonly provider: string }): string {
    const { providers } = this.config.oauth;
    const configured = providers.find((one) => one.issuer === issuer) ?? providers.find((one) => one.id === provider);
    return configured?.name ?? provider;
  }
}
