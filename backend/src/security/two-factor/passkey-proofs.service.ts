import { Injectable } from '@nestjs/common';
import type { WebauthnResponse } from '@classy-book/contracts/second-factor';
import { Clock } from '../../common/clock/clock.js';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type Account, UsersService } from '../users/users.service.js';
import { type CeremonyOptions, PasskeyCeremonies, userHandleOf } from './passkey-ceremonies.js';
import { RelyingParty } from './relying-party.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import type { PasskeyRecord, SecondFactorDocument } from './second-factor.schema.js';

interface OwnedPasskey {
  readonly userId: string;
  readonly passkey: PasskeyRecord;
}

/** An answer of a browser together with what it must answer; `challenge` is base64url. */
export interface PasskeyAnswer {
  readonly response: WebauthnResponse;
  readonly challenge: string;
  readonly origin: Origin;
}

/** Checks signatures of passkeys. */
@Injectable()
export class PasskeyProofsService {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly relyingParty: RelyingParty,
    private readonly users: UsersService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** Whether browsers would make and use passkeys here at all. */
  get available(): boolean {
    return this.relyingParty.available;
  }

  /** What a browser needs to ask for one of a person's passkeys. */
  async optionsFor(userId: string, challenge: string): Promise<CeremonyOptions> {
    const found = await this.factors.find(userId);
    return await this.ceremonies.requestOptions(challenge, passkeysOf(found), 'preferred');
  }

  /** What a browser needs to ask for any passkey of this site: the same for everybody. */
  async optionsForAnybody(challenge: string): Promise<CeremonyOptions> {
    return await this.ceremonies.requestOptions(challenge, [], 'required');
  }

  /** True where one of the person's own passkeys has signed this challenge. */
  async prove(userId: string, answer: PasskeyAnswer): Promise<boolean> {
    const passkey = passkeysOf(await this.factors.find(userId)).find((one) => one.key === answer.response.id);
    if (passkey === undefined) return false;
    const handle = answer.response.response['userHandle'];
    if (typeof handle === 'string' && handle !== '' && handle !== userHandleOf(userId)) return false;
    return await this.accept({ userId, passkey }, answer, false);
  }

  /** Whose passkey an answer names, before anything of it is checked; null where it is unknown. */
  async ownerOf({ id }: WebauthnResponse): Promise<Account | null> {
    const found = await this.factors.findByKey(id);
    return found === null ? null : await this.users.findById(found._id.toHexString());
  }

  /**
   * True where the passkey was unlocked by its owner (PIN, finger, face) and names this person: then it stands for both
   * factors.
   */
  async proveAlone(userId: string, answer: PasskeyAnswer): Promise<boolean> {
    const passkey = passkeysOf(await this.factors.find(userId)).find((one) => one.key === answer.response.id);
    if (passkey === undefined || answer.response.response['userHandle'] !== userHandleOf(userId)) return false;
    return await this.accept({ userId, passkey }, answer, true);
  }

  private async accept(
    { userId, passkey }: OwnedPasskey,
    { response, challenge, origin }: PasskeyAnswer,
    alone: boolean,
  ): Promise<boolean> {
    const assertion = await this.ceremonies.verifyAssertion(response, challenge, passkey, alone);
    if (assertion === null) return false;
    const use = { ...assertion, at: this.clock.now() };
    if (await this.factors.acceptAssertion(userId, passkey.id, use)) return true;
    const account = await this.users.findById(userId);
    if (account === null) return false;
    await this.events.publish('passkey.cloned', {
      userId,
      email: account.email,
      name: passkey.name,
      actor: { kind: 'system' },
      origin,
    });
    return false;
  }
}

function passkeysOf(found: SecondFactorDocument | null): PasskeyRecord[] {
  return found?.authenticators.filter((one) => one.kind === 'passkey') ?? [];
}
