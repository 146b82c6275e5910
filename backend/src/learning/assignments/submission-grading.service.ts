import type { AssignmentWork, GradeAssignmentRequest } from '@classy-book/contracts/gradebook';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { type GradedPerson, GradedPeopleService } from '../grades/graded-people.service.js';
import { AssignmentBlocksService } from './assignment-blocks.service.js';
import { stale } from './submission-results.service.js';
import type { SubmissionDocument } from './submission.schema.js';
import { SubmissionStore } from './submissions.service.js';

interface Work {
  readonly course: CourseRecord;
  readonly submission: SubmissionDocument;
  readonly person: GradedPerson;
}

/** Submissions, as the teachers of a course grade them. */
@Injectable()
export class SubmissionGradingService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly people: GradedPeopleService,
    private readonly blocks: AssignmentBlocksService,
    private readonly files: FilesPort,
    private readonly store: SubmissionStore,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND where the caller does not teach the course, or nothing of it was handed in under this id */
  async get(courseId: string, id: string, caller: Caller): Promise<AssignmentWork> {
    return await this.show(await this.require(courseId, id, caller), caller);
  }

  /**
   * Grades what was handed in, or returns it.
   * @throws AppError NOT_FOUND as `get`, STALE where it was graded or handed in anew meanwhile, VALIDATION_FAILED for points
   *   beyond those of the assignment, ENROLMENT_REQUIRED where the learner is not in the course any more
   */
  async grade(
    courseId: string,
    id: string,
    { version, points, comment }: GradeAssignmentRequest,
    caller: Caller,
  ): Promise<AssignmentWork> {
    const work = await this.require(courseId, id, caller);
    const { course, submission, person } = work;
    if (submission.version !== version) throw stale();
    if (points !== null && points > submission.maxPoints) {
      throw new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
        details: [{ path: 'points', message: `must be at most ${String(submission.maxPoints)}` }],
      });
    }
    const now = this.clock.now();
    const state = points === null ? 'returned' : 'graded';
    const after = await this.store.results.write(submission, { state, points, comment, gradedAt: now, savedAt: now });
    const lessonId = submission.lessonId.toHexString();
    const block = await this.blocks.find(lessonId, submission.blockId);
    const item = { blockId: submission.blockId, title: block?.title ?? '' };
    const change = state === 'graded' ? 'graded' : 'returned';
    const facts = { before: { points: submission.points }, after: { points } };
    await this.people.record(course, person, { change, item, ...facts }, caller);
    const place = { lessonId, blockId: submission.blockId };
    this.people.tell(course, person, place, `${id}:${String(after.version)}`);
    return await this.show({ course, person, submission: after }, caller);
  }

  private async require(courseId: string, id: string, caller: Caller): Promise<Work> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    const submission = await this.store.submissions.findById(id);
    if (submission?.handedIn == null || submission.courseId.toHexString() !== course.id) {
      throw new AppError('NOT_FOUND', 'There is no such submission in this course.');
    }
    const person = await this.people.requireLearner(submission.enrolmentId.toHexString(), course.id);
    return { course, submission, person };
  }

  private async show({ submission, person }: Work, { principal }: Caller): Promise<AssignmentWork> {
    const block = await this.blocks.find(submission.lessonId.toHexString(), submission.blockId);
    return {
      id: submission._id.toHexString(),
      title: block?.title ?? '',
      name: person.name,
      html: block?.html ?? '',
      version: submission.version,
      state: submission.state,
      submittedAt: submission.submittedAt?.toISOString() ?? null,
      number: submission.attempts,
      text: submission.handedIn?.text ?? '',
      files: await this.files.describe(submission.handedIn?.fileIds ?? [], principal),
      points: submission.points,
      maxPoints: submission.maxPoints,
      comment: submission.comment,
    };
  }
}
