import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { SanitizationModule } from '../../security/sanitization/sanitization.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { QuestionFilesService } from './question-files.service.js';
import { QuizEditingService } from './quiz-editing.service.js';
import { QuizRepository } from './quiz.repository.js';
import { QUIZ_MODEL, quizSchema } from './quiz.schema.js';
import { QuizzesController } from './quizzes.controller.js';
import { QuizzesPort } from './quizzes.port.js';
import { QuizzesService } from './quizzes.service.js';

/** Quizzes: what teachers write, and what of it is in force. */
@Module({
  imports: [
    CoursesModule,
    SanitizationModule,
    UsersModule,
    MongooseModule.forFeature([{ name: QUIZ_MODEL, schema: quizSchema }]),
  ],
  controllers: [QuizzesController],
  providers: [
    QuizRepository,
    QuizzesService,
    QuizEditingService,
    QuestionFilesService,
    { provide: QuizzesPort, useExisting: QuizzesService },
  ],
  exports: [QuizzesPort],
})
export class QuizzesModule {}
