import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { type Activity, type ActivityQuery, activityQuerySchema, activitySchema } from '@classy-book/contracts/users';
import { ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { ActivityService } from './activity.service.js';

/** What the audit log tells of one person. It stands here, as those who manage people know nothing of the log. */
@ApiTags('Users')
@Controller('admin/users')
export class ActivityController {
  constructor(private readonly activity: ActivityService) {}

  @Get(':id/activity')
  @RequirePermission('users:read')
  @ApiPage('What the person did, or what was done to them, newest first.', activitySchema)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'FORBIDDEN')
  async list(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: activityQuerySchema }) query: ActivityQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<Activity>> {
    return await this.activity.list(id, query, caller);
  }
}
