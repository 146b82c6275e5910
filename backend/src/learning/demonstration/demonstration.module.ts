import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AuthModule } from '../../security/auth/auth.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { ProgressModule } from '../progress/progress.module.js';
import { ReviewsModule } from '../reviews/reviews.module.js';
import { TransferModule } from '../transfer/transfer.module.js';
import { DemonstrationCoursesService } from './demonstration-courses.service.js';
import { DemonstrationPeopleService } from './demonstration-people.service.js';
import { DemonstrationRepository } from './demonstration.repository.js';
import { DEMONSTRATION_MODEL, demonstrationSchema } from './demonstration.schema.js';
import { DemonstrationService } from './demonstration.service.js';

/** Content for a first look. */
@Module({
  imports: [
    AuthModule,
    CoursesModule,
    EnrolmentsModule,
    MongooseModule.forFeature([{ name: DEMONSTRATION_MODEL, schema: demonstrationSchema }]),
    ProgressModule,
    ReviewsModule,
    TransferModule,
    UsersModule,
  ],
  providers: [DemonstrationCoursesService, DemonstrationPeopleService, DemonstrationRepository, DemonstrationService],
})
export class DemonstrationModule {}
