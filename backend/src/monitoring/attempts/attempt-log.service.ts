import type { LoginAttempt } from '@classy-book/contracts/attempts';
import type { LiveFilter } from '@classy-book/contracts/realtime';
import { Inject, Injectable } from '@nestjs/common';
import { mongo } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { CountriesService } from '../../common/network/countries.service.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import type { AuditRecord } from '../audit/audit-record.js';
import {
  type AttemptDetails,
  type AttemptFields,
  attemptDetailsSchema,
  toDocument,
  toFields,
  toLoginAttempt,
} from './login-attempt.mapper.js';
import { toQuery } from './attempt-filter.js';
import type { AttemptSelection } from './attempt-selection.port.js';
import { selectAttempts } from './attempt-selection.js';
import { LoginAttemptRepository } from './login-attempt.repository.js';

/** An attempt that is ready to be stored. */
export interface PendingAttempt {
  readonly id: string;
  readonly timestamp: Date;
  readonly fields: AttemptFields;
}

const DAY_MS = 86_400_000;
const HISTORY = 200;

/**
 * The attempts on their writing side, and as the streams read them again. Each attempt is stored under the id of its
 * audit record, which is written first: so an attempt that is missing here can be made again from there.
 */
@Injectable()
export class AttemptLogService {
  constructor(
    private readonly repository: LoginAttemptRepository,
    private readonly clock: Clock,
    private readonly countries: CountriesService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * What will be stored of an attempt; refuses what could not be, before it waits together with others.
   * @throws when the address is none or an id is no id
   */
  describe(details: AttemptDetails, ipAddress: string, requestId: string): AttemptFields {
    return toFields(details, this.placeOf(ipAddress), requestId);
  }

  /**
   * Stores attempts.
   * @returns them as the consoles see them
   * @throws the driver's error; which of them are stored is not known then
   */
  async store(pending: readonly PendingAttempt[]): Promise<LoginAttempt[]> {
    const documents = pending.map(({ id, timestamp, fields }) => toDocument(id, timestamp, fields));
    if (documents.length > 0) await this.repository.store(documents);
    return documents.map(toLoginAttempt);
  }

  /**
   * Stores the attempts of audit records that are missing here, as far as they would still be kept.
   * @returns how many there were
   */
  async settle(records: readonly AuditRecord[]): Promise<number> {
    const oldest = this.clock.now().getTime() - this.config.retention.attemptDays * DAY_MS;
    const kept = records.filter(({ timestamp }) => timestamp.getTime() > oldest);
    if (kept.length === 0) return 0;
    const stored = await this.repository.findStored(kept.map(({ id }) => id));
    const missing = this.fromRecords(kept.filter(({ id }) => !stored.has(id)));
    await this.store(missing);
    return missing.length;
  }

  /** The attempts that audit records of attempts tell of; a record that was edited by hand into something else is none. */
  fromRecords(records: readonly AuditRecord[]): PendingAttempt[] {
    return records.flatMap(({ id, timestamp, details, ipAddress, requestId }) => {
      const parsed = attemptDetailsSchema.safeParse(details);
      if (!parsed.success || ipAddress === null) return [];
      return [{ id, timestamp, fields: toFields(parsed.data, this.placeOf(ipAddress), requestId) }];
    });
  }

  /**
   * Makes a filter of the live stream ready for use.
   * @returns null for a filter that keeps everything
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  select(filter: LiveFilter): AttemptSelection | null {
    return selectAttempts(filter);
  }

  /** The attempts of a filter with `after < id <= upTo`, oldest first, at most `limit`. */
  async readBetween(after: string, upTo: string, limit: number, filter: LiveFilter = {}): Promise<LoginAttempt[]> {
    return (await this.repository.findBetween(toQuery(filter), after, upTo, limit)).map(toLoginAttempt);
  }

  /** The ids of the attempts of a filter with `after < id <= upTo`, newest first, at most `limit`. */
  async readIdsBetween(after: string, upTo: string, limit: number, filter: LiveFilter = {}): Promise<string[]> {
    return await this.repository.findIds(toQuery(filter), after, upTo, limit);
  }

  /** The attempts with some ids, oldest first. */
  async readByIds(ids: readonly string[]): Promise<LoginAttempt[]> {
    return (await this.repository.findByIds(ids)).map(toLoginAttempt);
  }

  /**
   * How often an account got in from a known country before an attempt, counted up to `enough`. Somebody with very many
   * attempts has a history anyway.
   */
  async countPlacedSuccesses(userId: string, before: string, enough: number): Promise<number> {
    const oid = (id: string): mongo.ObjectId => mongo.ObjectId.createFromHexString(id);
    const page = await this.repository.page({ userId: oid(userId), _id: { $lt: oid(before) } }, -1, HISTORY);
    if (page.length === HISTORY) return enough;
    return page.filter(({ outcome, country }) => outcome === 'succeeded' && country !== null).length;
  }

  private placeOf(ipAddress: string): { ipAddress: string; country: string | null } {
    return { ipAddress, country: this.countries.find(ipAddress) };
  }
}
