import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { SavedViewRepository } from './saved-view.repository.js';

/** Views belong to a person: they are in the file with everything that is kept of them, and go with the account. */
@Injectable()
export class SavedViewsOfPeopleService implements OnModuleInit {
  constructor(
    private readonly views: SavedViewRepository,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('savedViews', async ({ userId }) => {
      const own = await this.views.findAllOf(userId);
      return own.map(({ page, name, query, shared }) => ({ page, name, query, shared }));
    });
    for (const event of ['account.changed', 'account.administered'] as const) {
      this.events.observe(event, async ({ change, userId }) => {
        if (change === 'deleted') await this.views.removeAllOf(userId);
      });
    }
  }
}
