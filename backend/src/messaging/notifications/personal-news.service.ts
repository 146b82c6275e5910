import { Injectable, Logger } from '@nestjs/common';
import { BackgroundWork } from '../../common/background/background-work.js';
import type { News } from './notification-news.js';
import { NotificationSenderService } from './notification-sender.service.js';
import { type PersonalNews, PersonalNewsPort } from './personal-news.port.js';

const AT_ONCE = 200;
/** More groups of people than these do not wait. */
const MAX_WAITING = 2_000;

/**
 * Tells learners and teachers, in the product, what concerns them: some hundred people at a time, one group after the
 * other, so that a course with ten thousand learners leaves room for everybody else.
 */
@Injectable()
export class PersonalNewsService extends PersonalNewsPort {
  private readonly logger = new Logger(PersonalNewsService.name);
  private readonly waiting: News[] = [];
  private telling = false;

  constructor(
    private readonly sender: NotificationSenderService,
    private readonly work: BackgroundWork,
  ) {
    super();
  }

  tell({ kind, mark, userIds, facts, link }: PersonalNews): void {
    const people = [...new Set(userIds)];
    const common = { severity: 'low', incidentKind: null, exceptUserId: null, shown: true, mailed: false } as const;
    for (let start = 0; start < people.length; start += AT_ONCE) {
      if (this.waiting.length >= MAX_WAITING) {
        this.logger.warn({ kind, mark }, 'too much is to be told; somebody is not told of something');
        return;
      }
      this.waiting.push({ kind, mark, facts, link, to: { userIds: people.slice(start, start + AT_ONCE) }, ...common });
    }
    if (this.telling) return;
    this.work.run('notifications', async () => {
      await this.tellAll();
    });
  }

  private async tellAll(): Promise<void> {
    if (this.telling) return;
    this.telling = true;
    try {
      for (let news = this.waiting.shift(); news !== undefined; news = this.waiting.shift()) await this.tellOne(news);
    } finally {
      this.telling = false;
    }
  }

  private async tellOne(news: News): Promise<void> {
    try {
      await this.sender.tell(news);
    } catch (error) {
      this.logger.error({ err: error, kind: news.kind, mark: news.mark }, 'people could not be told of something');
    }
  }
}
