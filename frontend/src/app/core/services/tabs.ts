import { Service } from '@angular/core';
import type { SessionEndReason } from '@classy-book/contracts/realtime';

/** What tabs tell each other. Never a token: each tab gets its own with the cookie that they share. */
export type TabMessage =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'refreshed'; readonly sessionId: string; readonly sessionExpiresAt: string }
  | { readonly kind: 'ended'; readonly reason: SessionEndReason };

const CHANNEL = 'classy-book:session';
const REFRESH_LOCK = 'classy-book:refresh';

/** The other tabs of this browser in which the app is open. */
@Service()
export class Tabs {
  private readonly channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
  private readonly listeners = new Set<(message: TabMessage) => void>();

  constructor() {
    // Only this app's own pages can post here: a channel does not cross origins.
    this.channel?.addEventListener('message', (event: MessageEvent<TabMessage>) => {
      for (const listener of this.listeners) listener(event.data);
    });
  }

  tell(message: TabMessage): void {
    this.channel?.postMessage(message);
  }

  listen(listener: (message: TabMessage) => void): void {
    this.listeners.add(listener);
  }

  /** Runs `task` while no other tab refreshes: two that rotate the same cookie at once would look like theft. */
  async exclusively<T>(task: () => Promise<T>): Promise<T> {
    if (!('locks' in navigator)) return task();
    return navigator.locks.request(REFRESH_LOCK, task);
  }
}
