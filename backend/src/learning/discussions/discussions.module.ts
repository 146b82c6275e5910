import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { NotificationsModule } from '../../messaging/notifications/notifications.module.js';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { ProgressModule } from '../progress/progress.module.js';
import { AnswerRepository } from './answer.repository.js';
import { ANSWER_MODEL, answerDocumentSchema } from './answer.schema.js';
import { AnswersService } from './answers.service.js';
import { DiscussionAccessService } from './discussion-access.service.js';
import { DiscussionNewsService } from './discussion-news.service.js';
import { DiscussionsController } from './discussions.controller.js';
import { DiscussionsOfPeopleService } from './discussions-of-people.service.js';
import { DiscussionViewsService } from './discussion-views.service.js';
import { ModerationService } from './moderation.service.js';
import { QuestionRepository } from './question.repository.js';
import { QUESTION_MODEL, questionDocumentSchema } from './question.schema.js';
import { QuestionsController } from './questions.controller.js';
import { QuestionsService } from './questions.service.js';
import { ThreadsService } from './threads.service.js';

/** Questions under lessons, with answers. */
@Module({
  imports: [
    AccountsModule,
    CoursesModule,
    NotificationsModule,
    ProgressModule,
    UsersModule,
    MongooseModule.forFeature([
      { name: ANSWER_MODEL, schema: answerDocumentSchema },
      { name: QUESTION_MODEL, schema: questionDocumentSchema },
    ]),
  ],
  controllers: [DiscussionsController, QuestionsController],
  providers: [
    AnswerRepository,
    AnswersService,
    DiscussionAccessService,
    DiscussionNewsService,
    DiscussionsOfPeopleService,
    DiscussionViewsService,
    ModerationService,
    QuestionRepository,
    QuestionsService,
    ThreadsService,
  ],
})
export class DiscussionsModule {}
