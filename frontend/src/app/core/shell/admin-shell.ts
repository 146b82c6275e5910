import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, DestroyRef, computed, effect, inject, signal } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../shared/components/icon/icon';
import { NotificationBell } from '../../shared/notifications/notification-bell';
import { DialogService } from '../services/dialogs';
import { Preferences } from '../services/preferences';
import { ShortcutService } from '../services/shortcuts';
import { Viewport } from '../services/viewport';
import { WebsocketService } from '../services/websocket';
import { AccountMenu } from './parts/account-menu';
import { Breadcrumbs } from './parts/breadcrumbs';
import { FactorNudge } from './parts/factor-nudge';
import { LanguageSwitch } from './parts/language-switch';
import { LiveState } from './parts/live-state';
import { Rail } from './parts/rail';
import { SearchField } from './parts/search-field';
import { SessionClock } from './parts/session-clock';
import { SkipLink } from './parts/skip-link';
import { ThemeSwitch } from './parts/theme-switch';
import { SessionWatch } from './session-watch';

const FOLDED = 'rail-folded';

/** The frame of the desk: the rail (a drawer on narrow screens), the top bar, and the page. */
@Component({
  selector: 'app-admin-shell',
  imports: [
    AccountMenu,
    Breadcrumbs,
    CdkTrapFocus,
    FactorNudge,
    Icon,
    LanguageSwitch,
    LiveState,
    NotificationBell,
    Rail,
    RouterOutlet,
    SearchField,
    SessionClock,
    SkipLink,
    ThemeSwitch,
    TranslocoPipe,
  ],
  templateUrl: './admin-shell.html',
  styleUrl: './admin-shell.css',
  host: { '[class.folded]': 'folded()', '(keydown.escape)': 'drawer.set(false)' },
})
export default class AdminShell {
  private readonly dialogs = inject(DialogService);
  private readonly preferences = inject(Preferences);
  private readonly foldedByChoice = signal(this.preferences.read(FOLDED) === '1');
  protected readonly viewport = inject(Viewport);
  /** True while the drawer of a narrow screen is open. */
  protected readonly drawer = signal(false);
  protected readonly folded = computed(() => this.foldedByChoice() && !this.viewport.narrow());

  constructor() {
    inject(SessionWatch);
    const socket = inject(WebsocketService);
    socket.joinMonitoring();
    const unregister = inject(ShortcutService).register('?', 'shortcuts.help', () => {
      this.showHelp();
    });
    inject(DestroyRef).onDestroy(() => {
      unregister();
      socket.leaveMonitoring();
    });
    effect(() => {
      if (!this.viewport.narrow()) this.drawer.set(false);
    });
  }

  protected showHelp(): void {
    void import('./parts/shortcut-help').then(({ ShortcutHelp }) => this.dialogs.open(ShortcutHelp));
  }

  protected toggleFold(): void {
    this.foldedByChoice.update((folded) => !folded);
    this.preferences.write(FOLDED, this.foldedByChoice() ? '1' : null);
  }
}
