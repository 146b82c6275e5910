import { Injectable } from '@nestjs/common';
import type { Authenticator, FactorMethod } from '@classy-book/contracts/second-factor';
import { type ClientSession, Types } from 'mongoose';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SecondFactorChanged } from '../../common/events/identity-events.js';
import { AppError } from '../../common/response/app-error.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import { DatabaseService } from '../../database/database.service.js';
import { SecondFactorFlagService } from '../users/second-factor-flag.service.js';
import { BackupCodes } from './backup-codes.js';
import { toAuthenticator, toMethods } from './second-factor.mapper.js';
import { MAX_AUTHENTICATORS, SecondFactorRepository } from './second-factor.repository.js';
import type { AuthenticatorRecord, BackupCodeSet } from './second-factor.schema.js';
import { authenticatorNotFound, lastFactorNeeded, noSecondFactor, tooManyAuthenticators } from './two-factor.errors.js';

/** Whose factors are meant. */
export interface FactorOwner {
  readonly userId: string;
  readonly email: string;
}

/** The second factors of a person, as they and administrators may see them. */
export interface SecondFactorSummary {
  readonly authenticators: Authenticator[];
  readonly backupCodesLeft: number;
  readonly backupCodesMadeAt: Date | null;
}

// two first factors at once: the second attempt finds the document of the first
const ADD_ATTEMPTS = 3;

/**
 * The second factors of people. The account's own mark, `secondFactorEnabled`, changes in the same transaction as what
 * it stands for. Everything that changes is published as `second-factor.changed` before it is answered.
 */
@Injectable()
export class SecondFactorsService {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly flag: SecondFactorFlagService,
    private readonly database: DatabaseService,
    private readonly backupCodes: BackupCodes,
    private readonly events: EventBus,
  ) {}

  /** What a person has: their authenticators in the order in which they came, and how many backup codes are left. */
  async describe(userId: string): Promise<SecondFactorSummary> {
    const found = await this.factors.find(userId);
    return {
      authenticators: (found?.authenticators ?? []).map(toAuthenticator),
      backupCodesLeft: found?.backupCodes.hashes.length ?? 0,
      backupCodesMadeAt: found?.backupCodes.madeAt ?? null,
    };
  }

  /** The ways in which a person can prove a second factor; none where there is none. */
  async methodsOf(userId: string): Promise<FactorMethod[]> {
    const found = await this.factors.find(userId);
    return found === null ? [] : toMethods(found);
  }

  /**
   * Adds an authenticator that was proved to work.
   * @returns the backup codes, where it is the first one: nobody can show them again
   * @throws AppError LIMIT_REACHED, CONFLICT where the passkey is registered already
   */
  async add(owner: FactorOwner, added: AuthenticatorRecord, by: Acting): Promise<readonly string[] | null> {
    const codes = await this.backupCodes.make();
    const isFirst = await this.store(owner, added, codes.kept);
    await this.announce(owner, added.kind === 'totp' ? 'totp_added' : 'passkey_added', added.name, by);
    if (isFirst) await this.announce(owner, 'backup_codes_made', null, by);
    return isFirst ? codes.codes : null;
  }

  /** @throws AppError NOT_FOUND */
  async rename(owner: FactorOwner, id: string, name: string, by: Acting): Promise<Authenticator> {
    if (!(await this.factors.rename(owner.userId, id, name))) throw authenticatorNotFound();
    await this.announce(owner, 'renamed', name, by);
    const found = (await this.factors.find(owner.userId))?.authenticators.find((one) => one.id === id);
    if (found === undefined) throw authenticatorNotFound();
    return toAuthenticator(found);
  }

  /**
   * Removes an authenticator; the backup codes go with the last one.
   * @param lastMayGo false where the person's role demands a second factor
   * @throws AppError NOT_FOUND, SECOND_FACTOR_NEEDED
   */
  async remove(owner: FactorOwner, id: string, lastMayGo: boolean, by: Acting): Promise<void> {
    const name = await this.database.transaction(async (session) => {
      const found = await this.factors.find(owner.userId, session);
      const target = found?.authenticators.find((one) => one.id === id);
      if (target === undefined) throw authenticatorNotFound();
      if (await this.factors.removeOne(owner.userId, id, session)) return target.name;
      if (!lastMayGo) throw lastFactorNeeded();
      if (!(await this.factors.removeLast(owner.userId, id, session))) throw authenticatorNotFound();
      await this.flag.set(owner.userId, false, session);
      return target.name;
    });
    await this.announce(owner, 'removed', name, by);
  }

  /**
   * Makes ten new backup codes; the old ones are void.
   * @throws AppError SECOND_FACTOR_NEEDED where there is no second factor
   */
  async makeBackupCodes(owner: FactorOwner, by: Acting): Promise<readonly string[]> {
    const { codes, kept } = await this.backupCodes.make();
    if (!(await this.factors.replaceBackupCodes(owner.userId, kept))) throw noSecondFactor();
    await this.announce(owner, 'backup_codes_made', null, by);
    return codes;
  }

  /**
   * Takes all second factors of a person away, for an administrator who has made sure that the person lost them.
   * @returns false where there were none
   */
  async resetAll(owner: FactorOwner, by: Acting): Promise<boolean> {
    const had = await this.clear(owner.userId);
    if (had) await this.announce(owner, 'reset', null, by);
    return had;
  }

  /** Deletes what is kept of somebody whose account is deleted. */
  async forget(userId: string): Promise<void> {
    await this.clear(userId);
  }

  private async clear(userId: string): Promise<boolean> {
    return await this.database.transaction(async (session) => {
      const had = await this.factors.removeAll(userId, session);
      await this.flag.set(userId, false, session);
      return had;
    });
  }

  /** True where it is the person's first authenticator. */
  private async store(owner: FactorOwner, added: AuthenticatorRecord, codes: BackupCodeSet): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.database.transaction(async (session) => await this.insert(owner, added, codes, session));
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        if (attempt >= ADD_ATTEMPTS) throw new AppError('CONFLICT', 'This passkey is registered already.');
      }
    }
  }

  private async insert(
    { userId }: FactorOwner,
    added: AuthenticatorRecord,
    codes: BackupCodeSet,
    session: ClientSession,
  ): Promise<boolean> {
    const exists = await this.flag.set(userId, true, session);
    if (!exists) throw new AppError('ACCOUNT_NOT_FOUND', 'This account is gone.');
    if (await this.factors.append(userId, added, session)) return false;
    const found = await this.factors.find(userId, session);
    if (found === null) {
      const document = { _id: new Types.ObjectId(userId), authenticators: [added], backupCodes: codes };
      await this.factors.insert(document, session);
      return true;
    }
    if (found.authenticators.some((one) => one.key === added.key)) {
      throw new AppError('CONFLICT', 'This passkey is registered already.');
    }
    throw tooManyAuthenticators(MAX_AUTHENTICATORS);
  }

  private async announce(
    owner: FactorOwner,
    change: SecondFactorChanged['change'],
    name: string | null,
    { actor, origin }: Acting,
  ): Promise<void> {
    await this.events.publish('second-factor.changed', { ...owner, change, name, actor, origin });
  }
}
