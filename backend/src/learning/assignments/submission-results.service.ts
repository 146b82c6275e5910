import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { DatabaseService } from '../../database/database.service.js';
import { AppError } from '../../common/response/app-error.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { GradesPort } from '../grades/grades.port.js';
import { ProgressPort } from '../progress/progress.port.js';
import { SubmissionRepository, type SubmissionWrite } from './submission.repository.js';
import type { SubmissionDocument } from './submission.schema.js';

/** Writes what was handed in or graded, together with the grade and the progress that it means. */
@Injectable()
export class SubmissionResultsService {
  constructor(
    private readonly database: DatabaseService,
    private readonly enrolments: EnrolmentsPort,
    private readonly grades: GradesPort,
    private readonly progress: ProgressPort,
    private readonly submissions: SubmissionRepository,
  ) {}

  /**
   * Writes over exactly this version, in one transaction with everything that follows from it.
   * @throws AppError STALE where it is another version by now, ENROLMENT_REQUIRED where its learner may not read any more
   */
  async write(before: SubmissionDocument, write: SubmissionWrite & { savedAt: Date }): Promise<SubmissionDocument> {
    const enrolmentId = before.enrolmentId.toHexString();
    const written = await this.database.transaction(async (session) => {
      await this.enrolments.take(enrolmentId, session);
      const after = await this.submissions.write(before._id, before.version, write, session);
      if (after !== null) await this.record(after, write.savedAt, session);
      return after;
    });
    if (written === null) throw stale();
    await this.progress.settle(enrolmentId);
    return written;
  }

  private async record(submission: SubmissionDocument, at: Date, session: ClientSession): Promise<void> {
    const { blockId, points, maxPoints, state, attempts } = submission;
    const enrolmentId = submission.enrolmentId.toHexString();
    const lessonId = submission.lessonId.toHexString();
    const percent = points === null ? null : Math.round((points / maxPoints) * 10_000) / 100;
    await this.grades.put(
      {
        ...{ enrolmentId, lessonId, blockId, percent, points, maxPoints, attempts, updatedAt: at },
        courseId: submission.courseId.toHexString(),
        userId: submission.userId.toHexString(),
        state: state === 'graded' ? 'graded' : 'needs_grading',
      },
      session,
    );
    if (state === 'submitted') await this.progress.note(enrolmentId, lessonId, { kind: 'submitted', blockId }, session);
    if (percent !== null) await this.progress.note(enrolmentId, lessonId, { kind: 'score', blockId, percent }, session);
  }
}

/** The answer to who writes over something that they have not seen. */
export function stale(): AppError {
  return new AppError('STALE', 'This was changed meanwhile. Look at it again before you save.');
}
