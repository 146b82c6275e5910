import { LRUCache } from 'lru-cache';
import type { RateLimitPolicy } from './rate-limit.policies.js';
import type { Taken } from './rate-limit-store.repository.js';

/** Takes points of a subject from the shared store. */
export type TakePoints = (policy: RateLimitPolicy, subject: string, points: number) => Promise<Taken>;

interface Lease {
  /** Points that this process may still spend. */
  left: number;
  /** Points that were left in the store when they were taken. */
  readonly remaining: number;
  readonly endsAt: number;
}

const MAX_LEASES = 50_000;

/**
 * Spends points of a shared counter in portions: a process takes a few at once and needs no command for the next
 * requests. It never spends more than it took, so all processes together never spend more than the limit; what one of
 * them took and did not need is lost until the window ends. Refusals are remembered until then, too.
 */
export class Leases {
  private readonly leases = new LRUCache<string, Lease>({ max: MAX_LEASES });
  private readonly pending = new Map<string, Promise<void>>();

  /** @param now the clock in milliseconds */
  constructor(
    private readonly take: TakePoints,
    private readonly now: () => number,
  ) {}

  /** Spends one point of a subject. */
  async spend(policy: RateLimitPolicy, subject: string): Promise<Taken> {
    const key = `${policy.name}:${subject}`;
    for (;;) {
      const lease = this.leases.get(key);
      const left = lease === undefined ? 0 : lease.endsAt - this.now();
      if (lease !== undefined && left > 0) {
        if (lease.left > 0) {
          lease.left -= 1;
          return { allowed: true, remaining: lease.remaining + lease.left, resetMs: left };
        }
        if (lease.remaining === 0) return { allowed: false, remaining: 0, resetMs: left };
      }
      await this.renew(key, policy, subject);
    }
  }

  // requests that arrive together wait for one portion instead of taking one each
  private async renew(key: string, policy: RateLimitPolicy, subject: string): Promise<void> {
    const running = this.pending.get(key);
    if (running !== undefined) {
      await running;
      return;
    }
    const renewal = this.take(policy, subject, policy.lease).then(({ allowed, remaining, resetMs }) => {
      this.leases.set(key, { left: allowed ? policy.lease : 0, remaining, endsAt: this.now() + Math.max(1, resetMs) });
    });
    this.pending.set(key, renewal);
    try {
      await renewal;
    } finally {
      this.pending.delete(key);
    }
  }
}
