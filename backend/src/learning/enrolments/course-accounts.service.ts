import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import type { Account } from '../../security/users/users.service.js';
import { READING, statusAt } from './enrolment.mapper.js';
import { EnrolmentRepository } from './enrolment.repository.js';
import type { EnrolmentDocument } from './enrolment.schema.js';

/** The account of an address, and how it stands in a course. */
export interface CourseAccount {
  readonly account: Account;
  readonly enrolment: EnrolmentDocument | null;
  readonly reads: boolean;
}

/** Looks up whole lists of addresses: who has an account, and who of them is in a course. */
@Injectable()
export class CourseAccountsService {
  constructor(
    private readonly users: UserDirectoryService,
    private readonly enrolments: EnrolmentRepository,
    private readonly clock: Clock,
  ) {}

  /** The active accounts with some addresses, by address; addresses without one are left out. */
  async look(courseId: string, emails: readonly string[]): Promise<ReadonlyMap<string, CourseAccount>> {
    const accounts = (await this.users.findByEmails(emails)).filter(({ isActive }) => isActive);
    const ids = accounts.map(({ id }) => id);
    const found = ids.length === 0 ? [] : await this.enrolments.findOfUsers(courseId, ids);
    const byUser = new Map(found.map((enrolment) => [enrolment.userId, enrolment]));
    const now = this.clock.now();
    return new Map(
      accounts.map((account) => {
        const enrolment = byUser.get(account.id) ?? null;
        const reads = enrolment !== null && READING.includes(statusAt(enrolment, now));
        return [account.email, { account, enrolment, reads }];
      }),
    );
  }
}
