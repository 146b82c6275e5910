import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, NO_ORIGIN } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { UsersService } from '../../security/users/users.service.js';
import { CourseNewsService } from './course-news.service.js';
import { CourseRepository, type CourseWrite } from './course.repository.js';
import type { CourseDocument } from './course.schema.js';
import { CourseStoreService } from './course-store.service.js';

const SYSTEM: Actor = { kind: 'system' };

/**
 * What becomes of courses when somebody who teaches them goes: the next teacher owns them, or the primary administrator
 * where there is none. Courses never go with an account, because others learn in them.
 */
@Injectable()
export class CoursePeopleService implements OnModuleInit {
  constructor(
    private readonly courses: CourseRepository,
    private readonly store: CourseStoreService,
    private readonly news: CourseNewsService,
    private readonly users: UsersService,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('coursesTaught', async ({ userId }) => {
      const taught = await this.courses.findTaught(userId);
      return taught.map(({ slug, title, state, ownerId }) => ({ slug, title, state, owner: ownerId === userId }));
    });
    for (const event of ['account.changed', 'account.administered'] as const) {
      this.events.observe(event, async ({ change, userId, email }) => {
        if (change === 'deleted') await this.leave(userId, email);
      });
    }
  }

  private async leave(userId: string, email: string): Promise<void> {
    const heir = (await this.users.findPrimaryAdmin())?.id ?? null;
    if (heir === null || heir === userId) return;
    for (;;) {
      const ids = await this.courses.idsTaught(userId);
      if (ids.length === 0) return;
      for (const id of ids) {
        const changed = await this.store.changeAsSystem(id, (course) => teachersWithout(course, userId, heir));
        if (changed === null) continue;
        const facts = { left: email, ownerChanged: changed.before.ownerId === userId };
        const acting = { actor: SYSTEM, origin: NO_ORIGIN };
        await this.news.tell('teachers_changed', changed.after, acting, { facts });
      }
    }
  }
}

function teachersWithout({ ownerId, teacherIds }: CourseDocument, userId: string, heir: string): CourseWrite | null {
  if (!teacherIds.includes(userId)) return null;
  const rest = teacherIds.filter((id) => id !== userId);
  if (ownerId !== userId) return { teacherIds: rest };
  const next = rest[0] ?? heir;
  return { ownerId: next, teacherIds: [...new Set([next, ...rest])] };
}
