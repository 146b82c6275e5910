import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { AnswerRepository } from './answer.repository.js';
import { QuestionRepository } from './question.repository.js';

const MAX_EXPORTED = 2_000;

/** Questions and answers go with their course; those of somebody who leaves stay, without their name. */
@Injectable()
export class DiscussionsOfPeopleService implements OnModuleInit {
  constructor(
    private readonly questions: QuestionRepository,
    private readonly answers: AnswerRepository,
    private readonly courses: CoursesPort,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('discussions', async ({ userId }) => await this.collect(userId));
    this.courses.contribute({
      remove: async (courseId, session) => {
        await this.answers.removeOfCourse(courseId, session);
        await this.questions.removeOfCourse(courseId, session);
      },
    });
    for (const event of ['account.changed', 'account.administered'] as const) {
      this.events.observe(event, async ({ change, userId }) => {
        if (change === 'deleted') await Promise.all([this.questions.unname(userId), this.answers.unname(userId)]);
      });
    }
  }

  private async collect(userId: string): Promise<unknown> {
    const [asked, answered] = await Promise.all([
      this.questions.ofAuthor(userId, MAX_EXPORTED),
      this.answers.ofAuthor(userId, MAX_EXPORTED),
    ]);
    return {
      questions: asked.map(({ courseId, title, text, at }) => ({ courseId: courseId.toHexString(), title, text, at })),
      answers: answered.map(({ courseId, text, at }) => ({ courseId: courseId.toHexString(), text, at })),
    };
  }
}
