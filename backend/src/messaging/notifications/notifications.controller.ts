import {
  type Notification,
  type NotificationListQuery,
  notificationListQuerySchema,
  type NotificationPreferences,
  notificationPreferencesSchema,
  notificationSchema,
  type ReadNotificationsRequest,
  readNotificationsRequestSchema,
  type UnreadNotifications,
  unreadNotificationsSchema,
} from '@classy-book/contracts/notifications';
import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { NotificationsService } from './notifications.service.js';

/** What a person was told: their own only. */
@ApiTags('Notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Get()
  @RequirePermission('account:self')
  @ApiPage('The notifications of the caller, newest first; they are kept for 90 days.', notificationSchema)
  @ApiFailures('VALIDATION_FAILED')
  async list(
    @Query({ schema: notificationListQuerySchema }) query: NotificationListQuery,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<Page<Notification>> {
    return await this.notifications.list(principal.userId, query);
  }

  @Get('unread')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'How many are unread, counted up to 100.', unreadNotificationsSchema)
  async unread(@CurrentSession() { principal }: SessionCaller): Promise<UnreadNotifications> {
    return await this.notifications.unread(principal.userId);
  }

  @Post('read')
  @HttpCode(200)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'How many are unread now.', unreadNotificationsSchema)
  @ApiFailures('VALIDATION_FAILED')
  async read(
    @Body({ schema: readNotificationsRequestSchema }) request: ReadNotificationsRequest,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<UnreadNotifications> {
    return await this.notifications.read(principal.userId, request);
  }

  @Get('preferences')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'What the caller wants to be mailed.', notificationPreferencesSchema)
  async preferences(@CurrentSession() { principal }: SessionCaller): Promise<NotificationPreferences> {
    return await this.notifications.preferences(principal.userId);
  }

  @Put('preferences')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'What the caller wants to be mailed from now on.', notificationPreferencesSchema)
  @ApiFailures('VALIDATION_FAILED')
  async setPreferences(
    @Body({ schema: notificationPreferencesSchema }) request: NotificationPreferences,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<NotificationPreferences> {
    return await this.notifications.setPreferences(principal.userId, request);
  }
}
