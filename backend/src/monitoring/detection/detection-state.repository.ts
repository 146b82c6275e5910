import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import type { LogPosition } from '../audit/audit-follow.port.js';
import { upsertOrMeet } from '../../database/database-errors.js';
import { DETECTION_STATE_COLLECTION, type DetectionStateDocument } from './detection-state.schema.js';

/** How far the rules have come. */
export type Progress = Pick<DetectionStateDocument, 'position' | 'toldUntil'>;

const ENGINE = 'engine';

/** The queries of the collection `detection_state`: a lease that one process holds, and what it has done. */
@Injectable()
export class DetectionStateRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Makes the document where there is none yet: reading begins at `position`, and nobody reads. */
  async prepare(position: LogPosition, now: Date): Promise<void> {
    const fresh = { holder: '', until: now, position, toldUntil: now };
    await upsertOrMeet(async () => this.states.updateOne({ _id: ENGINE }, { $setOnInsert: fresh }, { upsert: true }));
  }

  /** Takes the lease, or holds on to it; null where somebody else has it. */
  async take(holder: string, now: Date, until: Date): Promise<Progress | null> {
    return await this.states.findOneAndUpdate(
      { _id: ENGINE, $or: [{ holder }, { until: { $lte: now } }] },
      { $set: { holder, until } },
      { returnDocument: 'after' },
    );
  }

  /** Notes how far the holder of the lease is, and holds on to it; false where it is lost. */
  async advance(holder: string, progress: Progress, until: Date): Promise<boolean> {
    const { matchedCount } = await this.states.updateOne({ _id: ENGINE, holder }, { $set: { ...progress, until } });
    return matchedCount === 1;
  }

  /** Lets another process go on at once. */
  async release(holder: string, now: Date): Promise<void> {
    await this.states.updateOne({ _id: ENGINE, holder }, { $set: { until: now } });
  }

  private get states(): mongo.Collection<DetectionStateDocument> {
    return this.connection.collection(
      DETECTION_STATE_COLLECTION,
    ) as unknown as mongo.Collection<DetectionStateDocument>;
  }
}
