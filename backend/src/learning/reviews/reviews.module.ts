import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { RatingsService } from './ratings.service.js';
import { ReviewModerationService } from './review-moderation.service.js';
import { ReviewRepository } from './review.repository.js';
import { REVIEW_MODEL, reviewDocumentSchema } from './review.schema.js';
import { ReviewModerationController, ReviewRepliesController } from './review-moderation.controller.js';
import { OwnReviewController, ReviewsController } from './reviews.controller.js';
import { ReviewsService } from './reviews.service.js';

/** Reviews and ratings of courses. */
@Module({
  imports: [
    AccountsModule,
    CatalogueModule,
    CoursesModule,
    EnrolmentsModule,
    MongooseModule.forFeature([{ name: REVIEW_MODEL, schema: reviewDocumentSchema }]),
    UsersModule,
  ],
  controllers: [OwnReviewController, ReviewModerationController, ReviewRepliesController, ReviewsController],
  providers: [RatingsService, ReviewModerationService, ReviewRepository, ReviewsService],
  exports: [RatingsService],
})
export class ReviewsModule {}
