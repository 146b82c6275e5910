import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { SecretBox } from '../../common/crypto/secret-box.js';
import type { SealedSecret } from './webhook.schema.js';
import { newSecret } from './webhook-signature.js';

/** So long the secret before the newest one signs too. */
const OVERLAP_MS = 86_400_000;

/** The secrets of endpoints: made here, kept sealed. */
@Injectable()
export class WebhookSecrets {
  constructor(
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** A new secret for an endpoint: in plain, to be shown once, and sealed. */
  make(endpointId: string): { plain: string; sealed: SealedSecret } {
    const plain = newSecret();
    const sealed = this.box.seal(plain, contextOf(endpointId));
    return { plain, sealed: { sealed, madeAt: this.clock.now(), validUntil: null } };
  }

  /** The list after `next` was put in front: the one before it stays for a day. */
  succeed(next: SealedSecret, [current]: readonly SealedSecret[]): SealedSecret[] {
    const validUntil = new Date(this.clock.now().getTime() + OVERLAP_MS);
    return current === undefined ? [next] : [next, { ...current, validUntil }];
  }

  /**
   * The secrets that sign now, the newest first.
   * @throws Error where one was sealed with a key that is not configured any more
   */
  open(endpointId: string, secrets: readonly SealedSecret[]): string[] {
    const now = this.clock.now();
    return secrets
      .filter(({ validUntil }) => validUntil === null || validUntil > now)
      .map(({ sealed }) => this.box.open(sealed, contextOf(endpointId)));
  }
}

function contextOf(endpointId: string): string {
  return `webhook:${endpointId}`;
}
