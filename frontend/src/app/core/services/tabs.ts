import { Service } from '@angular/core';
import { sessionEndReasonSchema } from '@classy-book/contracts/realtime';
import * as z from 'zod';

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed-in'), userId: z.string() }),
  z.object({ kind: z.literal('refreshed'), sessionId: z.string(), sessionExpiresAt: z.string() }),
  z.object({ kind: z.literal('ended'), reason: sessionEndReasonSchema }),
]);

/** What tabs tell each other. Never a token: each tab gets its own with the cookie that they share. */
export type TabMessage = z.infer<typeof messageSchema>;

const CHANNEL = 'classy-book:session';
const REFRESH_LOCK = 'classy-book:refresh';

/** The other tabs of this browser in which the app is open. */
@Service()
export class Tabs {
  private readonly channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
  private readonly listeners = new Set<(message: TabMessage) => void>();

  constructor() {
    this.channel?.addEventListener('message', (event: MessageEvent<unknown>) => {
      const message = messageSchema.safeParse(event.data);
      if (!message.success) return;
      for (const listener of this.listeners) listener(message.data);
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
