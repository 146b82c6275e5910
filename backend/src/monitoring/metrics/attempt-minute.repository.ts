import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from '../../database/connections.js';
import type { AttemptCell } from '../attempts/attempt-cell.js';
import { ATTEMPT_MINUTE_COLLECTION, type AttemptMinuteDocument } from './attempt-minute.schema.js';

/** The queries of the collection `attempt_minutes`. */
@Injectable()
export class AttemptMinuteRepository {
  constructor(@InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection) {}

  /**
   * Stores minutes in place of what stood there before: doing it twice changes nothing. In their order, so that none is
   * missing before the newest one, whenever the process ends.
   */
  async replace(minutes: readonly AttemptMinuteDocument[]): Promise<void> {
    if (minutes.length === 0) return;
    await this.minutes.bulkWrite(
      minutes.map((minute) => ({
        replaceOne: {
          filter: { _id: minute._id },
          replacement: { cells: minute.cells, expiresAt: minute.expiresAt },
          upsert: true,
        },
      })),
      { ordered: true },
    );
  }

  /** The start of the newest minute; null where there is none. */
  async newest(): Promise<Date | null> {
    const [last] = await this.minutes.find().sort({ _id: -1 }).limit(1).toArray();
    return last?._id ?? null;
  }

  /** Adds up the minutes with `from <= start < to`, by slices of `sliceMs` from the epoch and kind of attempt. */
  async sumCells(from: Date, to: Date, sliceMs: number, signal: AbortSignal): Promise<AttemptCell[]> {
    return await this.minutes
      .aggregate<AttemptCell>(
        [
          { $match: { _id: { $gte: from, $lt: to } } },
          { $unwind: '$cells' },
          {
            $group: {
              _id: {
                slot: { $floor: { $divide: [{ $toLong: '$_id' }, sliceMs] } },
                outcome: '$cells.outcome',
                reason: '$cells.reason',
                method: '$cells.method',
              },
              count: { $sum: '$cells.count' },
            },
          },
          {
            $project: {
              _id: 0,
              slot: '$_id.slot',
              outcome: '$_id.outcome',
              reason: { $ifNull: ['$_id.reason', null] },
              method: '$_id.method',
              count: 1,
            },
          },
        ],
        { signal },
      )
      .toArray();
  }

  private get minutes(): mongo.Collection<AttemptMinuteDocument> {
    return this.patient.collection(ATTEMPT_MINUTE_COLLECTION) as unknown as mongo.Collection<AttemptMinuteDocument>;
  }
}
