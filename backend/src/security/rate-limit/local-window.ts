import { LRUCache } from 'lru-cache';
import type { RateLimitPolicy } from './rate-limit.policies.js';
import type { Taken } from './rate-limit-store.repository.js';

interface Window {
  count: number;
  readonly endsAt: number;
}

const MAX_SUBJECTS = 20_000;

/** Counts in this process only, for routes that must answer without a database and cost less than a counter would. */
export class LocalWindow {
  private readonly windows = new LRUCache<string, Window>({ max: MAX_SUBJECTS });

  /** @param now the clock in milliseconds */
  constructor(private readonly now: () => number) {}

  /** Spends one point of a subject. */
  spend(policy: RateLimitPolicy, subject: string): Taken {
    const key = `${policy.name}:${subject}`;
    const now = this.now();
    const known = this.windows.get(key);
    const window =
      known !== undefined && known.endsAt > now ? known : { count: 0, endsAt: now + policy.seconds * 1000 };
    if (window !== known) this.windows.set(key, window);
    window.count += 1;
    return {
      allowed: window.count <= policy.points,
      remaining: Math.max(0, policy.points - window.count),
      resetMs: window.endsAt - now,
    };
  }
}
