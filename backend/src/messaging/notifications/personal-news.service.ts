import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '../../common/background/background-work.js';
import { NotificationSenderService } from './notification-sender.service.js';
import { type PersonalNews, PersonalNewsPort } from './personal-news.port.js';

const AT_ONCE = 200;

/** Tells learners and teachers, in the product, what concerns them: some hundred people at a time. */
@Injectable()
export class PersonalNewsService extends PersonalNewsPort {
  constructor(
    private readonly sender: NotificationSenderService,
    private readonly work: BackgroundWork,
  ) {
    super();
  }

  tell({ kind, mark, userIds, facts, link }: PersonalNews): void {
    const people = [...new Set(userIds)];
    const common = { severity: 'low', incidentKind: null, exceptUserId: null, shown: true, mailed: false } as const;
    this.work.run('a notification', async () => {
      for (let start = 0; start < people.length; start += AT_ONCE) {
        const to = { userIds: people.slice(start, start + AT_ONCE) };
        await this.sender.tell({ kind, mark, facts, link, to, ...common });
      }
    });
  }
}
