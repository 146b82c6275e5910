import { randomInt } from 'node:crypto';
import type { CourseCode, CreateCodeRequest } from '@classy-book/contracts/enrolments';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { actorName } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { CourseInvitationChanged } from '../../common/events/learning-events.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { DatabaseService } from '../../database/database.service.js';
import { CoursesPort, type CourseRecord } from '../courses/courses.port.js';
import { CourseCodeRepository } from './course-code.repository.js';
import type { CourseCodeDocument } from './course-code.schema.js';
import { requireOpenCourse } from './course-doors.js';

const TOPIC = 'course-codes';
const MAX_OPEN = 50;
const MAX_LISTED = 100;
const KEPT_MS = 90 * 86_400_000;
// letters and digits that nobody takes for one another; 8 of them are 39 bits, and guessing is limited by address
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LENGTH = 8;
const WITHOUT_LIMIT = 1_000_000_000;

/** Codes that let people into a course. */
@Injectable()
export class CourseCodesService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly codes: CourseCodeRepository,
    private readonly database: DatabaseService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** The codes of a course, newest first, those that ended included. @throws AppError NOT_FOUND */
  async list(courseId: string, { principal }: Caller): Promise<CourseCode[]> {
    await this.courses.requireTaught(courseId, principal);
    return (await this.codes.list(courseId, MAX_LISTED)).map((code) => toCode(code, this.clock.now()));
  }

  /**
   * Makes a code.
   * @throws AppError NOT_FOUND, CONFLICT for an archived course, VALIDATION_FAILED for an end in the past, LIMIT_REACHED
   */
  async create(courseId: string, { label, limit, endsAt }: CreateCodeRequest, caller: Caller): Promise<CourseCode> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    requireOpenCourse(course);
    const now = this.clock.now();
    const end = endsAt === null ? null : new Date(endsAt);
    if (end !== null && end <= now) {
      throw new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
        details: [{ path: 'endsAt', message: 'must be in the future' }],
      });
    }
    const draft = {
      ...{
        courseId,
        code: makeCode(),
        label,
        limit,
        used: 0,
        left: limit ?? WITHOUT_LIMIT,
        endsAt: end,
        endedAt: null,
      },
      ...{ createdBy: actorName(caller.actor), createdAt: now },
      purgeAt: end === null ? null : new Date(end.getTime() + KEPT_MS),
    };
    const made = await this.database.takeTurn(TOPIC, async (session) => {
      if ((await this.codes.countOpen(courseId, session)) >= MAX_OPEN) {
        throw new AppError('LIMIT_REACHED', `The course has ${String(MAX_OPEN)} codes already. End one of them first.`);
      }
      return await this.codes.insert(draft, session);
    });
    await this.tell('code_made', course, made, caller);
    return toCode(made, now);
  }

  /** Ends a code: nobody joins with it any more, who did stays. @throws AppError NOT_FOUND */
  async end(courseId: string, id: string, caller: Caller): Promise<CourseCode> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    const now = this.clock.now();
    const ended = await this.codes.end(courseId, id, now, new Date(now.getTime() + KEPT_MS));
    if (ended === null) throw new AppError('NOT_FOUND', 'There is no such code, or it has ended already.');
    await this.tell('code_ended', course, ended, caller);
    return toCode(ended, now);
  }

  private async tell(
    change: CourseInvitationChanged['change'],
    { id, title }: CourseRecord,
    { _id, label, limit, used, endsAt }: CourseCodeDocument,
    { actor, origin }: Caller,
  ): Promise<void> {
    const facts = { label, limit, used, endsAt: endsAt?.toISOString() ?? null };
    const invitationId = _id.toHexString();
    await this.events.publish('course-invitation.changed', {
      ...{ change, courseId: id, course: title, invitationId, facts, actor, origin },
    });
  }
}

function makeCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function toCode(code: CourseCodeDocument, now: Date): CourseCode {
  const { label, limit, used, createdBy } = code;
  return {
    id: code._id.toHexString(),
    code: `${code.code.slice(0, LENGTH / 2)}-${code.code.slice(LENGTH / 2)}`,
    ...{ label, limit, used, createdBy },
    endsAt: code.endsAt?.toISOString() ?? null,
    state: stateOf(code, now),
    createdAt: code.createdAt.toISOString(),
  };
}

function stateOf({ endedAt, endsAt, left }: CourseCodeDocument, now: Date): CourseCode['state'] {
  if (endedAt !== null || (endsAt !== null && endsAt <= now)) return 'ended';
  return left > 0 ? 'open' : 'full';
}
