import { Injectable } from '@nestjs/common';
import { PatienceService } from '../patience/patience.service.js';
import { AuditRangeRepository, type RangeDocument } from './audit-range.repository.js';

/** A record as it tells what happened. */
export type RangeRecord = Omit<RangeDocument, '_id'> & { readonly id: string };

/** Goes through a part of the audit log, page by page, as long as the database lives. */
@Injectable()
export class AuditRangeService {
  constructor(
    private readonly repository: AuditRangeRepository,
    private readonly patience: PatienceService,
  ) {}

  /**
   * Records with `after < id <= upTo`, in the order of their ids.
   * @throws the driver's error when the database goes away
   */
  async read(after: string, upTo: string, limit: number): Promise<RangeRecord[]> {
    const found = await this.patience.wait(async () => await this.repository.find(after, upTo, limit));
    return found.map(({ _id, ...rest }) => ({ id: _id.toHexString(), ...rest }));
  }

  /** How many there are. @throws the driver's error when the database goes away */
  async count(after: string, upTo: string): Promise<number> {
    return await this.patience.wait(async (signal) => await this.repository.count(after, upTo, signal));
  }

  /** An id with at most `limit` records between it and `upTo`, and none that is smaller than `earliest`. */
  async startOf(earliest: string, upTo: string, limit: number): Promise<string> {
    const edge = await this.patience.wait(async () => await this.repository.findIdBefore(upTo, limit));
    return edge === null || edge < earliest ? earliest : edge;
  }
}
