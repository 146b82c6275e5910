import type { CourseInvitation, InviteRequest, InviteResult } from '@classy-book/contracts/enrolments';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { CoursesPort } from '../courses/courses.port.js';
import { CourseAccountsService } from './course-accounts.service.js';
import { requireOpenCourse } from './course-doors.js';
import { CourseInvitationRepository } from './course-invitation.repository.js';
import type { CourseInvitationDocument } from './course-invitation.schema.js';
import { EnrolmentNewsService } from './enrolment-news.service.js';
import { InvitationLettersService } from './invitation-letters.service.js';
import { inLanes } from './lanes.js';

/** Invitations into a course, by email. */
@Injectable()
export class CourseInvitationsService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly invitations: CourseInvitationRepository,
    private readonly accounts: CourseAccountsService,
    private readonly letters: InvitationLettersService,
    private readonly news: EnrolmentNewsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Invites addresses, whether they have an account or not. An address that is invited again gets a new link, and the one
   * before works no more.
   * @throws AppError NOT_FOUND, CONFLICT for an archived course
   */
  async invite(courseId: string, { emails, message }: InviteRequest, caller: Caller): Promise<InviteResult[]> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    requireOpenCourse(course);
    const known = await this.accounts.look(courseId, emails);
    const letter = { source: 'invite' as const, message, accessEndsAt: null, importId: null };
    const inviter = await this.letters.inviterOf(caller);
    return await inLanes(emails, async (email) => {
      const { account = null, reads = false } = known.get(email) ?? {};
      if (reads) return { email, result: 'enrolled' };
      const { id, result } = await this.letters.send(course, { email, account, ...letter }, inviter);
      if (account !== null && result === 'invited') this.news.invited(course, account.id, id, inviter.name);
      return { email, result };
    });
  }

  /** The invitations of a course, newest first. @throws AppError NOT_FOUND */
  async list(
    courseId: string,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
    { principal }: Caller,
  ): Promise<Page<CourseInvitation>> {
    await this.courses.requireTaught(courseId, principal);
    const now = this.clock.now();
    const found = await this.invitations.page(courseId, cursor, limit + 1);
    return Page.from(
      found.map((one) => toInvitation(one, now)),
      limit,
      ({ id }) => id,
    );
  }

  /** Withdraws an invitation: its link opens nothing any more. @throws AppError NOT_FOUND */
  async withdraw(courseId: string, id: string, caller: Caller): Promise<void> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    const withdrawn = await this.invitations.withdraw(courseId, id);
    if (withdrawn === null) throw new AppError('NOT_FOUND', 'There is no such invitation that is still open.');
    await this.letters.tell('withdrawn', course, { id, email: withdrawn.email }, caller);
  }
}

function toInvitation(invitation: CourseInvitationDocument, now: Date): CourseInvitation {
  const { email, state, invitedBy, createdAt, expiresAt } = invitation;
  return {
    id: invitation._id.toHexString(),
    ...{ email, invitedBy },
    state: state === 'open' && expiresAt <= now ? 'expired' : state,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
