import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import {
  notificationPreferencesSchema,
  notificationSchema,
  unreadNotificationsSchema,
  type Notification,
  type NotificationPreferences,
  type ReadNotificationsRequest,
} from '@classy-book/contracts/notifications';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';

const unread = successOf(unreadNotificationsSchema);
const preferences = successOf(notificationPreferencesSchema);

/** Whoever calls here says themselves what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls for a person's own notifications. */
@Service()
export class NotificationsClient {
  private readonly http = inject(HttpClient);

  /** The newest, at most 30. */
  async newest(): Promise<readonly Notification[]> {
    const options = { params: { limit: '30' }, context: quiet() };
    return pageOf(notificationSchema).parse(await firstValueFrom(this.http.get(apiUrl('/notifications'), options)))
      .data;
  }

  /** Counted up to 100. */
  async unread(): Promise<number> {
    const raw = await firstValueFrom(this.http.get(apiUrl('/notifications/unread'), { context: quiet() }));
    return unread.parse(raw).data.unread;
  }

  /** How many are unread afterwards. */
  async read(request: ReadNotificationsRequest): Promise<number> {
    const raw = await firstValueFrom(this.http.post(apiUrl('/notifications/read'), request, { context: quiet() }));
    return unread.parse(raw).data.unread;
  }

  async preferences(): Promise<NotificationPreferences> {
    const raw = await firstValueFrom(this.http.get(apiUrl('/notifications/preferences'), { context: quiet() }));
    return preferences.parse(raw).data;
  }

  async setPreferences(wanted: NotificationPreferences): Promise<NotificationPreferences> {
    const call = this.http.put(apiUrl('/notifications/preferences'), wanted, { context: quiet() });
    return preferences.parse(await firstValueFrom(call)).data;
  }
}
