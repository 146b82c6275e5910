import { Injectable } from '@nestjs/common';
import type { WebauthnResponse } from '@classy-book/contracts/second-factor';
import type { Origin } from '../../common/events/actor.js';
import { CodeProofsService } from './code-proofs.service.js';
import type { CeremonyOptions } from './passkey-ceremonies.js';
import { PasskeyProofsService } from './passkey-proofs.service.js';

/** What somebody shows as their second factor; `challenge` is what the passkey had to sign, base64url. */
export type FactorProof =
  | { readonly method: 'totp' | 'backup_code'; readonly code: string }
  | { readonly method: 'passkey'; readonly response: WebauthnResponse; readonly challenge: string };

/** Says whether a second factor is right. A right one is used up: shown again, by however many at once, it is wrong. */
@Injectable()
export class FactorProofsService {
  constructor(
    private readonly codes: CodeProofsService,
    private readonly passkeys: PasskeyProofsService,
  ) {}

  async prove(userId: string, proof: FactorProof, origin: Origin): Promise<boolean> {
    switch (proof.method) {
      case 'totp':
        return await this.codes.proveTotp(userId, proof.code);
      case 'backup_code':
        return await this.codes.proveBackupCode(userId, proof.code);
      case 'passkey':
        return await this.passkeys.prove(userId, { ...proof, origin });
    }
  }

  /** What a browser needs to ask for one of the person's passkeys. */
  async passkeyOptions(userId: string, challenge: string): Promise<CeremonyOptions> {
    return await this.passkeys.optionsFor(userId, challenge);
  }
}
