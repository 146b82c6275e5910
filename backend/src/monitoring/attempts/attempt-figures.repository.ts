import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from '../../database/connections.js';
import type { AttemptCell } from './attempt-cell.js';
import type { AttemptQuery } from './login-attempt.repository.js';
import { LOGIN_ATTEMPT_COLLECTION, type LoginAttemptDocument } from './login-attempt.schema.js';

/** The accounts or addresses in a set of attempts: how many, and the ones with the most attempts. */
export interface Distribution {
  readonly distinct: number;
  readonly top: readonly { readonly value: string; readonly count: number }[];
}

/** What is counted of an attempt. */
export type CountedAttempt = Pick<
  LoginAttemptDocument,
  '_id' | 'email' | 'ipAddress' | 'country' | 'deviceInfo' | 'outcome' | 'failureReason' | 'method' | 'timestamp'
>;

const COUNTED = {
  ...{ email: 1, ipAddress: 1, country: 1, 'deviceInfo.label': 1 },
  ...{ outcome: 1, failureReason: 1, method: 1, timestamp: 1 },
};

type Attempts = mongo.Collection<LoginAttemptDocument>;

/** The counts over the collection `login_attempts`. They may read many documents, so they run without hurry; each ends when its
 * signal is aborted. */
@Injectable()
export class AttemptFiguresRepository {
  constructor(@InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection) {}

  /** Counts by slices of `sliceMs` milliseconds, outcome, reason and method. */
  async countCells(query: AttemptQuery, sliceMs: number, signal: AbortSignal): Promise<AttemptCell[]> {
    return await this.attempts
      .aggregate<AttemptCell>(
        [
          { $match: query },
          {
            $group: {
              _id: {
                slot: { $floor: { $divide: [{ $toLong: '$timestamp' }, sliceMs] } },
                outcome: '$outcome',
                reason: '$failureReason',
                method: '$method',
              },
              count: { $sum: 1 },
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

  /** The number of different values of a field, and the `top` most frequent of them. */
  async distribution(
    query: AttemptQuery,
    field: 'email' | 'ipAddress',
    top: number,
    signal: AbortSignal,
  ): Promise<Distribution> {
    const [found] = await this.attempts
      .aggregate<{ distinct: { count: number }[]; top: { _id: string; count: number }[] }>(
        [
          { $match: query },
          { $group: { _id: `$${field}`, count: { $sum: 1 } } },
          {
            $facet: {
              distinct: [{ $count: 'count' }],
              top: [{ $sort: { count: -1, _id: 1 } }, { $limit: top }],
            },
          },
        ],
        { signal },
      )
      .toArray();
    return {
      distinct: found?.distinct[0]?.count ?? 0,
      top: (found?.top ?? []).map(({ _id, count }) => ({ value: _id, count })),
    };
  }

  /** The moments of the first and the last attempt of a query; null where there is none. */
  async extent(query: AttemptQuery, signal: AbortSignal): Promise<{ first: Date; last: Date } | null> {
    const [first] = await this.edge(query, 1, signal);
    const [last] = await this.edge(query, -1, signal);
    return first === undefined || last === undefined ? null : { first: first.timestamp, last: last.timestamp };
  }

  /** The moment of the first attempt at or after an id; null where there is none. */
  async firstFrom(query: AttemptQuery, signal: AbortSignal): Promise<Date | null> {
    const [first] = await this.edge(query, 1, signal);
    return first?.timestamp ?? null;
  }

  /** Attempts of a query by id, oldest first, with what is counted of them and no more. */
  async pageToCount(query: AttemptQuery, limit: number, signal: AbortSignal): Promise<CountedAttempt[]> {
    return await this.attempts
      .find(query, { signal })
      .sort({ _id: 1 })
      .limit(limit)
      .project<CountedAttempt>(COUNTED)
      .toArray();
  }

  private async edge(
    query: AttemptQuery,
    direction: 1 | -1,
    signal: AbortSignal,
  ): Promise<Pick<LoginAttemptDocument, 'timestamp'>[]> {
    return await this.attempts
      .find(query, { signal })
      .sort({ _id: direction })
      .limit(1)
      .project<Pick<LoginAttemptDocument, 'timestamp'>>({ timestamp: 1 })
      .toArray();
  }

  private get attempts(): Attempts {
    return this.patient.collection(LOGIN_ATTEMPT_COLLECTION) as unknown as Attempts;
  }
}
