import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from '../../database/connections.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import { LOGIN_ATTEMPT_COLLECTION, type LoginAttemptDocument } from './login-attempt.schema.js';

export type AttemptQuery = mongo.Filter<LoginAttemptDocument>;
const DUPLICATE_KEY = 11_000;
type Attempts = mongo.Collection<LoginAttemptDocument>;

/** The queries of the collection `login_attempts`. */
@Injectable()
export class LoginAttemptRepository {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection,
  ) {}

  /** Stores attempts; one that is there already, put there by a process that settled what this one left, stays as it is. */
  async store(documents: readonly LoginAttemptDocument[]): Promise<void> {
    try {
      await this.attempts.insertMany([...documents], { ordered: false, writeConcern: { w: 'majority' } });
    } catch (error) {
      if (!onlyDuplicates(error)) throw error;
    }
  }

  /** Those of `ids` that are stored. */
  async findStored(ids: readonly string[]): Promise<Set<string>> {
    const found = await this.attempts
      .find({ _id: { $in: ids.map(oid) } })
      .project<{ _id: mongo.ObjectId }>({ _id: 1 })
      .toArray();
    return new Set(found.map(({ _id }) => _id.toHexString()));
  }

  /** One page of a list, in the order of the ids. */
  async page(query: AttemptQuery, direction: 1 | -1, limit: number): Promise<LoginAttemptDocument[]> {
    return await this.attempts.find(query).sort({ _id: direction }).limit(limit).toArray();
  }

  /** The id that stands `distance` places behind the first one of a query, in the order of the ids; null beyond the end. */
  async findIdAt(
    query: AttemptQuery,
    direction: 1 | -1,
    distance: number,
    signal?: AbortSignal,
  ): Promise<string | null> {
    const [found] = await this.attempts
      .find(query, { signal })
      .sort({ _id: direction })
      .skip(distance)
      .limit(1)
      .project<{ _id: mongo.ObjectId }>({ _id: 1 })
      .toArray();
    return found?._id.toHexString() ?? null;
  }

  /** A page without hurry, newest first, for exports. */
  async exportPage(query: AttemptQuery, limit: number, signal: AbortSignal): Promise<LoginAttemptDocument[]> {
    return await this.patientAttempts.find(query, { signal }).sort({ _id: -1 }).limit(limit).toArray();
  }

  /** The ids of a query with `after < id <= upTo`, newest first. */
  async findIds(query: AttemptQuery, after: string, upTo: string, limit: number): Promise<string[]> {
    const found = await this.attempts
      .find(between(query, after, upTo))
      .sort({ _id: -1 })
      .limit(limit)
      .project<{ _id: mongo.ObjectId }>({ _id: 1 })
      .toArray();
    return found.map(({ _id }) => _id.toHexString());
  }

  /** The attempts of a query with `after < id <= upTo`, oldest first. */
  async findBetween(query: AttemptQuery, after: string, upTo: string, limit: number): Promise<LoginAttemptDocument[]> {
    return await this.attempts
      .find(between(query, after, upTo))
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
  }

  /** Those of `ids` that are stored, oldest first. */
  async findByIds(ids: readonly string[]): Promise<LoginAttemptDocument[]> {
    return await this.attempts
      .find({ _id: { $in: ids.map(oid) } })
      .sort({ _id: 1 })
      .toArray();
  }

  private get attempts(): Attempts {
    return this.connection.collection(LOGIN_ATTEMPT_COLLECTION) as unknown as Attempts;
  }

  private get patientAttempts(): Attempts {
    return this.patient.collection(LOGIN_ATTEMPT_COLLECTION) as unknown as Attempts;
  }
}

function onlyDuplicates(error: unknown): boolean {
  if (!(error instanceof mongo.MongoBulkWriteError)) return isDuplicateKey(error);
  const failures: readonly mongo.WriteError[] = [error.writeErrors].flat();
  const concern = error.result.getWriteConcernError();
  return failures.length > 0 && failures.every(({ code }) => code === DUPLICATE_KEY) && concern === undefined;
}

function between(query: AttemptQuery, after: string, upTo: string): AttemptQuery {
  return { ...query, _id: { $gt: oid(after), $lte: oid(upTo) } };
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
