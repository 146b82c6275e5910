import { CdkTrapFocus } from '@angular/cdk/a11y';
import { CdkConnectedOverlay, CdkOverlayOrigin, type ConnectedPosition } from '@angular/cdk/overlay';
import { Component, computed, inject, signal, viewChild, type ElementRef } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Notification } from '@classy-book/contracts/notifications';
import { TranslocoDirective, TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../core/services/auth';
import { FailureText } from '../../core/services/failure-text';
import { EmptyState } from '../components/empty-state/empty-state';
import { Icon } from '../components/icon/icon';
import { Skeleton } from '../components/skeleton/skeleton';
import { DeskClock } from '../desk/desk-clock';
import { Texts } from '../texts/texts';
import { NotificationList } from './notification-list';
import { NotificationTexts } from './notification-texts';
import { MOST_UNREAD, NotificationsStore } from './notifications-store';

const positions: ConnectedPosition[] = [
  { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 6 },
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 6 },
];

/** The bell of the top bar: how much is unread, and the newest notifications in a panel under it. */
@Component({
  selector: 'app-notification-bell',
  imports: [
    CdkConnectedOverlay,
    CdkOverlayOrigin,
    CdkTrapFocus,
    EmptyState,
    Icon,
    NotificationList,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TranslocoPipe,
  ],
  providers: [provideTranslocoScope('desk', 'notifications')],
  templateUrl: './notification-bell.html',
  styleUrl: './notification-bell.css',
})
export class NotificationBell {
  private readonly failureText = inject(FailureText);
  private readonly lineTexts = inject(NotificationTexts);
  private readonly texts = inject(Texts);
  private readonly button = viewChild.required<ElementRef<HTMLButtonElement>>('bell');
  protected readonly clock = inject(DeskClock);
  protected readonly store = inject(NotificationsStore);
  protected readonly watches = computed(() => this.auth.has('monitoring:read'));
  protected readonly positions = positions;
  protected readonly open = signal(false);
  private readonly auth = inject(AuthService);

  protected readonly label = computed(() => {
    const unread = this.store.unread();
    if (unread === 0) return this.texts.of('notifications.bellQuiet');
    return unread > MOST_UNREAD
      ? this.texts.of('notifications.bellMany')
      : this.texts.plural('notifications.bell', unread);
  });
  protected readonly mark = computed(() => {
    const unread = this.store.unread();
    return unread > MOST_UNREAD ? `${String(MOST_UNREAD)}+` : String(unread);
  });
  protected readonly lines = computed(
    () => this.store.items()?.map((notification) => this.lineTexts.of(notification)) ?? null,
  );
  protected readonly problem = computed(() => {
    const failure = this.store.failure();
    return failure && this.failureText.of(failure);
  });

  protected toggle(): void {
    this.open.update((open) => !open);
    if (this.open()) void this.store.load();
  }

  protected follow(notification: Notification): void {
    this.open.set(false);
    void this.store.read(notification);
  }

  protected pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.close();
  }

  /** Closes and gives the focus back to the bell. */
  protected close(): void {
    this.open.set(false);
    this.button().nativeElement.focus();
  }
}
