import type { ImportResult } from '@classy-book/contracts/course-people';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { CourseRecord } from '../courses/courses.port.js';
import { type Admission, AdmissionsService } from './admissions.service.js';
import { type CourseAccount, CourseAccountsService } from './course-accounts.service.js';
import { CourseInvitationRepository } from './course-invitation.repository.js';
import { EnrolmentRepository } from './enrolment.repository.js';
import { InvitationLettersService, type Inviter } from './invitation-letters.service.js';
import { inLanes } from './lanes.js';
import type { RosterRow } from './roster-file.js';

/** On whose behalf rows are read. Without an import nothing is written: what would happen is answered. */
export interface RosterRun {
  readonly course: CourseRecord;
  readonly invite: boolean;
  readonly importId: string | null;
  readonly inviter: Inviter;
}

type Writing = RosterRun & { readonly importId: string };

/** What is known of the addresses of some rows. */
interface Known {
  readonly people: ReadonlyMap<string, CourseAccount>;
  /** The import of each open invitation, null for one that was written by hand. */
  readonly invited: ReadonlyMap<string, string | null>;
}

/** Enrols the people of a roster, some hundred rows at a time. */
@Injectable()
export class RosterService {
  constructor(
    private readonly accounts: CourseAccountsService,
    private readonly admissions: AdmissionsService,
    private readonly enrolments: EnrolmentRepository,
    private readonly invitations: CourseInvitationRepository,
    private readonly letters: InvitationLettersService,
    private readonly clock: Clock,
  ) {}

  /**
   * Does what rows ask for, and says of each what became of it. The same rows a second time, or at once in another import,
   * make nobody double; rows that this import has done already are told of as it did them.
   */
  async settle(rows: readonly RosterRow[], run: RosterRun): Promise<RosterRow[]> {
    const emails = rows.filter(({ result }) => result === 'unread').map(({ email }) => email);
    const [people, open] = await Promise.all([
      this.accounts.look(run.course.id, emails),
      this.invitations.findOpen(run.course.id, emails, this.clock.now()),
    ]);
    const known = { people, invited: new Map(open.map(({ email, importId }) => [email, importId])) };
    const planned = rows.map((row) =>
      row.result === 'unread' ? { ...row, result: plan(row.email, known, run) } : row,
    );
    return run.importId === null ? planned : await this.carryOut(planned, known, { ...run, importId: run.importId });
  }

  private async carryOut(rows: readonly RosterRow[], known: Known, run: Writing): Promise<RosterRow[]> {
    const made = await this.enrolNew(rows, known, run);
    return await inLanes(rows, async (row) => {
      const person = known.people.get(row.email);
      if (row.result === 'enrolled') return { ...row, result: made.has(row.email) ? 'enrolled' : 'already' };
      if (row.result === 'back' && person !== undefined)
        return { ...row, result: await this.bringBack(row, person, run) };
      const isNew = row.result === 'invited' && !known.invited.has(row.email);
      return isNew ? { ...row, result: await this.invite(row, run) } : row;
    });
  }

  // all new ones with one command; who bears the mark of this import afterwards was enrolled by it
  private async enrolNew(rows: readonly RosterRow[], { people }: Known, run: Writing): Promise<ReadonlySet<string>> {
    const fresh = rows.flatMap((row) => {
      const person = row.result === 'enrolled' ? people.get(row.email) : undefined;
      return person === undefined ? [] : [{ row, person }];
    });
    if (fresh.length === 0) return new Set();
    const drafts = fresh
      .filter(({ person }) => person.enrolment === null)
      .map(({ row, person }) => this.admissions.draft(run.course, person.account, admissionOf(row, run.importId)));
    await this.enrolments.insertMany(drafts);
    const ids = fresh.map(({ person }) => person.account.id);
    const stored = await this.enrolments.findOfUsers(run.course.id, ids);
    return new Set(stored.filter(({ importId }) => importId === run.importId).map(({ email }) => email));
  }

  private async bringBack(row: RosterRow, { account }: CourseAccount, run: Writing): Promise<ImportResult> {
    const { change } = await this.admissions.admit(run.course, account, admissionOf(row, run.importId));
    return change === null ? 'already' : 'back';
  }

  private async invite(row: RosterRow, { course, importId, inviter }: Writing): Promise<ImportResult> {
    const letter = { email: row.email, account: null, message: '', source: 'csv' as const, importId };
    const { result } = await this.letters.send(course, { ...letter, accessEndsAt: row.expiresAt }, inviter);
    if (result === 'failed') return 'mail_failed';
    return result === 'invited' ? 'invited' : 'invited_already';
  }
}

function plan(email: string, { people, invited }: Known, { course, invite, importId }: RosterRun): ImportResult {
  const person = people.get(email);
  if (person === undefined) {
    const by = invited.get(email);
    if (by !== undefined) return importId !== null && by === importId ? 'invited' : 'invited_already';
    return invite ? 'invited' : 'no_account';
  }
  if (course.teacherIds.includes(person.account.id)) return 'teaches';
  if (person.enrolment === null) return 'enrolled';
  if (!person.reads) return 'back';
  return importId !== null && person.enrolment.importId === importId ? 'enrolled' : 'already';
}

function admissionOf({ expiresAt }: RosterRow, importId: string): Admission {
  return { source: 'csv', status: 'active', importId, ...(expiresAt === null ? {} : { expiresAt }) };
}
