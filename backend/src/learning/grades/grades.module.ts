import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { GradeRepository } from './grade.repository.js';
import { GRADE_MODEL, gradeSchema } from './grade.schema.js';
import { GradesPort } from './grades.port.js';
import { GradesService } from './grades.service.js';

/** What counts of each graded block for each learner. */
@Module({
  imports: [EnrolmentsModule, MongooseModule.forFeature([{ name: GRADE_MODEL, schema: gradeSchema }])],
  providers: [GradeRepository, GradesService, { provide: GradesPort, useExisting: GradesService }],
  exports: [GradesPort],
})
export class GradesModule {}
