import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import type { Notification, ReadNotificationsRequest } from '@classy-book/contracts/notifications';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { AuthService } from '../../core/services/auth';
import { ToastService } from '../../core/services/toasts';
import { WebsocketService } from '../../core/services/websocket';
import { NotificationsClient } from './notifications-client';

/** As many as the server counts: more than this is only said to be more. */
export const MOST_UNREAD = 99;
const MOST = 50;
/** Only the desk has a live connection: everybody else asks with the pages they open, but not more often than this. */
const COUNT_EVERY_MS = 30_000;

/** What this person was told: how much of it is unread, and the newest once they were asked for. Nothing here throws. */
@Service()
export class NotificationsStore {
  private readonly auth = inject(AuthService);
  private readonly client = inject(NotificationsClient);
  private readonly socket = inject(WebsocketService);
  private readonly toasts = inject(ToastService);
  private readonly unreadCount = signal(0);
  private readonly known = signal<readonly Notification[] | null>(null);
  private readonly failedWith = signal<ApiFailure | null>(null);
  private readonly user = computed(() => this.auth.user()?.id ?? null);
  private run = 0;
  private countedAt = 0;

  readonly unread = this.unreadCount.asReadonly();
  /** Newest first; null until they are there. */
  readonly items = this.known.asReadonly();
  readonly failure = this.failedWith.asReadonly();

  constructor() {
    this.socket.personal.listen(({ unread, notification }) => {
      this.unreadCount.set(unread);
      if (notification !== null) this.known.update((known) => known && withNew(known, notification));
    });
    effect(() => {
      const user = this.user();
      untracked(() => {
        this.forget();
        if (user !== null) void this.count();
      });
    });
    inject(Router).events.subscribe((event) => {
      if (event instanceof NavigationEnd) this.countUntold();
    });
  }

  async load(): Promise<void> {
    const run = ++this.run;
    try {
      const items = await this.client.newest();
      if (run !== this.run) return;
      this.known.set(items);
      this.failedWith.set(null);
    } catch (error) {
      if (run === this.run) this.failedWith.set(toApiFailure(error));
    }
  }

  /** Marks one as read. */
  read({ id, readAt }: Notification): Promise<void> {
    return readAt === null ? this.mark({ ids: [id] }, (one) => one.id === id) : Promise.resolve();
  }

  /** Marks all as read that have arrived by now. */
  async readAll(): Promise<void> {
    const newest = this.known()?.[0];
    if (newest) await this.mark({ upTo: newest.id }, (one) => one.id <= newest.id);
  }

  private async mark(request: ReadNotificationsRequest, which: (one: Notification) => boolean): Promise<void> {
    try {
      this.unreadCount.set(await this.client.read(request));
      const readAt = new Date(this.socket.serverNow()).toISOString();
      this.known.update(
        (known) => known?.map((one) => (which(one) && one.readAt === null ? { ...one, readAt } : one)) ?? null,
      );
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    }
  }

  private countUntold(): void {
    const isOld = this.socket.serverNow() - this.countedAt >= COUNT_EVERY_MS;
    if (this.user() !== null && this.socket.state() === 'idle' && isOld) void this.count();
  }

  private async count(): Promise<void> {
    const run = this.run;
    this.countedAt = this.socket.serverNow();
    try {
      const unread = await this.client.unread();
      if (run === this.run) this.unreadCount.set(unread);
    } catch {
      // nothing to show then; opening the list says what is wrong
    }
  }

  /** Whoever signs in next on this device was told other things. */
  private forget(): void {
    this.run += 1;
    this.unreadCount.set(0);
    this.known.set(null);
    this.failedWith.set(null);
  }
}

function withNew(known: readonly Notification[], notification: Notification): readonly Notification[] {
  return [notification, ...known.filter(({ id }) => id !== notification.id)].slice(0, MOST);
}
