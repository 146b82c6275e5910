import type { WebhookRequest } from '@classy-book/contracts/webhooks';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import { type SealedSecret, WEBHOOK_MODEL, type WebhookDocument } from './webhook.schema.js';

type Change = Partial<Pick<WebhookDocument, 'stopReason' | 'stoppedAt' | 'failingSince' | 'givenUp' | 'since'>>;

/** The queries of the collection `webhooks`. */
@Injectable()
export class WebhookRepository {
  constructor(@InjectModel(WEBHOOK_MODEL) private readonly webhooks: Model<WebhookDocument>) {}

  /** An id for an endpoint to insert: its secret is sealed for it. */
  newId(): string {
    return new Types.ObjectId().toHexString();
  }

  /** All endpoints, the oldest first. */
  async findAll(): Promise<WebhookDocument[]> {
    return await this.webhooks.find().sort({ _id: 1 }).lean<WebhookDocument[]>();
  }

  async find(id: string): Promise<WebhookDocument | null> {
    return await this.webhooks.findById(id).lean<WebhookDocument>();
  }

  async count(session: ClientSession): Promise<number> {
    return await this.webhooks.countDocuments({}, { session });
  }

  async insert(webhook: Omit<WebhookDocument, '_id'> & { readonly id: string }, session: ClientSession): Promise<void> {
    const { id, ...fields } = webhook;
    await this.webhooks.create([{ _id: new Types.ObjectId(id), ...fields }], { session });
  }

  /** Sets what a person sets. @returns the endpoint as it was; null where there is none */
  async update(id: string, request: WebhookRequest, change: Change): Promise<WebhookDocument | null> {
    return await this.webhooks
      .findOneAndUpdate({ _id: id }, { $set: { ...request, ...change } }, { returnDocument: 'before' })
      .lean<WebhookDocument>();
  }

  /** @returns the endpoint that is gone now; null where there was none */
  async remove(id: string): Promise<WebhookDocument | null> {
    const removed = await this.webhooks.findOneAndDelete({ _id: id }).lean<WebhookDocument>();
    // the fall-back database finds nothing where the result of a delivery was noted in the same moment
    if (removed !== null || (await this.find(id)) === null) return removed;
    return await this.webhooks.findOneAndDelete({ _id: id }).lean<WebhookDocument>();
  }

  /** Replaces the secrets where the newest is still the one that was read. */
  async replaceSecrets(id: string, newest: string, secrets: SealedSecret[]): Promise<boolean> {
    const { matchedCount } = await this.webhooks.updateOne(
      { _id: id, 'secrets.0.sealed': newest },
      { $set: { secrets } },
    );
    return matchedCount > 0;
  }

  /** Something arrived: whatever went wrong before is over. */
  async noteArrival(id: string, at: Date): Promise<void> {
    await this.webhooks.updateOne({ _id: id }, { $set: { lastDeliveredAt: at, failingSince: null, givenUp: 0 } });
  }

  /** Something did not arrive. @returns the endpoint afterwards; null where it is gone */
  async noteFailure(id: string, at: Date, gaveUp: boolean): Promise<WebhookDocument | null> {
    await this.webhooks.updateOne({ _id: id, failingSince: null }, { $set: { failingSince: at } });
    return await this.webhooks
      .findOneAndUpdate({ _id: id }, { $inc: { givenUp: gaveUp ? 1 : 0 } }, { returnDocument: 'after' })
      .lean<WebhookDocument>();
  }

  /** Switches an endpoint off. False where it was off already. */
  async stop(id: string, reason: 'failures' | 'gone', at: Date): Promise<boolean> {
    const { matchedCount } = await this.webhooks.updateOne(
      { _id: id, enabled: true },
      { $set: { enabled: false, stopReason: reason, stoppedAt: at } },
    );
    return matchedCount > 0;
  }
}
