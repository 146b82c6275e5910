import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { WebhookDocument } from './webhook.schema.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { signatureOf } from './webhook-signature.js';
import { type Attempt, WebhookTransport } from './webhook-transport.js';

/** Signs a body and brings it to its endpoint, once. */
@Injectable()
export class WebhookCourier {
  private readonly logger = new Logger(WebhookCourier.name);

  constructor(
    private readonly transport: WebhookTransport,
    private readonly secrets: WebhookSecrets,
    private readonly clock: Clock,
  ) {}

  /** Never throws: whatever goes wrong stands in the result. */
  async bring(endpoint: WebhookDocument, eventId: string, body: string): Promise<Attempt> {
    const secrets = this.openSecrets(endpoint);
    if (secrets === null) return { status: null, problem: 'unreadable_secret', answer: null, durationMs: 0 };
    const timestamp = Math.floor(this.clock.now().getTime() / 1_000);
    const headers = {
      'webhook-id': eventId,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureOf(secrets, eventId, timestamp, body),
    };
    return await this.transport.send(endpoint.url, headers, body);
  }

  // a key that was taken out of the configuration too early makes what it sealed unreadable
  private openSecrets({ _id, secrets }: WebhookDocument): string[] | null {
    try {
      return this.secrets.open(_id.toHexString(), secrets);
    } catch (error) {
      this.logger.error({ err: error, webhook: _id.toHexString() }, 'the secret of a webhook cannot be read');
      return null;
    }
  }
}
