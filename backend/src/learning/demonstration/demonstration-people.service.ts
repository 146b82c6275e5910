import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { rolePermissions } from '@classy-book/contracts/permissions';
import { NO_ORIGIN } from '../../common/events/actor.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { DatabaseService } from '../../database/database.service.js';
import { PasswordsService } from '../../security/auth/passwords.service.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import { type CourseRecord, CoursesPort, publishedLessons } from '../courses/courses.port.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { type LessonFact, ProgressPort } from '../progress/progress.port.js';
import { type DemonstrationLearner, demonstrationTeacher } from './demonstration-people.js';

type Person = Pick<DemonstrationLearner, 'email' | 'firstName' | 'lastName'>;

/** The people of the demonstration, and what they have learned. Nobody can sign in as one of them. */
@Injectable()
export class DemonstrationPeopleService {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly directory: UserDirectoryService,
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly progress: ProgressPort,
    private readonly database: DatabaseService,
  ) {}

  /** The teacher of the courses, as whoever makes them. */
  async teacher(): Promise<Caller> {
    const { email, role } = demonstrationTeacher;
    const userId = await this.account(demonstrationTeacher, role);
    return {
      // what the program does by itself has no session
      principal: { kind: 'api_key', apiKeyId: '', userId, email, role, permissions: rolePermissions[role] },
      actor: { kind: 'system' },
      origin: { ...NO_ORIGIN, ipAddress: '127.0.0.1' },
    };
  }

  /** Enrols somebody who has done the first lessons of a course; answers their id. */
  async learn(person: Person, courseId: string, lessons: number): Promise<string> {
    const userId = await this.account(person, 'user');
    const { enrolment } = await this.enrolments.enrol(courseId, userId, 'free');
    const course = await this.courses.find(courseId);
    if (course === null) return userId;
    for (const [lessonId, fact] of factsOf(course, lessons)) {
      await this.database.transaction(async (session) => {
        await this.progress.note(enrolment.id, lessonId, fact, session);
      });
    }
    await this.progress.settle(enrolment.id);
    return userId;
  }

  private async account(person: Person, role: 'user' | 'instructor'): Promise<string> {
    const { email, firstName, lastName } = person;
    const known = await this.idOf(email);
    if (known !== null) return known;
    const password = randomBytes(32).toString('base64url');
    try {
      return (
        await this.passwords.createAccount({
          ...{ email, firstName, lastName, role, password },
          isPrimaryAdmin: false,
        })
      ).id;
    } catch (error) {
      // another process that starts at the same moment was first
      const winner = await this.idOf(email);
      if (winner === null) throw error;
      return winner;
    }
  }

  private async idOf(email: string): Promise<string | null> {
    const [known] = await this.directory.findByEmails([email]);
    return known?.id ?? null;
  }
}

// everything that the first lessons ask for, and a look into the next one
function factsOf(course: CourseRecord, lessons: number): (readonly [lessonId: string, fact: LessonFact])[] {
  const published = publishedLessons(course);
  const done = published.slice(0, lessons).flatMap(({ id, published: { rules } }) => [
    [id, { kind: 'viewed' }] as const,
    ...rules.flatMap((rule): (readonly [string, LessonFact])[] => {
      if (rule.kind === 'score') return [[id, { kind: 'score', blockId: rule.blockId, percent: 100 }]];
      if (rule.kind === 'submitted') return [[id, { kind: 'submitted', blockId: rule.blockId }]];
      return rule.kind === 'marked' ? [[id, { kind: 'marked' }]] : [];
    }),
  ]);
  const next = published[lessons];
  return next === undefined ? done : [...done, [next.id, { kind: 'viewed' }]];
}
