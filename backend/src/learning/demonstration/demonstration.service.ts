import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { RatingsService } from '../reviews/ratings.service.js';
import { DemonstrationCoursesService } from './demonstration-courses.service.js';
import { demonstrationLearners } from './demonstration-people.js';
import { DemonstrationPeopleService } from './demonstration-people.service.js';
import { DemonstrationRepository } from './demonstration.repository.js';
import { nightSky } from './night-sky.js';
import { waterAtHome } from './water-at-home.js';

const GIVEN_UP_MS = 10 * 60_000;
const courses = { en: nightSky, ar: waterAtHome } as const;

/**
 * Two small courses with a teacher and some learners, so that a first start shows a living place. Made once: what somebody
 * deletes does not come back.
 */
@Injectable()
export class DemonstrationService {
  private readonly logger = new Logger(DemonstrationService.name);

  constructor(
    private readonly parts: DemonstrationRepository,
    private readonly courses: DemonstrationCoursesService,
    private readonly people: DemonstrationPeopleService,
    private readonly ratings: RatingsService,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Makes what is missing, where `DEMONSTRATION` says so. A failure is logged: the start goes on without it. */
  async seed(): Promise<void> {
    if (!this.config.demonstration) return;
    for (const language of ['en', 'ar'] as const) {
      try {
        await this.seedOne(language);
      } catch (error) {
        this.logger.warn({ err: error, language }, 'a course of the demonstration could not be made');
      }
    }
  }

  private async seedOne(language: keyof typeof courses): Promise<void> {
    const part = `course.${language}`;
    const now = this.clock.now();
    if (!(await this.parts.take(part, now, new Date(now.getTime() - GIVEN_UP_MS)))) return;
    const courseId = await this.courses.make(courses[language], await this.people.teacher());
    for (const person of demonstrationLearners) {
      const done = person.done[language];
      if (done === null) continue;
      const userId = await this.people.learn(person, courseId, done);
      const review = person.reviews?.[language];
      if (review !== undefined) await this.ratings.write(courseId, userId, { stars: review[0], text: review[1] });
    }
    await this.parts.finish(part, this.clock.now());
  }
}
