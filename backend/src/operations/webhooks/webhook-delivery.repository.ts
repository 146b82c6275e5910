import type { WebhookDeliveryQuery } from '@classy-book/contracts/webhooks';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, mongo, Types } from 'mongoose';
import { WEBHOOK_DELIVERY_MODEL, type WebhookDeliveryDocument } from './webhook-delivery.schema.js';
import type { Attempt } from './webhook-transport.js';

/** A delivery to be queued. */
export type NewDelivery = Pick<WebhookDeliveryDocument, 'key' | 'eventId' | 'type' | 'at' | 'body' | 'expiresAt'> & {
  readonly id: string;
  readonly endpointId: string;
  readonly redelivery: boolean;
  readonly dueAt: Date;
};

/** The queries of the collection `webhook_deliveries`. */
@Injectable()
export class WebhookDeliveryRepository {
  constructor(@InjectModel(WEBHOOK_DELIVERY_MODEL) private readonly deliveries: Model<WebhookDeliveryDocument>) {}

  /** The greatest id of all deliveries; null where there is none. */
  async greatestId(): Promise<string | null> {
    const [last] = await this.deliveries.find({}, { _id: 1 }).sort({ _id: -1 }).limit(1).lean();
    return last?._id.toHexString() ?? null;
  }

  /** Queues deliveries, in their order. Those that are there already stay as they are. */
  async insert(deliveries: readonly NewDelivery[]): Promise<void> {
    try {
      await this.deliveries.collection.insertMany(deliveries.map(toDocument), { ordered: false });
    } catch (error) {
      if (!metItselfOnly(error)) throw error;
    }
  }

  /** How many wait for an endpoint, counted no further than `limit`. */
  async countWaiting(endpointId: string, limit: number): Promise<number> {
    return await this.deliveries.countDocuments({ endpointId, state: 'waiting' }, { limit });
  }

  /** Marks the oldest of those that wait as dropped, but for one that is being sent. */
  async dropOldest(endpointId: string, count: number): Promise<void> {
    const oldest = await this.deliveries
      .find({ endpointId, state: 'waiting', lease: null }, { _id: 1 })
      .sort({ _id: 1 })
      .limit(count)
      .lean();
    await this.deliveries.updateMany(
      { _id: { $in: oldest.map(({ _id }) => _id) }, state: 'waiting', lease: null },
      { $set: { state: 'dropped', dueAt: null } },
    );
  }

  /** Removes what has ended beyond the newest `kept` deliveries of an endpoint. */
  async trim(endpointId: string, kept: number): Promise<void> {
    const [last] = await this.deliveries.find({ endpointId }, { _id: 1 }).sort({ _id: -1 }).skip(kept).limit(1).lean();
    if (last === undefined) return;
    await this.deliveries.deleteMany({ endpointId, _id: { $lte: last._id }, state: { $ne: 'waiting' } });
  }

  /** The delivery of an endpoint that comes next; null where none waits. */
  async findHead(endpointId: string): Promise<WebhookDeliveryDocument | null> {
    return await this.deliveries
      .findOne({ endpointId, state: 'waiting' })
      .sort({ _id: 1 })
      .lean<WebhookDeliveryDocument>();
  }

  /** Takes a delivery that is due. Nobody else gets it until `leaseEnd`: one command decides. */
  async claim(id: Types.ObjectId, lease: string, now: Date, leaseEnd: Date): Promise<WebhookDeliveryDocument | null> {
    return await this.deliveries
      .findOneAndUpdate(
        { _id: id, state: 'waiting', dueAt: { $lte: now } },
        { $set: { lease, dueAt: leaseEnd }, $inc: { attempts: 1 } },
        { returnDocument: 'after' },
      )
      .lean<WebhookDeliveryDocument>();
  }

  /** Ends a try: the delivery has arrived, was given up, or waits until `dueAt`. False where another process has it. */
  async settle(
    id: Types.ObjectId,
    lease: string,
    { status, problem, answer, durationMs }: Attempt,
    next: { readonly state: 'waiting' | 'delivered' | 'given_up'; readonly dueAt: Date | null; readonly triedAt: Date },
  ): Promise<boolean> {
    const { matchedCount } = await this.deliveries.updateOne(
      { _id: id, lease },
      { $set: { lease: null, status, problem, answer, durationMs, ...next } },
    );
    return matchedCount > 0;
  }

  /** Puts a delivery back as if it had not been taken. */
  async putBack(id: Types.ObjectId, lease: string, dueAt: Date): Promise<void> {
    await this.deliveries.updateOne({ _id: id, lease }, { $set: { lease: null, dueAt }, $inc: { attempts: -1 } });
  }

  /** Lets a delivery that waits for its next try be tried at once. False where it does not wait, or is being sent. */
  async hasten(id: string, endpointId: string, now: Date): Promise<boolean> {
    const { matchedCount } = await this.deliveries.updateOne(
      { _id: id, endpointId, state: 'waiting', lease: null },
      { $set: { dueAt: now } },
    );
    return matchedCount > 0;
  }

  /** Puts the result of something that was sent at once into the log. */
  async record(delivery: NewDelivery, { status, problem, answer, durationMs }: Attempt): Promise<void> {
    const state = problem === null ? 'delivered' : 'given_up';
    const result = { state, attempts: 1, dueAt: null, triedAt: delivery.at, status, problem, answer, durationMs };
    await this.deliveries.collection.insertOne({ ...toDocument(delivery), ...result });
  }

  async find(id: string, endpointId: string): Promise<WebhookDeliveryDocument | null> {
    return await this.deliveries.findOne({ _id: id, endpointId }).lean<WebhookDeliveryDocument>();
  }

  /** The log of an endpoint, newest first, without what was sent and answered. */
  async list(
    endpointId: string,
    { state, type, cursor }: WebhookDeliveryQuery,
    limit: number,
  ): Promise<WebhookDeliveryDocument[]> {
    return await this.deliveries
      .find(
        {
          endpointId,
          ...(state === undefined ? {} : { state }),
          ...(type === undefined ? {} : { type }),
          ...(cursor === undefined ? {} : { _id: { $lt: new Types.ObjectId(cursor) } }),
        },
        { body: 0, answer: 0 },
      )
      .sort({ _id: -1 })
      .limit(limit)
      .lean<WebhookDeliveryDocument[]>();
  }

  async removeOf(endpointId: string): Promise<void> {
    await this.deliveries.deleteMany({ endpointId });
  }
}

function toDocument({ id, endpointId, ...fields }: NewDelivery): WebhookDeliveryDocument {
  return {
    _id: new Types.ObjectId(id),
    endpointId: new Types.ObjectId(endpointId),
    ...fields,
    state: 'waiting',
    attempts: 0,
    lease: null,
    triedAt: null,
    status: null,
    problem: null,
    answer: null,
    durationMs: null,
  };
}

// of a list that was inserted in part the driver names what was refused
function metItselfOnly(error: unknown): boolean {
  if (!(error instanceof mongo.MongoBulkWriteError)) return false;
  const refused = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return refused.length > 0 && refused.every(({ code }) => code === 11_000);
}
