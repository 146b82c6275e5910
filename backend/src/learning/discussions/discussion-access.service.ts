import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/http/request-context.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { ProgressPort } from '../progress/progress.port.js';
import { AnswerRepository } from './answer.repository.js';
import type { AnswerDocument } from './answer.schema.js';
import { noSuchPost } from './discussions.errors.js';
import { QuestionRepository } from './question.repository.js';
import type { PostDocument, QuestionDocument } from './question.schema.js';

export type Person = Pick<Principal, 'userId' | 'permissions'>;

/** Somebody where a lesson is discussed. `moderates`: they teach the course or manage all. */
export interface Seat {
  readonly course: CourseRecord;
  readonly userId: string;
  readonly moderates: boolean;
  /** What they write carries the badge of a teacher. */
  readonly teacher: boolean;
}

/** Who may read and write where: whoever may open the lesson, and the teachers of the course. */
@Injectable()
export class DiscussionAccessService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly progress: ProgressPort,
    private readonly questions: QuestionRepository,
    private readonly answers: AnswerRepository,
  ) {}

  /**
   * A seat under a lesson that is open to somebody.
   * @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED
   */
  async sit(courseReference: string, lessonId: string, person: Person): Promise<Seat> {
    const { course } = await this.progress.requireOpen(courseReference, lessonId, person);
    return this.seatOf(course, person);
  }

  /**
   * A question that somebody may see. Teachers see it wherever its lesson is now; others where the lesson is open to them.
   * @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED
   */
  async question(id: string, person: Person): Promise<{ question: QuestionDocument; seat: Seat }> {
    const question = await this.questions.find(id);
    if (question === null) throw noSuchPost();
    const seat = await this.seatAt(question, person);
    if (!isSeen(question, seat)) throw noSuchPost();
    return { question, seat };
  }

  /** An answer that somebody may see, with its question. @throws AppError as `question` */
  async answer(
    id: string,
    person: Person,
  ): Promise<{ answer: AnswerDocument; question: QuestionDocument; seat: Seat }> {
    const answer = await this.answers.find(id);
    if (answer === null) throw noSuchPost();
    const { question, seat } = await this.question(answer.questionId.toHexString(), person);
    if (!isSeen(answer, seat)) throw noSuchPost();
    return { answer, question, seat };
  }

  /** A seat of somebody who teaches the course. @throws AppError NOT_FOUND */
  async teach(courseId: string, person: Person): Promise<Seat> {
    return this.seatOf(await this.courses.requireTaught(courseId, person), person);
  }

  private async seatAt({ courseId, lessonId }: PostDocument, person: Person): Promise<Seat> {
    const course = await this.courses.find(courseId.toHexString());
    if (course === null) throw noSuchPost();
    if (this.courses.teaches(course, person)) return this.seatOf(course, person);
    return await this.sit(course.id, lessonId.toHexString(), person);
  }

  private seatOf(course: CourseRecord, person: Person): Seat {
    const { userId } = person;
    const teacher = course.teacherIds.includes(userId);
    return { course, userId, teacher, moderates: this.courses.teaches(course, person) };
  }
}

/** Hidden posts are there for their author and for who moderates. */
export function isSeen({ hidden, authorId }: PostDocument, { userId, moderates }: Seat): boolean {
  return hidden === null || moderates || authorId?.toHexString() === userId;
}
