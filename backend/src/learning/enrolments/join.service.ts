import type { Joined, JoinPreview } from '@classy-book/contracts/enrolments';
import { Injectable } from '@nestjs/common';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { type Account, UsersService } from '../../security/users/users.service.js';
import { CoursesPort, publishedLessons, type CourseRecord } from '../courses/courses.port.js';
import { requireJoinable } from './course-doors.js';
import { EnrolmentsService } from './enrolments.service.js';
import { JoinReferencesService, type Opening } from './join-references.service.js';
import { JoiningService } from './joining.service.js';

const HIDDEN = '***';

/** People who follow an invitation or type a code. */
@Injectable()
export class JoinService {
  constructor(
    private readonly references: JoinReferencesService,
    private readonly joining: JoiningService,
    private readonly enrolments: EnrolmentsService,
    private readonly courses: CoursesPort,
    private readonly users: UsersService,
  ) {}

  /**
   * What a reference opens for the caller; changes nothing.
   * @throws AppError TOKEN_INVALID, FORBIDDEN for a course that takes in nobody now
   */
  async preview(reference: string, caller: SessionCaller): Promise<JoinPreview> {
    const { opening, course, person } = await this.read(reference, caller);
    const outcome = await this.outcomeOf(opening, course, person);
    const { slug, title, summary, language, accessDays } = course;
    const lessons = publishedLessons(course).length;
    return {
      kind: opening.kind,
      outcome,
      course: { slug, title, summary, language, lessons },
      invited: outcome === 'other_account' && opening.kind === 'invitation' ? hide(opening.invitation.email) : null,
      accessDays,
    };
  }

  /**
   * Joins. Whoever is in already stays as they are, and uses nothing up.
   * @throws AppError TOKEN_INVALID, FORBIDDEN for the invitation of another address, for who was taken out and for a course
   *   that takes in nobody now, CONFLICT for who teaches it, LIMIT_REACHED for a code that is used up
   */
  async join(reference: string, caller: SessionCaller): Promise<Joined> {
    const { opening, course, person } = await this.read(reference, caller);
    const { slug, title } = course;
    const outcome = await this.outcomeOf(opening, course, person);
    if (outcome === 'enrolled') return { slug, title, changed: false };
    if (outcome !== 'joins') throw refusal(outcome);
    const changed =
      opening.kind === 'invitation'
        ? await this.joining.byInvitation(opening.invitation, course, person, caller)
        : await this.joining.byCode(opening.code, course, person, caller);
    return { slug, title, changed };
  }

  private async read(
    reference: string,
    { principal }: SessionCaller,
  ): Promise<{ opening: Opening; course: CourseRecord; person: Account }> {
    const person = await this.users.findById(principal.userId);
    if (person === null) throw new AppError('SESSION_ENDED', 'Your session has ended. Sign in again.');
    const opening = await this.references.find(reference, person);
    const course = await this.courses.find(opening.courseId);
    if (course === null) throw new AppError('TOKEN_INVALID', 'The course of this invitation or code is gone.');
    if (!course.teacherIds.includes(person.id)) requireJoinable(course);
    return { opening, course, person };
  }

  private async outcomeOf(opening: Opening, course: CourseRecord, person: Account): Promise<JoinPreview['outcome']> {
    if (course.teacherIds.includes(person.id)) return 'teaches';
    const found = await this.enrolments.find(course.id, person.id);
    if (found?.status === 'active' || found?.status === 'completed') return 'enrolled';
    if (opening.kind === 'invitation') {
      if (opening.invitation.email !== person.email) return 'other_account';
      return opening.isOpen ? 'joins' : 'closed';
    }
    if (!opening.isOpen) return opening.isFull ? 'full' : 'closed';
    // a code goes from hand to hand: it brings back neither who was taken out nor whose time is over
    return (await this.joining.mayUseCode(course.id, person.id)) ? 'joins' : 'closed';
  }
}

function refusal(outcome: Exclude<JoinPreview['outcome'], 'joins' | 'enrolled'>): AppError {
  switch (outcome) {
    case 'teaches':
      return new AppError('CONFLICT', 'You teach this course: open it as a learner with its preview.');
    case 'other_account':
      return new AppError(
        'FORBIDDEN',
        'This invitation is for another address. Sign in with the account of that address.',
      );
    case 'full':
      return new AppError('LIMIT_REACHED', 'This code is used up. Ask your teacher for another one.');
    case 'closed':
      return new AppError(
        'FORBIDDEN',
        'This does not open the course to you any more. Ask your teacher to invite you.',
      );
  }
}

// enough for its owner to know it again
function hide(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}${HIDDEN}${email.slice(at)}`;
}
