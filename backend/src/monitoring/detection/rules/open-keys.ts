import { LRUCache } from 'lru-cache';
import { QUIET_MS } from './rule.js';

const MAX_OPEN = 5_000;

/** What a rule has said and is not quiet yet, by key. Bounded: the one that was quiet longest is forgotten first. */
export class OpenKeys<T extends object = object> {
  private readonly open = new LRUCache<string, { lastAt: number; readonly memo: T }>({ max: MAX_OPEN });

  /** What is kept with a key that is open at that moment; undefined where it is not. */
  find(key: string, at: number, quietMs = QUIET_MS): T | undefined {
    const found = this.open.get(key);
    return found === undefined || at - found.lastAt > quietMs ? undefined : found.memo;
  }

  begin(key: string, at: number, memo: T): T {
    this.open.set(key, { lastAt: at, memo });
    return memo;
  }

  /** Says that something came on top. */
  extend(key: string, at: number): void {
    const found = this.open.get(key);
    if (found !== undefined) found.lastAt = Math.max(found.lastAt, at);
  }

  /** Whether so many are open at that moment. What has been quiet for too long is forgotten on the way. */
  hasAtLeast(count: number, at: number): boolean {
    let found = 0;
    for (const [key, { lastAt }] of this.open.entries()) {
      if (at - lastAt > QUIET_MS) this.open.delete(key);
      else found += 1;
      if (found >= count) return true;
    }
    return false;
  }
}
