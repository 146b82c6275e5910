import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import type { EnrolmentRecord } from '../enrolments/enrolments.port.js';
import { CourseCompletionsService } from './course-completions.service.js';
import { ProgressRecordsService } from './progress-records.service.js';

/** Computes the remembered progress of one learner again. */
@Injectable()
export class LearnerRecomputingService {
  constructor(
    private readonly records: ProgressRecordsService,
    private readonly completions: CourseCompletionsService,
    private readonly database: DatabaseService,
  ) {}

  /** By the outline as it is now; a course that is complete by it is told of. */
  async recompute(enrolment: EnrolmentRecord): Promise<void> {
    await this.database.transaction(async (session) => {
      await this.records.recompute(enrolment, session);
    });
    if (enrolment.completedAt === null) await this.completions.tell(enrolment.id);
  }
}
